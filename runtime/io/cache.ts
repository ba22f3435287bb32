/**
 * Weights that cannot be used in place (16 bits, 4 bits, several folders) are converted once, to float32 in one file,
 * named by what they were made of. The file is whole or not there, so what is there is right.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAll, writeAtomic } from './atomic.ts';
import { encodeHeader, readSafetensorsIndex, sizeOf, type TensorLocation } from './safetensors.ts';

/** Bytes done, of how many. */
export type ProgressOf = (done: number, total: number) => void;

export interface Convertible {
  readonly name: string;
  readonly shape: readonly number[];
  /** Reads and converts the values; called once, when its turn has come. */
  read(): Float32Array;
}

/** @param sources the files that the tensors come from: their content names the entry */
export function convertedWeights(
  cacheFolder: string,
  sources: readonly string[],
  tensors: readonly Convertible[],
  onProgress: ProgressOf = () => {},
): Map<string, TensorLocation> {
  const folder = join(cacheFolder, 'weights', contentHash(sources));
  const path = join(folder, 'model.safetensors');
  if (!existsSync(path)) convert(folder, path, tensors, onProgress);
  return readSafetensorsIndex(path);
}

/** Every entry's folder with its size in bytes. */
export function cacheEntries(cacheFolder: string): { folder: string; bytes: number }[] {
  const place = join(cacheFolder, 'weights');
  if (!existsSync(place)) return [];
  return readdirSync(place).map((name) => {
    const folder = join(place, name);
    const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
    return { folder, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
}

/** Deletes all converted weights; they are made anew when they are needed. */
export function clearCache(cacheFolder: string): void {
  rmSync(join(cacheFolder, 'weights'), { recursive: true, force: true });
}

function convert(folder: string, path: string, tensors: readonly Convertible[], onProgress: ProgressOf): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entries = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'F32', bytes: 4 * sizeOf(shape) }));
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const header = encodeHeader(entries);
  writeAtomic(path, header.length + total, (file) => {
    writeAll(file, header);
    let done = 0;
    for (const [i, tensor] of tensors.entries()) {
      const values = tensor.read();
      writeAll(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      done += (entries[i] as { bytes: number }).bytes;
      onProgress(done, total);
    }
  });
}

/** SHA-256 over the files' bytes. */
function contentHash(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(2 ** 22);
  for (const path of paths) {
    const file = openSync(path, 'r');
    try {
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
        hash.update(buffer.subarray(0, read));
    } finally {
      closeSync(file);
    }
  }
  return hash.digest('hex').slice(0, 32);
}
