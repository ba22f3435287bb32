/** From a file to its index, and the first look that comes before. */
import { type Connection, openDatabase, withConnection } from '../data/database.ts';
import type { TableSource } from '../data/formats.ts';
import { findTable, reportOf } from '../data/rows.ts';
import { countRows } from '../data/summary.ts';
import { fillTable } from '../data/table.ts';
import { type Task, tasks } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { type FileIdentity, type StoredIndex, storeIndex, type TableInfo } from './store.ts';

export interface BuildOptions {
  readonly storage: string;
  /** @param done bytes, of the file's */
  onProgress(id: string, done: number, total: number): void;
}

/** How many records are read for the first look. */
const firstRecords = 2000;

/** What a client calls the dataset of this file. */
export const idOf = ({ key }: FileIdentity) => key.slice(0, 16);

/**
 * Counts the tasks of all records as they stand in the file, and fills the tables with the first records.
 * @throws fileUnreadable, dataColumns, dataEmpty
 */
export async function look(
  connection: Connection,
  identity: FileIdentity,
): Promise<{ source: TableSource; glance: TableInfo }> {
  const source = await sourceOf(identity, connection);
  const found = await connection.all(`SELECT trim(task), count(*) FROM (${source.tasks}) AS every(task) GROUP BY ALL`);
  await fillTable(connection, source, { limit: firstRecords });
  const counts = countsOf(found.map(([task, count]) => [task as Task, Number(count)]));
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { source, glance: { rows, tasks: counts, patients: 0, duplicates: 0, malformed: 0, malformedLines: [] } };
}

/** @throws fileUnreadable, dataColumns, dataEmpty, datasetChanged */
export function buildIndex(
  identity: FileIdentity,
  { storage, onProgress }: BuildOptions,
  known?: TableSource,
): Promise<StoredIndex> {
  const build = async (connection: Connection): Promise<TableInfo> => {
    const source = known ?? (await sourceOf(identity, connection));
    await fillTable(connection, source, { onBytes: (done) => onProgress(idOf(identity), done, identity.bytes) });
    const info = await tableInfo(connection);
    if (info.rows === 0) throw errors.dataEmpty(identity.path);
    await connection.run('CHECKPOINT t');
    return info;
  };
  return storeIndex(storage, identity, async (file) => {
    const database = await openDatabase(identity.path, { place: { file } });
    try {
      return await withConnection(database, build);
    } finally {
      await database.close();
    }
  });
}

async function sourceOf({ path }: FileIdentity, connection: Connection): Promise<TableSource> {
  const { file, format } = await findTable(path);
  return format(file, connection);
}

async function tableInfo(connection: Connection): Promise<TableInfo> {
  const report = await reportOf(connection);
  return { ...report, malformedLines: report.malformedLines.slice(0, 1000), ...(await countRows(connection)) };
}

const countsOf = (found: readonly (readonly [Task, number])[]): Record<Task, number> => {
  const counts = new Map(found);
  return Object.fromEntries(tasks.map((task) => [task, counts.get(task) ?? 0])) as Record<Task, number>;
};
