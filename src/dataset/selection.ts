/** "Fine-tune on this selection": what is selected in the tree, as the `data` of a config. */
import { dirname, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { FineTuneConfigInput, Task } from '../../runtime/protocol/config.ts';
import type { DatasetFilter } from '../../runtime/protocol/service.ts';
import { writeConfig } from '../new-config.ts';
import { type Dataset, type Library, nameOf } from './library.ts';
import type { Node } from './nodes.ts';

/** Writes a config with the selection and opens it. Entries of several data sets do not go together. */
export async function finetuneOn(nodes: readonly Node[], library: Library): Promise<void> {
  const [dataset, ...others] = new Set(nodes.map((node) => node.dataset));
  if (!dataset) return;
  if (others.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select tasks or rows of one data set: a run learns from one.'),
    );
    return;
  }
  const selection = await selectionOf(dataset, nodes, library);
  const name = dataset.source === 'embedded' ? 'embedded' : nameOf(dataset).replace(/\.[^.]*$/, '');
  const file = await writeConfig(name, (uri) => ({ data: { source: sourceFor(dataset, uri), ...selection } }));
  if (file) await vscode.commands.executeCommand('vscode.open', file);
}

type Selection = Omit<NonNullable<FineTuneConfigInput['data']>, 'source'>;

async function selectionOf(dataset: Dataset, nodes: readonly Node[], library: Library): Promise<Selection> {
  const chosenTasks = nodes.flatMap((node) => (node.kind === 'task' ? [node.task] : []));
  const chosenRows = nodes.flatMap((node) => (node.kind === 'row' ? [node.row.row] : []));
  if (nodes.some(({ kind }) => kind === 'dataset')) return byFilter(dataset, dataset.filter, library);
  if (chosenRows.length === 0) return byFilter(dataset, { ...dataset.filter, tasks: chosenTasks }, library);
  if (chosenTasks.length === 0) return { rows: chosenRows };
  const ofTasks = await idsOf(dataset, { ...dataset.filter, tasks: chosenTasks }, library);
  return { rows: [...new Set([...ofTasks, ...chosenRows])] };
}

/** Tasks and lengths are said as such, so that the config stays short and fits a file that grows; else row by row. */
async function byFilter(dataset: Dataset, filter: DatasetFilter, library: Library): Promise<Selection> {
  if (filter.tokens || filter.rows) return { rows: await idsOf(dataset, filter, library) };
  const info = await library.ready(dataset);
  const there = Object.entries(info.tasks).flatMap(([task, rows]) => (rows > 0 ? [task as Task] : []));
  const tasks = (filter.tasks ?? there).filter((task) => there.includes(task));
  const { noteCharacters } = filter;
  return { ...(tasks.length > 0 ? { tasks } : {}), ...(noteCharacters ? { noteCharacters } : {}) };
}

async function idsOf(dataset: Dataset, filter: DatasetFilter, library: Library): Promise<string[]> {
  // Before the index is there, only the first rows are known.
  await library.ready(dataset);
  const { rows } = await library.ask(dataset, (client, id) => client.request('dataset/ids', { id, filter }));
  return rows;
}

/** Relative where the data lies beside the config or below, so that both can be moved together. */
function sourceFor({ source }: Dataset, config: vscode.Uri): string {
  if (source === 'embedded') return source;
  const path = relative(dirname(config.fsPath), source);
  return path.startsWith('..') || path.includes(':') ? source : path.split(sep).join('/');
}
