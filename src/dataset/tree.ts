/** The explorer's tree: data set → task → rows, a page at a time. */
import * as vscode from 'vscode';
import { reportOf } from '../../runtime/protocol/errors.ts';
import type { DatasetFilter, RowSummary } from '../../runtime/protocol/service.ts';
import { changesInTurn } from './changes.ts';
import type { Dataset, Library } from './library.ts';
import { type Node, treeItem } from './nodes.ts';

const pageSize = 100;

export interface DatasetTree extends vscode.TreeDataProvider<Node> {
  /** Shows the next page of a task's rows. */
  loadMore(node: Node): void;
}

export function createTree(library: Library): DatasetTree {
  const changed = changesInTurn<Node>();
  /** How many rows of a task are shown, where it is more than a page. */
  const shown = new Map<string, number>();
  const keyOf = ({ source }: Dataset, task: string) => `${source}\n${task}`;
  // One node a data set, so that its change redraws it alone: while all is redrawn, commands of the tree reach no node.
  const nodes = new WeakMap<Dataset, Node>();
  const nodeOf = (dataset: Dataset): Node => {
    const node = nodes.get(dataset) ?? { kind: 'dataset', dataset };
    nodes.set(dataset, node);
    return node;
  };
  library.onChange((dataset) => {
    for (const key of shown.keys()) if (dataset && key.startsWith(`${dataset.source}\n`)) shown.delete(key);
    changed.fire(dataset && nodeOf(dataset));
  });

  async function childrenOf(node: Node): Promise<Node[]> {
    if (node.kind === 'dataset') return tasksOf(library, node.dataset);
    if (node.kind !== 'task') return [];
    const limit = shown.get(keyOf(node.dataset, node.task)) ?? pageSize;
    return rowsOf(library, node, limit);
  }

  async function childrenOrFaults(node: Node): Promise<Node[]> {
    if (node.kind === 'dataset' && node.dataset.fault) return faultsOf(node.dataset);
    try {
      return await childrenOf(node);
    } catch (error) {
      if (!node.dataset.fault) throw new Error(reportOf(error).message, { cause: error });
      return node.kind === 'dataset' ? faultsOf(node.dataset) : [];
    }
  }

  const roots = async () => (await library.list()).map(nodeOf);

  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (node) => changed.reading(() => (node ? childrenOrFaults(node) : roots())),
    loadMore(node) {
      if (node.kind !== 'more') return;
      shown.set(keyOf(node.dataset, node.task), node.loaded + pageSize);
      changed.fire(nodeOf(node.dataset));
    },
  };
}

async function tasksOf(library: Library, dataset: Dataset): Promise<Node[]> {
  const info = await library.open(dataset);
  const { tasks } = await import('../../runtime/protocol/config.ts');
  const wanted = tasks.filter((task) => dataset.filter.tasks?.includes(task) ?? true);
  const counts = await countsOf(library, dataset, info.tasks);
  return wanted.map((task) => ({ kind: 'task', dataset, task, rows: counts[task] ?? 0 }));
}

/** Rows of each task that fit the filter. */
async function countsOf(library: Library, dataset: Dataset, all: Readonly<Record<string, number>>) {
  const { tasks: _, ...rest } = dataset.filter;
  if (Object.values(rest).every((part) => part === undefined)) return all;
  const statistics = await library.ask(dataset, (client, id) =>
    client.request('dataset/statistics', { id, filter: dataset.filter, bins: 2 }),
  );
  return Object.fromEntries(statistics.tasks.map(({ task, rows }) => [task, rows]));
}

async function rowsOf(library: Library, { dataset, task }: Node & { kind: 'task' }, limit: number): Promise<Node[]> {
  const filter: DatasetFilter = { ...dataset.filter, tasks: [task] };
  const rows: RowSummary[] = [];
  let total = 0;
  do {
    const page = await library.ask(dataset, (client, id) =>
      client.request('dataset/rows', {
        id,
        filter,
        sort: dataset.sort,
        offset: rows.length,
        limit: Math.min(1000, limit - rows.length),
      }),
    );
    rows.push(...page.rows);
    total = page.total;
    if (page.rows.length === 0) break;
  } while (rows.length < Math.min(limit, total));
  const nodes: Node[] = rows.map((row) => ({ kind: 'row', dataset, row }));
  return rows.length < total ? [...nodes, { kind: 'more', dataset, task, loaded: rows.length, total }] : nodes;
}

function faultsOf(dataset: Dataset): Node[] {
  const { message, remedy } = dataset.fault ?? { message: '', remedy: '' };
  const command = (title: string, name: string): vscode.Command => ({
    title,
    command: `asclepius.dataset.${name}`,
    arguments: [{ kind: 'dataset', dataset }],
  });
  const again = command(vscode.l10n.t('Index again'), 'indexAgain');
  const forget = command(vscode.l10n.t('Forget'), 'forget');
  return [
    { kind: 'fault', dataset, text: `${message}. ${remedy}`, remedy: undefined },
    { kind: 'fault', dataset, text: again.title, remedy: again },
    { kind: 'fault', dataset, text: forget.title, remedy: forget },
  ];
}
