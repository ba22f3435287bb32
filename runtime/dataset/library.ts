/** The open datasets, and what can be asked of them: one handler for each method of the protocol. */

import { embeddedSample } from '../embedded/paths.ts';
import { errors } from '../protocol/errors.ts';
import type { Handlers } from '../protocol/rpc.ts';
import type { DatasetFilter, DatasetProtocol, Encoding, SearchHit } from '../protocol/service.ts';
import { type Dataset, openDataset } from './dataset.ts';
import { type RecordFilter, readIds, readPage, readRow } from './pages.ts';
import { searchTable } from './search.ts';
import { statisticsOf } from './statistics.ts';
import { forgetIndexes, identify, placeOf, sweepStore } from './store.ts';
import { type TokenCounts, tokenCounts } from './token-counts.ts';

export interface LibraryOptions {
  readonly storage: string;
  onProgress(id: string, phase: 'indexing' | 'measuring', done: number, total: number): void;
  onHits(search: string, hits: SearchHit[]): void;
}

interface OpenDataset {
  readonly dataset: Dataset;
  readonly tokens: Map<string, Promise<TokenCounts>>;
  /** How many times it was opened more than closed. */
  users: number;
}

export function createLibrary({ storage, onProgress, onHits }: LibraryOptions): Handlers<DatasetProtocol> {
  sweepStore(storage);
  const open = new Map<string, OpenDataset>();
  const opening = new Map<string, Promise<OpenDataset>>();

  const entryOf = (id: string): OpenDataset => {
    const entry = open.get(id);
    if (!entry) throw errors.datasetUnknown(id);
    return entry;
  };

  async function openOnce(path: string): Promise<OpenDataset> {
    const { key } = await identify(path);
    const known = [...open.values()].find(({ dataset }) => dataset.identity.key === key);
    if (known) return known;
    const pending = opening.get(key) ?? openNew(path).finally(() => opening.delete(key));
    opening.set(key, pending);
    return pending;
  }

  async function openNew(path: string): Promise<OpenDataset> {
    const report = (id: string, done: number, total: number) => onProgress(id, 'indexing', done, total);
    const dataset = await openDataset(path, { storage, onProgress: report });
    const entry = { dataset, tokens: new Map(), users: 0 };
    open.set(dataset.id, entry);
    return entry;
  }

  async function countsOf({ dataset, tokens }: OpenDataset, encoding: Encoding): Promise<TokenCounts> {
    const { database, folder } = await dataset.ready;
    const key = JSON.stringify([encoding.model, encoding.prompt]);
    const counts = tokens.get(key) ?? tokenCounts(database, folder, encoding, storage);
    tokens.set(key, counts);
    return counts.catch((error: unknown) => {
      tokens.delete(key);
      throw error;
    });
  }

  async function recordFilter(entry: OpenDataset, { tokens, ...filter }: DatasetFilter): Promise<RecordFilter> {
    if (!tokens) return filter;
    const { min = 0, max = Number.POSITIVE_INFINITY } = tokens;
    return { ...filter, records: (await countsOf(entry, tokens)).between(min, max) };
  }

  /** What every request about rows begins with. @throws datasetUnknown, fileMissing, datasetChanged */
  async function asked(id: string, filter: DatasetFilter = {}) {
    const entry = entryOf(id);
    const { database, complete } = await entry.dataset.table();
    return { entry, database, complete, filter: await recordFilter(entry, filter) };
  }

  async function closeNow(id: string, { dataset }: OpenDataset): Promise<void> {
    open.delete(id);
    await dataset.close();
  }

  return {
    async 'dataset/open'({ source }) {
      const entry = await openOnce(pathOf(source));
      entry.users++;
      return entry.dataset.info();
    },
    async 'dataset/ready'({ id }, signal) {
      const { dataset } = entryOf(id);
      await unlessAborted(dataset.ready, signal);
      return dataset.info();
    },
    async 'dataset/rows'({ id, sort, offset, limit, ...params }) {
      const { database, complete, filter } = await asked(id, params.filter);
      return { ...(await readPage(database, filter, sort, { offset, limit })), complete };
    },
    async 'dataset/ids'({ id, ...params }) {
      const { database, complete, filter } = await asked(id, params.filter);
      return { rows: await readIds(database, filter), complete };
    },
    async 'dataset/row'({ id, row }) {
      const { entry, database } = await asked(id);
      return readRow(database, entry.dataset.identity.path, row);
    },
    async 'dataset/search'({ id, search, query, columns, limit, ...params }, signal) {
      const { database, filter } = await asked(id, params.filter);
      return searchTable(database, { query, columns, filter, limit }, (hits) => onHits(search, hits), signal);
    },
    async 'dataset/statistics'({ id, bins, tokens, ...params }, signal) {
      const { entry } = await asked(id);
      const { database } = await unlessAborted(entry.dataset.ready, signal);
      const filter = await recordFilter(entry, params.filter);
      if (!tokens) return statisticsOf(database, filter, bins);
      const { sequenceLength, onTooLong, sample } = tokens;
      const report = (done: number, total: number) => onProgress(id, 'measuring', done, total);
      const question = { counts: await countsOf(entry, tokens), sequenceLength, onTooLong, sample, onProgress: report };
      return statisticsOf(database, filter, bins, question, signal);
    },
    async 'dataset/close'({ id }) {
      const entry = open.get(id);
      if (entry && --entry.users <= 0) await closeNow(id, entry);
      return {};
    },
    async 'dataset/forget'({ source }) {
      const path = await placeOf(pathOf(source));
      for (const [id, entry] of open) if (entry.dataset.identity.path === path) await closeNow(id, entry);
      forgetIndexes(storage, path);
      return {};
    },
    async end() {
      for (const [id, entry] of open) await closeNow(id, entry);
      return {};
    },
  };
}

const pathOf = (source: string) => (source === 'embedded' ? embeddedSample() : source);

/** Stops the waiting, not the work. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(errors.cancelled()), { once: true });
    work.then(resolve, reject);
  });
}
