/** One file, from wherever its fetching stopped last, whole and as the hub has it or not there. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeError } from '../io/atomic.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { type Asking, brokenConnection, endpointOf } from './hub.ts';
import { fileBlob } from './plan.ts';
import type { HubFile } from './repository.ts';

/** So often in turn a connection may break without a single byte in between, with a pause of so many ms. */
const most = { failures: 3, pause: 500 };

/** Bytes of the file that a folder holds already, whole or in part. */
export function bytesThere(folder: string, file: HubFile): number {
  return sizeAt(join(folder, file.path)) === file.size ? file.size : Math.min(file.size, sizeAt(partOf(folder, file)));
}

/**
 * What stands under the file's own name was checked when it got that name.
 * @param onBytes is told of every byte once, of those too that were there before
 * @throws hubUnreachable, hubGated, hubMissing, hubFault, checksumWrong, diskFull, cancelled
 */
export async function fetchFile(
  asking: Asking,
  revision: string,
  folder: string,
  file: HubFile,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const target = join(folder, file.path);
  if (sizeAt(target) === file.size) return onBytes(file.size);
  const part = await openPart(partOf(folder, file), file, onBytes, asking.signal);
  try {
    await fetchRest(asking, revision, file, part);
    await part.sync();
  } finally {
    await part.close();
  }
  if (part.hex() !== file.hash.hex) {
    rmSync(part.path);
    throw errors.checksumWrong(`${asking.repo}/${file.path}`);
  }
  renameSync(part.path, target);
}

const partOf = (folder: string, { path }: HubFile) => join(folder, `${path}.part`);
const sizeAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The beginning of a file, which grows. */
interface Part {
  readonly path: string;
  /** Bytes that are there. */
  done(): number;
  /** @throws diskFull, checksumWrong where more comes than the file has */
  append(chunk: Uint8Array): Promise<void>;
  /** Of all that is there; to be asked once. */
  hex(): string;
  /** Brings it onto the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What is there already is read once, as its hash is needed. @throws cancelled */
async function openPart(
  path: string,
  file: HubFile,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<Part> {
  const hash = hashFor(file);
  let done = 0;
  const count = (chunk: Uint8Array) => {
    hash.update(chunk);
    done += chunk.length;
    onBytes(chunk.length);
  };
  if (sizeAt(path) > file.size) rmSync(path);
  if (sizeAt(path) > 0) await readThrough(path, count, signal);
  const handle = await open(path, 'a', 0o600);
  return {
    path,
    done: () => done,
    async append(chunk) {
      if (done + chunk.length > file.size) throw errors.checksumWrong(path);
      await written(handle, path, chunk, file.size - done);
      count(chunk);
    },
    hex: () => hash.digest('hex'),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** Git hashes a file behind a line with its size (git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function hashFor({ size, hash }: HubFile): Hash {
  return hash.algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
}

async function readThrough(path: string, onChunk: (chunk: Buffer) => void, signal: AbortSignal | undefined) {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    if (signal?.aborted) throw errors.cancelled();
    onChunk(chunk);
  }
}

async function written(handle: FileHandle, path: string, chunk: Uint8Array, missing: number): Promise<void> {
  try {
    await handle.writeFile(chunk);
  } catch (error) {
    throw writeError(error, path, missing);
  }
}

/** Goes on by itself where a connection breaks. */
async function fetchRest(asking: Asking, revision: string, file: HubFile, part: Part): Promise<void> {
  for (let failures = 0; part.done() < file.size; ) {
    const before = part.done();
    try {
      for await (const chunk of bytesFrom(asking, revision, file, before)) await part.append(chunk);
      if (part.done() === before)
        throw errors.hubFault(new URL(await endpointOf(asking.hub)).host, t('it sends nothing'));
    } catch (error) {
      failures = part.done() > before ? 1 : failures + 1;
      if (!mayPass(error) || failures >= most.failures) throw error;
      await pause(asking.signal);
    }
  }
}

/** @throws cancelled */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  await delay(most.pause, undefined, signal ? { signal } : {}).catch(() => {
    throw errors.cancelled();
  });
}

const mayPass = (error: unknown) => error instanceof AsclepiusError && error.code === 'hubUnreachable';

/** @throws hubUnreachable where the connection breaks on the way, cancelled */
async function* bytesFrom(asking: Asking, revision: string, file: HubFile, from: number): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  const onError = (error: unknown) => {
    failure = error;
  };
  const blob = await fileBlob({ ...asking, onError }, revision, file);
  try {
    yield* untilAborted(blob.slice(from, file.size).stream(), asking.signal);
  } catch (error) {
    throw failure ?? brokenConnection(error, await endpointOf(asking.hub), asking.signal);
  }
}

/** Ends with the signal by itself: once fetch has answered, its own link to the signal may be collected as garbage. */
async function* untilAborted(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const leave = () => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', leave, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal?.aborted) throw errors.cancelled();
      if (done) return;
      yield value;
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
  }
}
