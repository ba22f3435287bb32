/** Finds the files of the workspace that have the columns of an Asclepius table. */
import { findFiles } from '../find-files.ts';
import { settings } from '../settings.ts';
import { hasColumns } from './header.ts';

export const dataFileEndings = ['csv', 'tsv', 'jsonl', 'ndjson', 'parquet'];

/** Most files that are looked at. */
const maxFiles = 500;

/** Absolute paths, in the order of their names. */
export async function dataFilesOfWorkspace(): Promise<string[]> {
  const found = await findFiles(settings().get('dataFiles', ''), undefined, maxFiles);
  const paths = found.filter((uri) => uri.scheme === 'file').map((uri) => uri.fsPath);
  const fitting = await Promise.all(paths.map(async (path) => ((await hasColumns(path)) ? [path] : [])));
  return fitting.flat().sort();
}
