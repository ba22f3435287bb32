/**
 * What a file holds, as a SHA-256. Gigabytes are not read at every start: the hash is remembered by the file's path, size
 * and times, in a small private file.
 */
import { createHash } from 'node:crypto';
import { closeSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomic } from './atomic.ts';
import { openToRead, readBytes } from './read-file.ts';

/** Times in nanoseconds; `changed` also moves where a program sets `modified` back. */
const recordSchema = z.object({ size: z.string(), modified: z.string(), changed: z.string(), sha256: z.string() });
type HashRecord = z.output<typeof recordSchema>;
const memorySchema = z.record(z.string(), recordSchema);

/** @param memoryFile where hashes are remembered. @throws fileMissing, fileUnreadable, diskFull */
export function contentHash(path: string, memoryFile: string): string {
  const place = realpathSync(path);
  const state = stateOf(place);
  const known = readMemory(memoryFile)[place];
  if (known && sameState(known, state)) return known.sha256;
  const sha256 = hashOf(place, Number(state.size));
  // What was written this very moment could be written again without its time moving on.
  if (Date.now() - Number(BigInt(state.changed) / 1_000_000n) > 2000) remember(memoryFile, place, { ...state, sha256 });
  return sha256;
}

type FileState = Omit<HashRecord, 'sha256'>;

function stateOf(path: string): FileState {
  const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return { size: String(size), modified: String(mtimeNs), changed: String(ctimeNs) };
}

const sameState = (a: FileState, b: FileState) =>
  a.size === b.size && a.modified === b.modified && a.changed === b.changed;

/** What another process remembers at the same moment may be lost, and is then found anew. */
function remember(memoryFile: string, path: string, record: HashRecord): void {
  const kept = Object.entries(readMemory(memoryFile)).filter(([each]) => statSync(each, { throwIfNoEntry: false }));
  writeFileAtomic(memoryFile, JSON.stringify({ ...Object.fromEntries(kept), [path]: record }));
}

function readMemory(memoryFile: string): Record<string, HashRecord> {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(memoryFile, 'utf8')));
  } catch {
    return {};
  }
}

const chunkBytes = 2 ** 22;

function hashOf(path: string, size: number): string {
  const hash = createHash('sha256');
  const file = openToRead(path);
  try {
    for (let done = 0; done < size; done += chunkBytes)
      hash.update(readBytes(file, path, done, Math.min(chunkBytes, size - done)));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
