/** One file, from wherever its fetching stopped last, whole and as the hub has it or not there. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeError } from '../io/atomic.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { type Asking, brokenConnection, endpointOf } from './hub.ts';
import { fileBlob } from './plan.ts';
import type { HubFile } from './repository.ts';

/** So often in turn a connection may break without a single byte in between, with a pause of so many ms. */
const most = { attempts: 3, pause: 500 };

/** Bytes of the file that a folder holds already, whole or in part. */
export function bytesThere(folder: string, { path, size }: HubFile): number {
  const whole = statSync(join(folder, path), { throwIfNoEntry: false })?.size;
  if (whole === size) return size;
  return Math.min(size, statSync(partOf(folder, path), { throwIfNoEntry: false })?.size ?? 0);
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
  if (statSync(target, { throwIfNoEntry: false })?.size === file.size) return onBytes(file.size);
  const part = partOf(folder, file.path);
  if (bytesThere(folder, file) < (statSync(part, { throwIfNoEntry: false })?.size ?? 0)) rmSync(part);
  const hash = hashFor(file);
  await hashPart(part, hash, onBytes, asking.signal);
  await fetchRest(asking, revision, part, file, hash, onBytes);
  if (hash.digest('hex') !== file.hash.hex) {
    rmSync(part);
    throw errors.checksumWrong(`${asking.repo}/${file.path}`);
  }
  renameSync(part, target);
}

const partOf = (folder: string, path: string) => join(folder, `${path}.part`);

/** Git hashes a file behind a line with its size (git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function hashFor({ size, hash }: HubFile): Hash {
  return hash.algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
}

async function hashPart(part: string, hash: Hash, onBytes: (bytes: number) => void, signal?: AbortSignal) {
  if (!statSync(part, { throwIfNoEntry: false })) return;
  for await (const chunk of createReadStream(part, { highWaterMark: 2 ** 20 })) {
    if (signal?.aborted) throw errors.cancelled();
    hash.update(chunk);
    onBytes(chunk.length);
  }
}

/** Goes on by itself where a connection breaks. */
async function fetchRest(
  asking: Asking,
  revision: string,
  part: string,
  file: HubFile,
  hash: Hash,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const handle = await open(part, 'a', 0o600);
  try {
    for (let [done, attempt] = [(await handle.stat()).size, 1]; done < file.size; attempt++) {
      const before = done;
      try {
        for await (const chunk of bytesFrom(asking, revision, file, done)) {
          await append(handle, part, chunk, file.size - done);
          hash.update(chunk);
          done += chunk.length;
          onBytes(chunk.length);
        }
        if (done === before) throw errors.hubFault(new URL(await endpointOf(asking.hub)).host, 'it sends nothing');
      } catch (error) {
        if (done > before) attempt = 0;
        if (!mayPass(error) || attempt >= most.attempts) throw error;
        await delay(most.pause, undefined, asking.signal ? { signal: asking.signal } : {}).catch(() => {});
        if (asking.signal?.aborted) throw errors.cancelled();
      }
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const mayPass = (error: unknown) => error instanceof AsclepiusError && error.code === 'hubUnreachable';

/** @throws hubUnreachable where the connection breaks on the way */
async function* bytesFrom(asking: Asking, revision: string, file: HubFile, from: number): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  const onError = (error: unknown) => {
    failure = error;
  };
  const blob = await fileBlob({ ...asking, onError }, revision, file);
  try {
    yield* blob.slice(from, file.size).stream() as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failure ?? brokenConnection(error, await endpointOf(asking.hub), asking.signal);
  }
}

async function append(handle: FileHandle, path: string, chunk: Uint8Array, missing: number): Promise<void> {
  if (chunk.length > missing) throw errors.checksumWrong(path);
  try {
    await handle.writeFile(chunk);
  } catch (error) {
    throw writeError(error, path, missing);
  }
}
