import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromFloat32, halfToNumber, toFloat32 } from '../../runtime/io/floats.ts';

// Made by make_fixtures.py with NumPy (binary16) and PyTorch (bfloat16).
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'floats.json'), 'utf8')) as Record<
  'float32' | 'float16' | 'bfloat16' | 'everyHalf',
  string
>;
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
const float32 = new Float32Array(bytesOf(golden.float32).buffer);
const words = (bytes: Uint8Array) => new Uint16Array(bytes.slice().buffer);

test('float32 becomes binary16 as NumPy rounds it: ties to even, subnormals, overflow, infinities', () => {
  expect(words(fromFloat32('F16', float32))).toEqual(words(bytesOf(golden.float16)));
});

test('float32 becomes bfloat16 as PyTorch rounds it', () => {
  expect(words(fromFloat32('BF16', float32))).toEqual(words(bytesOf(golden.bfloat16)));
});

test('a NaN stays one', () => {
  for (const dtype of ['F16', 'BF16'] as const)
    expect([...toFloat32(dtype, fromFloat32(dtype, Float32Array.of(Number.NaN, 1)))]).toEqual([Number.NaN, 1]);
});

test('every one of the 65,536 halves has the value that NumPy gives it', () => {
  const all = toFloat32('F16', new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, i) => i).buffer));
  const bits = new Uint32Array(all.buffer).map((each, i) => (Number.isNaN(all[i]) ? 0x7fc00000 : each));
  expect(createHash('sha256').update(new Uint8Array(bits.buffer)).digest('hex')).toBe(golden.everyHalf);
  expect(halfToNumber(0x3c00)).toBe(1);
});

test('a bfloat16 is the upper half of its float32, NaN and subnormals included', () => {
  const patterns = Uint16Array.of(0x0000, 0x8000, 0x3f80, 0x0001, 0x7f80, 0xff80, 0x7fc1, 0x4049);
  const decoded = new Uint32Array(toFloat32('BF16', new Uint8Array(patterns.buffer)).buffer);
  expect([...decoded]).toEqual([...patterns].map((word) => word * 2 ** 16));
});

test.each(['F32', 'F16', 'BF16'] as const)('%s is read from any place in memory', (dtype) => {
  const values = Float32Array.of(1, -2.5, 0.25, 1024);
  const encoded = fromFloat32(dtype, values);
  const shifted = new Uint8Array(encoded.length + 1);
  shifted.set(encoded, 1);
  expect(toFloat32(dtype, shifted.subarray(1))).toEqual(values);
});
