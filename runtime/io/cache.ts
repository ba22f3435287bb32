/**
 * Weights that cannot be used in place (16 bits, 4 bits, several folders) are converted once, to float32 in one file,
 * named by what they were made of. The file is whole or not there, so what is there is right; of two processes that
 * convert the same weights at once each writes a draft of its own, and the last to be done puts the same bytes in place.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { removeAbandonedDrafts, writeAll, writeAtomic } from './atomic.ts';
import { contentHash } from './content-hash.ts';
import { fromFloat32 } from './floats.ts';
import { encodeHeader, readSafetensorsIndex, sizeOf, type TensorLocation } from './safetensors.ts';

/** Bytes done, of how many. */
export type ProgressOf = (done: number, total: number) => void;

export interface Convertible {
  readonly name: string;
  readonly shape: readonly number[];
  /** The values piece by piece, in order; asked for once, when the tensor's turn has come. */
  chunks(): Iterable<Float32Array>;
}

/** To be raised when the same source is to become other values than before. */
const conversionVersion = 1;

/**
 * @param cacheFolder where there is none, nothing is converted, and nothing is returned
 * @param sources the files that the tensors come from: their content names the entry
 * @throws fileMissing, fileUnreadable, weightsCorrupt, modelUnsupported, diskFull
 */
export function convertedWeights(
  cacheFolder: string | undefined,
  sources: readonly string[],
  tensors: readonly Convertible[],
  onProgress: ProgressOf = () => {},
): Map<string, TensorLocation> {
  if (cacheFolder === undefined) return new Map();
  const folder = weightsOf(cacheFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${entryName(cacheFolder, sources, tensors)}.safetensors`);
  const known = soundIndex(path);
  if (known) return known;
  convert(path, tensors, onProgress);
  return readSafetensorsIndex(path);
}

/** Where the hashes of large files are remembered, so that these are not read anew at every start. */
export const hashMemory = (cacheFolder: string) => join(cacheFolder, 'hashes.json');

/** Bytes of all converted weights, with what is being written. */
export function cacheBytes(cacheFolder: string): number {
  const folder = weightsOf(cacheFolder);
  if (!existsSync(folder)) return 0;
  const sizes = readdirSync(folder).map((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Deletes all converted weights; they are made anew when they are needed. */
export function clearCache(cacheFolder: string): void {
  rmSync(cacheFolder, { recursive: true, force: true, maxRetries: 5 });
}

const weightsOf = (cacheFolder: string) => join(cacheFolder, 'weights');

/** What is there may have been cut off by a failing disk; then it is made anew. */
function soundIndex(path: string): Map<string, TensorLocation> | undefined {
  try {
    return existsSync(path) ? readSafetensorsIndex(path) : undefined;
  } catch (error) {
    if (error instanceof AsclepiusError && error.code === 'weightsCorrupt') return undefined;
    throw error;
  }
}

function entryName(cacheFolder: string, sources: readonly string[], tensors: readonly Convertible[]): string {
  const content = sources.map((path) => contentHash(path, hashMemory(cacheFolder)));
  const layout = tensors.map(({ name, shape }) => [name, shape]);
  const made = JSON.stringify([conversionVersion, content, layout]);
  return createHash('sha256').update(made).digest('hex').slice(0, 32);
}

function convert(path: string, tensors: readonly Convertible[], onProgress: ProgressOf): void {
  removeAbandonedDrafts(path);
  const entries = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'F32', bytes: 4 * sizeOf(shape) }));
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const header = encodeHeader(entries);
  refuseSmallDisk(path, header.length + total);
  const advance = byPercent(total, onProgress);
  writeAtomic(path, header.length + total, (file) => {
    writeAll(file, header);
    for (const tensor of tensors) {
      for (const values of tensor.chunks()) {
        writeAll(file, fromFloat32('F32', values));
        advance(4 * values.length);
      }
    }
  });
}

/** Said before gigabytes are written rather than after. */
function refuseSmallDisk(path: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(path));
  if (bavail * bsize < bytes) throw errors.diskFull(path, bytes);
}

/** Tells of progress a hundred times at most, as all that is told is kept in the run's journal. */
function byPercent(total: number, onProgress: ProgressOf): (bytes: number) => void {
  let [done, told] = [0, -1];
  return (bytes) => {
    done += bytes;
    const percent = Math.floor((100 * done) / total);
    if (percent > told) onProgress(done, total);
    told = percent;
  };
}
