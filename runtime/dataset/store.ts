/**
 * Where indexes of data files are kept: one private folder each, named by what the file was when it was indexed. A folder
 * is whole or not there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../io/atomic.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { type DatasetInfo, datasetInfoSchema } from '../protocol/service.ts';

/** What a file is, as far as can be told without reading all of it. */
export interface FileIdentity {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  /** Names the index. */
  readonly key: string;
}

/** What is known of the table, whoever has it open. */
export type TableInfo = Omit<DatasetInfo, 'id' | 'status' | 'path' | 'bytes'>;

/** Raised when an index of an older program can no longer be read. */
const formatVersion = 1;

const aboutSchema = z.object({
  formatVersion: z.literal(formatVersion),
  path: z.string(),
  info: datasetInfoSchema.omit({ id: true, status: true, path: true, bytes: true }),
});

/** @throws fileMissing */
export async function identify(path: string): Promise<FileIdentity> {
  const place = await placeOf(path);
  const found = await stat(place).catch(() => undefined);
  if (!found?.isFile()) throw errors.fileMissing(path, t('Data file'));
  const hash = createHash('sha256').update(`${formatVersion}\0${place}\0${found.size}\0${found.mtimeMs}\0`);
  for (const part of await headAndTail(place, found.size)) hash.update(part);
  return { path: place, bytes: found.size, modified: found.mtimeMs, key: hash.digest('hex').slice(0, 32) };
}

/** @throws fileMissing, datasetChanged where the file is no longer what it was */
export async function assertUnchanged({ path, bytes, modified }: FileIdentity): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw errors.fileMissing(path, t('Data file'));
  if (found.size !== bytes || found.mtimeMs !== modified) throw errors.datasetChanged(path);
}

export interface StoredIndex {
  readonly folder: string;
  readonly database: string;
  readonly info: TableInfo;
}

/** The whole index of this very file, if there is one. */
export function findIndex(storage: string, { key }: FileIdentity): StoredIndex | undefined {
  const folder = join(datasetsFolder(storage), key);
  const about = readAbout(folder);
  return about && { folder, database: databaseIn(folder), info: about.info };
}

/**
 * Makes an index in a folder of its own and puts it in its place; indexes of what the file was before are deleted.
 * @param build fills the database file
 */
export async function storeIndex(
  storage: string,
  identity: FileIdentity,
  build: (database: string) => Promise<TableInfo>,
): Promise<StoredIndex> {
  const draft = join(datasetsFolder(storage), `${process.pid}-${randomUUID()}.draft`);
  mkdirSync(draft, { mode: 0o700 });
  try {
    const info = await build(databaseIn(draft));
    chmodSync(databaseIn(draft), 0o600);
    await assertUnchanged(identity);
    const about = { formatVersion, path: identity.path, info };
    writeFileAtomic(join(draft, 'about.json'), JSON.stringify(about));
    const folder = join(datasetsFolder(storage), identity.key);
    forgetIndexes(storage, identity.path, identity.key);
    moveInto(draft, folder);
    return { folder, database: databaseIn(folder), info };
  } finally {
    remove(draft);
  }
}

/** Deletes every index of this file, whatever it was when indexed. @param except a key that stays. @returns how many */
export function forgetIndexes(storage: string, path: string, except?: string): number {
  let forgotten = 0;
  for (const name of readdirSync(datasetsFolder(storage))) {
    const folder = join(datasetsFolder(storage), name);
    if (name === except || isDraft(name) || readAbout(folder)?.path !== path) continue;
    remove(folder);
    forgotten++;
  }
  return forgotten;
}

/** Deletes what processes that are gone left unfinished, and indexes that cannot be read. */
export function sweepStore(storage: string): void {
  for (const name of readdirSync(datasetsFolder(storage))) {
    const maker = /^(\d+)-.*\.draft$/.exec(name)?.[1];
    const folder = join(datasetsFolder(storage), name);
    if (maker ? !exists(Number(maker)) : !readAbout(folder)) remove(folder);
  }
}

/** As `identify` names a file; a file that is gone keeps the path it is asked for by. */
export const placeOf = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

const isDraft = (name: string) => name.endsWith('.draft');
const databaseIn = (folder: string) => join(folder, 'table.duckdb');

function datasetsFolder(storage: string): string {
  const folder = join(storage, 'datasets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function readAbout(folder: string): z.output<typeof aboutSchema> | undefined {
  try {
    return aboutSchema.parse(JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Another process may have made the same index meanwhile: its is as good. */
function moveInto(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'about.json'))) throw error;
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function headAndTail(path: string, size: number): Promise<Uint8Array[]> {
  const length = Math.min(size, 1 << 16);
  const file = await open(path);
  try {
    const at = async (position: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    return [await at(0), await at(size - length)];
  } finally {
    await file.close();
  }
}
