import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import { readSafetensorsIndex, readTensor, writeSafetensors } from '../../runtime/io/safetensors.ts';
import { AsclepiusError } from '../../runtime/protocol/errors.ts';
import { codeOf } from './errors.ts';
import { mutate } from './mutate.ts';
import { safetensorsBytes } from './safetensors-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-safetensors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'model.safetensors');

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const write = (...args: Parameters<typeof safetensorsBytes>) => writeFileSync(path, safetensorsBytes(...args));
const entry = (shape: number[], from: number, to: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});
const tensor = (name: string) => {
  const found = readSafetensorsIndex(path).get(name);
  if (!found) throw new Error(`no "${name}"`);
  return found;
};

describe.each(['F32', 'F16', 'BF16'] as const)('tensors stored as %s', (dtype) => {
  test('are read back with their shapes and values', () => {
    const data = Float32Array.from({ length: 6 }, (_, i) => i / 4 - 0.5);
    writeSafetensors(path, [{ name: 'a', shape: [2, 3], data }], { dtype, metadata: { format: 'pt' } });
    expect([...readSafetensorsIndex(path).keys()]).toEqual(['a']);
    expect(tensor('a')).toMatchObject({ shape: [2, 3], dtype });
    expect(readTensor(tensor('a'))).toEqual(data);
  });
});

test('a tensor larger than is read at once comes back whole', () => {
  const data = Float32Array.from({ length: 2 ** 21 + 5 }, (_, i) => i);
  writeSafetensors(path, [{ name: 'a', shape: [data.length], data }]);
  expect(readTensor(tensor('a'))).toEqual(data);
});

test('tensors at odd offsets are read', () => {
  write({ one: entry([1], 0, 1, 'U8'), two: entry([2], 1, 9) }, Buffer.concat([Buffer.of(7), floats(1.5, -2)]));
  expect(tensor('two').offset % 2).toBe(1);
  expect(readTensor(tensor('two'))).toEqual(Float32Array.of(1.5, -2));
});

test('a type that holds no floats is named where floats are wanted', () => {
  write({ a: entry([2], 0, 2, 'I8') }, Buffer.of(1, 2));
  expect(() => readTensor(tensor('a'))).toThrow(/I8/);
});

test('a file that is not there, or is a folder, is named', () => {
  expect(codeOf(() => readSafetensorsIndex(join(folder, 'none')))).toBe('fileMissing');
  expect(codeOf(() => readSafetensorsIndex(folder))).toBe('fileUnreadable');
});

const lies: [string, () => void, RegExp][] = [
  ['is empty', () => writeFileSync(path, ''), /0 bytes/],
  ['has half a header length', () => writeFileSync(path, Buffer.alloc(4)), /4 bytes/],
  ['claims a header of an exabyte', () => write('{}', undefined, 2n ** 60n), /claims/],
  ['claims a header longer than itself', () => write('{}', undefined, 100n), /cut off/],
  ['has a header that is no JSON', () => write('{"a": '), /no JSON/],
  ['has a header that is no object', () => write('[1, 2]'), /no JSON object/],
  ['has a header nested a million deep', () => write('['.repeat(1e6)), /no JSON/],
  ['has an entry that is no tensor', () => write({ 'x.weight': 3 }), /"x\.weight"/],
  ['has a shape with a fraction', () => write({ 'x.weight': entry([1.5], 0, 6) }, floats(1, 2)), /"x\.weight"/],
  ['has a shape below nothing', () => write({ 'x.weight': entry([-1, -1], 0, 4) }, floats(1)), /"x\.weight"/],
  ['has an unknown type', () => write({ 'x.weight': entry([1], 0, 4, 'F99') }, floats(1)), /"x\.weight".*F99/],
  ['points outside itself', () => write({ 'x.weight': entry([2], 4, 12) }, floats(1, 2)), /"x\.weight".*outside/],
  ['points backwards', () => write({ 'x.weight': entry([1], 4, 0) }, floats(1)), /"x\.weight"/],
  ['gives a shape other than its bytes', () => write({ 'x.weight': entry([3], 0, 8) }, floats(1, 2)), /"x\.weight".*3/],
  [
    'gives a shape of 2^60 values',
    () => write({ 'x.weight': entry([2 ** 30, 2 ** 30], 0, 4) }, floats(1)),
    /"x\.weight"/,
  ],
  [
    'lets two tensors overlap',
    () => write({ a: entry([2], 0, 8), 'x.weight': entry([2], 4, 12) }, floats(1, 2, 3)),
    /"x\.weight" overlaps/,
  ],
  ['leaves bytes between tensors', () => write({ a: entry([1], 0, 4), b: entry([1], 8, 12) }, floats(1, 2, 3)), /4 of/],
];

test.each(lies)('a file that %s is refused by name', (_, make, message) => {
  make();
  expect(() => readSafetensorsIndex(path)).toThrow(message);
  expect(codeOf(() => readSafetensorsIndex(path))).toBe('weightsCorrupt');
  expect(() => readSafetensorsIndex(path)).toThrow(path);
});

test('a file cut off anywhere is corrupt', () => {
  const data = Float32Array.from({ length: 40 }, (_, i) => i);
  for (let size = 0; size < 200; size += 13) {
    writeSafetensors(path, [{ name: 'a', shape: [40], data }]);
    truncateSync(path, size);
    expect(codeOf(() => readSafetensorsIndex(path))).toBe('weightsCorrupt');
  }
});

test('whatever happens to a header, nothing but an error of ours comes of it, and no large memory', () => {
  const data = Float32Array.from({ length: 12 }, (_, i) => i);
  const bytes = safetensorsBytes(
    { first: entry([3, 4], 0, 48), second: entry([3, 4], 48, 96) },
    floats(...data, ...data),
  );
  const random = seededRandom(7);
  const before = process.memoryUsage.rss();
  let refused = 0;
  for (let i = 0; i < 2000; i++) {
    const mutated = mutate(bytes, random, bytes.length - 96);
    writeFileSync(path, mutated);
    try {
      for (const location of readSafetensorsIndex(path).values()) {
        expect(location.offset + location.length).toBeLessThanOrEqual(mutated.length);
        readTensor(location);
      }
    } catch (error) {
      expect(error).toBeInstanceOf(AsclepiusError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 2 ** 20);
});
