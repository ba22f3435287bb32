/** An open dataset: first a quick look at the file, then its index. */
import { type Database, openDatabase, withConnection } from '../data/database.ts';
import type { DatasetInfo } from '../protocol/service.ts';
import { type BuildOptions, buildIndex, idOf, look } from './build.ts';
import { assertUnchanged, type FileIdentity, findIndex, identify, type StoredIndex, type TableInfo } from './store.ts';

export interface Dataset {
  readonly id: string;
  readonly identity: FileIdentity;
  info(): DatasetInfo;
  /** The index, or until it is there the first rows. @throws fileMissing, datasetChanged */
  table(): Promise<{ readonly database: Database; readonly complete: boolean }>;
  /** Settles when the index is there. @throws what went wrong with it */
  readonly ready: Promise<{ readonly database: Database; readonly folder: string }>;
  close(): Promise<void>;
}

/** A file up to this size is indexed before anything is said of it. */
const small = 2 ** 22;
/** @throws fileMissing, fileUnreadable, dataColumns, dataEmpty */
export async function openDataset(path: string, options: BuildOptions): Promise<Dataset> {
  const identity = await identify(path);
  const stored = findIndex(options.storage, identity);
  if (stored) return openStored(identity, stored);
  if (identity.bytes <= small) return openStored(identity, await buildIndex(identity, options));
  return lookAndBuild(identity, options);
}

async function openStored(identity: FileIdentity, { database: file, folder, info }: StoredIndex): Promise<Dataset> {
  const database = await openDatabase(identity.path, { place: { file, readOnly: true } });
  const table = { database, complete: true };
  return {
    id: idOf(identity),
    identity,
    info: () => infoOf(identity, 'ready', info),
    async table() {
      await assertUnchanged(identity);
      return table;
    },
    ready: Promise.resolve({ database, folder }),
    close: () => database.close(),
  };
}

/** The first rows and a count at once; the index follows. */
async function lookAndBuild(identity: FileIdentity, options: BuildOptions): Promise<Dataset> {
  const first = await openDatabase(identity.path);
  const { source, glance } = await withConnection(first, (connection) => look(connection, identity)).catch(
    async (error: unknown) => {
      await first.close();
      throw error;
    },
  );
  let current: Dataset | undefined;
  let closed = false;
  const indexed = buildIndex(identity, options, source).then(async (index) => {
    current = await openStored(identity, index);
    if (closed) await current.close();
    return current.ready;
  });
  // Whoever waits for it hears of it; until then nobody does.
  indexed.catch(() => {});
  return {
    id: idOf(identity),
    identity,
    info: () => current?.info() ?? infoOf(identity, 'indexing', glance),
    async table() {
      if (current) return current.table();
      await assertUnchanged(identity);
      return { database: first, complete: false };
    },
    ready: indexed,
    async close() {
      closed = true;
      await current?.close();
      await first.close();
    },
  };
}

const infoOf = (identity: FileIdentity, status: DatasetInfo['status'], info: TableInfo): DatasetInfo => ({
  id: idOf(identity),
  path: identity.path,
  bytes: identity.bytes,
  status,
  ...info,
});
