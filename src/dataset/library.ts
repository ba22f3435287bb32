/** The data sets that the explorer lists: where they come from, and what the service process says of them. */
import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type ErrorReport, errors, reportOf } from '../../runtime/protocol/errors.ts';
import type { DatasetFilter, DatasetInfo, DatasetSort } from '../../runtime/protocol/service.ts';
import type { Service, ServiceClient } from '../runtime/service.ts';
import { dataFilesOfWorkspace } from './discover.ts';

export interface Dataset {
  /** "embedded" or an absolute path, as in a config. */
  readonly source: string;
  readonly origin: 'embedded' | 'workspace' | 'added';
  /** How its rows are shown. */
  filter: DatasetFilter;
  sort: DatasetSort;
  /** While it is open. */
  info?: DatasetInfo | undefined;
  /** Of the index, 0 to 1. */
  progress?: number | undefined;
  /** Why it cannot be shown. */
  fault?: ErrorReport | undefined;
  /** Asked for, or there already. */
  opening?: Promise<DatasetInfo> | undefined;
}

export interface Library extends vscode.Disposable {
  list(): Promise<readonly Dataset[]>;
  find(source: string): Promise<Dataset>;
  /** Opens it where it is not open; its index may still be under way. */
  open(dataset: Dataset): Promise<DatasetInfo>;
  /** As `open`, and waits for the index. */
  ready(dataset: Dataset, signal?: AbortSignal): Promise<DatasetInfo>;
  /**
   * Asks the service process something about an open data set. A file that changed or vanished is remembered as the data
   * set's fault.
   */
  ask<T>(dataset: Dataset, question: (client: ServiceClient, id: string) => Promise<T>): Promise<T>;
  show(dataset: Dataset, view: Partial<Pick<Dataset, 'filter' | 'sort'>>): void;
  /** Opens it anew, whatever was known of it. */
  indexAgain(dataset: Dataset): void;
  add(paths: readonly string[]): Promise<void>;
  /** Deletes all that was kept of it, and takes it off the list; the file stays. */
  forget(dataset: Dataset): Promise<void>;
  /** Looks for files of the workspace again. */
  refresh(): void;
  /** A data set, or the list where there is none. */
  readonly onChange: vscode.Event<Dataset | undefined>;
}

export const nameOf = ({ source }: Pick<Dataset, 'source'>) =>
  source === 'embedded' ? vscode.l10n.t('Embedded sample (synthetic)') : basename(source);

const addedKey = 'datasets.added';
const forgottenKey = 'datasets.forgotten';
/** The file is not what was indexed; only opening it anew helps. */
const stale = new Set<string>(['datasetChanged', 'fileMissing', 'fileUnreadable']);
/** Milliseconds between two looks at an open file. */
const lookEvery = 1000;
/** The process knows nothing of it any more. */
const lost = new Set<string>(['datasetUnknown', 'runtimeDied']);

const isOther = (now: Stats, before: Stats) => now.mtimeMs !== before.mtimeMs || now.size !== before.size;

