/** The explorer: its tree, its documents and its commands. */
import * as vscode from 'vscode';
import type { Service } from '../runtime/service.ts';
import { showingErrors } from '../show-error.ts';
import { dataFileEndings } from './discover.ts';
import { createLibrary, type Dataset, type Library, nameOf } from './library.ts';
import type { Node } from './nodes.ts';
import { createRowDocuments, rowScheme } from './row-document.ts';
import { registerRowLanguage } from './row-language.ts';
import type { StatisticsPanels } from './statistics.ts';
import { createTree, type DatasetTree } from './tree.ts';

export function registerDatasets(context: vscode.ExtensionContext, service: Service): void {
  const library = createLibrary(service, context);
  const tree = createTree(library);
  const view = vscode.window.createTreeView('asclepius.datasets', {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const panels = lazily(async () => {
    const { createStatisticsPanels } = await import('./statistics.ts');
    return createStatisticsPanels(context.extensionUri, library, service);
  });
  context.subscriptions.push(
    library,
    view,
    vscode.workspace.registerTextDocumentContentProvider(rowScheme, createRowDocuments(library)),
    registerRowLanguage(),
    watchWorkspace(library),
    vscode.window.registerWebviewPanelSerializer('asclepius.statistics', {
      deserializeWebviewPanel: (panel, state) => restoreStatistics(panel, state, library, panels),
    }),
    ...commandsOf(library, service, view, tree, panels).map(([name, handler]) =>
      vscode.commands.registerCommand(`asclepius.dataset.${name}`, showingErrors(handler)),
    ),
  );
}

/** Loads once, when it is first wanted. */
function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}

async function restoreStatistics(
  panel: vscode.WebviewPanel,
  state: unknown,
  library: Library,
  panels: () => Promise<StatisticsPanels>,
): Promise<void> {
  const { statisticsView } = await import('../../runtime/protocol/views/statistics.ts');
  const kept = statisticsView.state.safeParse(state);
  if (!kept.success) return panel.dispose();
  (await panels()).restore(panel, await library.find(kept.data.source), kept.data.measure);
}

type Handler = (node?: Node, selected?: readonly Node[]) => unknown;

function commandsOf(
  library: Library,
  service: Service,
  view: vscode.TreeView<Node>,
  tree: DatasetTree,
  panels: () => Promise<StatisticsPanels>,
): [string, Handler][] {
  /** Of the entry that was clicked, else of the selection, else the user is asked. */
  const onDataset = (handler: (dataset: Dataset) => unknown): Handler => {
    return async (node) => {
      const dataset = node?.dataset ?? view.selection[0]?.dataset ?? (await chooseDataset(library));
      if (dataset) await handler(dataset);
    };
  };
  return [
    ['add', () => add(library)],
    ['refresh', () => library.refresh()],
    ['loadMore', (node) => node && tree.loadMore(node)],
    ['indexAgain', onDataset((dataset) => library.indexAgain(dataset))],
    ['forget', onDataset((dataset) => forget(dataset, library))],
    ['search', onDataset(async (dataset) => (await import('./search.ts')).searchRows(dataset, library, service))],
    ['filter', onDataset(async (dataset) => (await import('./view-options.ts')).chooseFilter(dataset, library))],
    ['clearFilter', onDataset((dataset) => library.show(dataset, { filter: {} }))],
    ['statistics', onDataset(async (dataset) => (await panels()).show(dataset))],
    ['sort', onDataset(async (dataset) => (await import('./view-options.ts')).chooseSort(dataset, library))],
    [
      'finetuneSelection',
      async (node, selected) => {
        const nodes = selected?.length ? selected : node ? [node] : view.selection;
        const asked = nodes.length > 0 ? nodes : await chooseNode(library);
        await (await import('./selection.ts')).finetuneOn(asked, library);
      },
    ],
  ];
}

async function chooseDataset(library: Library): Promise<Dataset | undefined> {
  const items = (await library.list()).map((dataset) => ({
    dataset,
    label: nameOf(dataset),
    description: dataset.source === 'embedded' ? '' : dataset.source,
  }));
  if (items.length === 1) return items[0]?.dataset;
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which data set?') });
  return chosen?.dataset;
}

async function chooseNode(library: Library): Promise<Node[]> {
  const dataset = await chooseDataset(library);
  return dataset ? [{ kind: 'dataset', dataset }] : [];
}

async function add(library: Library): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t('Add a data set'),
    filters: { [vscode.l10n.t('Tables of notes')]: dataFileEndings },
  });
  if (!chosen) return;
  await library.add(chosen.map(({ fsPath }) => fsPath));
  for (const { fsPath } of chosen) await library.open(await library.find(fsPath));
}

async function forget(dataset: Dataset, library: Library): Promise<void> {
  const forgetIt = vscode.l10n.t('Forget');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Forget {0}?', nameOf(dataset)),
    {
      modal: true,
      detail: vscode.l10n.t('Its index and everything else that was kept of it is deleted. The file itself stays.'),
    },
    forgetIt,
  );
  if (answer === forgetIt) await library.forget(dataset);
}

/** Files that come and go are found without being asked for. */
function watchWorkspace(library: Library): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/*.{${dataFileEndings.join()}}`, false, true, false);
  let timer: NodeJS.Timeout | undefined;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => library.refresh(), 500);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
  );
}
