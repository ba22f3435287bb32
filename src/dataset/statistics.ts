/** The statistics view's host: one panel a data set, restored after a reload. */
import * as vscode from 'vscode';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { reportOf } from '../../runtime/protocol/errors.ts';
import type { DatasetFilter } from '../../runtime/protocol/service.ts';
import { type Measure, type StatisticsView, statisticsView } from '../../runtime/protocol/views/statistics.ts';
import type { ToHost } from '../../runtime/protocol/views/view.ts';
import type { Service } from '../runtime/service.ts';
import { serveView } from '../webview.ts';
import { type Dataset, type Library, nameOf } from './library.ts';
import { describeFilter, isFiltered } from './nodes.ts';

const viewType = 'asclepius.statistics';
/** Rows whose tokens are counted at first; all of them on request. */
const sample = 1000;

export interface StatisticsPanels {
  show(dataset: Dataset): void;
  restore(panel: vscode.WebviewPanel, dataset: Dataset, measure: Measure): void;
}

export function createStatisticsPanels(extensionUri: vscode.Uri, library: Library, service: Service): StatisticsPanels {
  const open = new Map<string, vscode.WebviewPanel>();
  function fill(panel: vscode.WebviewPanel, dataset: Dataset, measure: Measure): void {
    open.set(dataset.source, panel);
    panel.onDidDispose(() => open.delete(dataset.source));
    serveStatistics(panel, extensionUri, dataset, measure, library, service);
  }
  return {
    show(dataset) {
      const there = open.get(dataset.source);
      if (there) return there.reveal();
      fill(
        vscode.window.createWebviewPanel(viewType, titleOf(dataset), vscode.ViewColumn.Active),
        dataset,
        firstMeasure(),
      );
    },
    restore: fill,
  };
}

const titleOf = (dataset: Dataset) => vscode.l10n.t('Statistics: {0}', nameOf(dataset));

/** As in a config that says nothing of them. */
function firstMeasure(): Measure {
  const { model, prompt, sequenceLength } = fineTuneConfigSchema.parse({});
  return { model, prompt, sequenceLength };
}

function serveStatistics(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  dataset: Dataset,
  first: Measure,
  library: Library,
  service: Service,
): void {
  const send = serveView(panel.webview, extensionUri, statisticsView, titleOf(dataset), answer);
  let measuring = new AbortController();

  async function measure(wanted: Measure, all: boolean): Promise<void> {
    measuring.abort();
    measuring = new AbortController();
    const { signal } = measuring;
    const ask = (tokens: boolean) =>
      library.ask(dataset, (client, id) =>
        client.request(
          'dataset/statistics',
          { id, ...(tokens ? { tokens: { ...wanted, onTooLong: 'trim', sample: all ? 0 : sample } } : {}) },
          signal,
        ),
      );
    try {
      const info = await library.ready(dataset, signal);
      const { patients, duplicates, malformed } = info;
      const about = { source: dataset.source, name: nameOf(dataset), patients, duplicates, malformed };
      send({ type: 'dataset', ...about, measure: wanted });
      // Characters are known at once; tokens take a tokenizer.
      send({ type: 'statistics', statistics: await ask(false) });
      send({ type: 'statistics', statistics: await ask(true) });
    } catch (error) {
      const report = reportOf(error);
      if (report.code !== 'cancelled' && !signal.aborted) send({ type: 'failed', error: report });
    }
  }

  async function answer(message: ToHost<StatisticsView>): Promise<void> {
    switch (message.type) {
      case 'ready':
        tellFilter();
        return measure(first, false);
      case 'measure':
        return measure(message.measure, message.all);
      case 'cancel':
        return measuring.abort();
      case 'chooseModel': {
        const model = await chooseModel(message.what);
        if (model) send({ type: 'model', model });
        return;
      }
      case 'filter':
        return library.show(dataset, { filter: filterOf(message) });
      case 'clearFilter':
        return library.show(dataset, { filter: {} });
    }
  }

  function tellFilter(): void {
    const description = isFiltered(dataset.filter) ? describeFilter(dataset.filter) : '';
    send({ type: 'filtered', description });
  }

  const listening = [
    library.onChange((changed) => (changed === dataset || !changed) && tellFilter()),
    service.onProgress(({ id, phase, done, total }) => {
      if (id === dataset.info?.id && phase === 'measuring') send({ type: 'progress', done, total });
    }),
  ];
  panel.onDidDispose(() => {
    measuring.abort();
    for (const each of listening) each.dispose();
  });
}

function filterOf({
  task,
  noteCharacters,
  tokens,
  measure,
}: ToHost<StatisticsView> & { type: 'filter' }): DatasetFilter {
  const { model, prompt } = measure;
  return {
    ...(task ? { tasks: [task] } : {}),
    ...(noteCharacters ? { noteCharacters } : {}),
    ...(tokens ? { tokens: { ...tokens, model, prompt } } : {}),
  };
}

async function chooseModel(what: 'folder' | 'file'): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: what === 'folder',
      canSelectFiles: what === 'file',
      title: vscode.l10n.t('Choose a model'),
      ...(what === 'file' ? { filters: { GGUF: ['gguf'] } } : {}),
    })) ?? [];
  return chosen?.fsPath;
}