export function createLibrary(service: Service, { globalState, workspaceState }: vscode.ExtensionContext): Library {
  const changed = new vscode.EventEmitter<Dataset | undefined>();
  const known = new Map<string, Dataset>();
  const watchers = new Map<string, vscode.Disposable>();
  let files: Promise<string[]> | undefined;

  const added = () => globalState.get<string[]>(addedKey, []);
  const forgotten = () => workspaceState.get<string[]>(forgottenKey, []);

  function datasetOf(source: string, origin: Dataset['origin']): Dataset {
    const dataset = known.get(source) ?? { source, origin, filter: {}, sort: { by: 'row', descending: false } };
    known.set(source, dataset);
    return dataset;
  }

  async function list(): Promise<Dataset[]> {
    files ??= dataFilesOfWorkspace();
    const ofWorkspace = (await files).filter((path) => !forgotten().includes(path));
    const others = added().filter((path) => !ofWorkspace.includes(path));
    return [
      datasetOf('embedded', 'embedded'),
      ...ofWorkspace.map((path) => datasetOf(path, 'workspace')),
      ...others.map((path) => datasetOf(path, 'added')),
    ];
  }

  function reset(dataset: Dataset): void {
    dataset.info = undefined;
    dataset.progress = undefined;
    dataset.fault = undefined;
    dataset.opening = undefined;
  }

  function open(dataset: Dataset): Promise<DatasetInfo> {
    dataset.opening ??= openAnew(dataset).catch((error) => {
      fail(dataset, error);
      throw error;
    });
    return dataset.opening;
  }

  async function openAnew(dataset: Dataset): Promise<DatasetInfo> {
    const client = await service.client();
    const info = await client.request('dataset/open', { source: dataset.source });
    dataset.info = info;
    dataset.fault = undefined;
    watch(dataset);
    if (info.status === 'indexing') void whenReady(dataset, info.id);
    changed.fire(dataset);
    return info;
  }

  async function whenReady(dataset: Dataset, id: string, signal?: AbortSignal): Promise<DatasetInfo | undefined> {
    try {
      const info = await (await service.client()).request('dataset/ready', { id }, signal);
      if (dataset.info?.id === id && dataset.info.status !== 'ready') {
        dataset.info = info;
        dataset.progress = undefined;
        changed.fire(dataset);
      }
      return info;
    } catch (error) {
      if (reportOf(error).code !== 'cancelled') fail(dataset, error);
      return undefined;
    }
  }

  function fail(dataset: Dataset, error: unknown): void {
    const report = reportOf(error);
    dataset.opening = undefined;
    dataset.progress = undefined;
    // What died is opened again with the next question.
    if (lost.has(report.code)) dataset.info = undefined;
    else dataset.fault = report;
    changed.fire(dataset);
  }

  /**
   * The tree says so when the file changes or vanishes. Its state is looked at every second: the editor's own watcher tells
   * nothing of what happens until it has been set up, in a process of its own, nor of a network drive.
   */
  function watch(dataset: Dataset): void {
    const { source } = dataset;
    if (source === 'embedded' || watchers.has(source)) return;
    const look = (now: Stats, before: Stats) => {
      if (now.mtimeMs === 0) fail(dataset, errors.fileMissing(source, vscode.l10n.t('Data file')));
      else if (dataset.info && isOther(now, before)) fail(dataset, errors.datasetChanged(source));
    };
    watchFile(source, { interval: lookEvery, persistent: false }, look);
    watchers.set(source, { dispose: () => unwatchFile(source, look) });
  }

  const subscriptions = [
    service.onProgress(({ id, phase, done, total }) => {
      const dataset = [...known.values()].find(({ info }) => info?.id === id);
      if (!dataset || phase !== 'indexing') return;
      dataset.progress = total > 0 ? done / total : 0;
      changed.fire(dataset);
    }),
    service.onDied(() => {
      for (const dataset of known.values()) reset(dataset);
      changed.fire(undefined);
    }),
  ];

  return {
    list,
    async find(source) {
      return (await list()).find((dataset) => dataset.source === source) ?? datasetOf(source, 'added');
    },
    open,
    async ready(dataset, signal) {
      const info = await open(dataset);
      return info.status === 'ready' ? info : ((await whenReady(dataset, info.id, signal)) ?? info);
    },
    async ask(dataset, question) {
      const once = async () => question(await service.client(), (await open(dataset)).id);
      try {
        return await once();
      } catch (error) {
        const { code } = reportOf(error);
        if (stale.has(code)) fail(dataset, error);
        if (!lost.has(code)) throw error;
        reset(dataset);
        return once();
      }
    },
    show(dataset, view) {
      Object.assign(dataset, view);
      changed.fire(dataset);
    },
    indexAgain(dataset) {
      reset(dataset);
      changed.fire(dataset);
    },
    async add(paths) {
      await globalState.update(addedKey, [...new Set([...added(), ...paths])]);
      await workspaceState.update(
        forgottenKey,
        forgotten().filter((path) => !paths.includes(path)),
      );
      changed.fire(undefined);
    },
    async forget(dataset) {
      await (await service.client()).request('dataset/forget', { source: dataset.source });
      reset(dataset);
      known.delete(dataset.source);
      watchers.get(dataset.source)?.dispose();
      watchers.delete(dataset.source);
      await globalState.update(
        addedKey,
        added().filter((path) => path !== dataset.source),
      );
      if (dataset.origin === 'workspace') await workspaceState.update(forgottenKey, [...forgotten(), dataset.source]);
      changed.fire(undefined);
    },
    refresh() {
      files = undefined;
      changed.fire(undefined);
    },
    onChange: changed.event,
    dispose() {
      for (const each of [...subscriptions, ...watchers.values(), changed]) each.dispose();
    },
  };
}
