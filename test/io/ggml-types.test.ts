import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ggmlTypes } from '../../runtime/io/gguf/ggml-types.ts';

// Random blocks, decoded by the `gguf` package: make_fixtures.py.
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'ggml-types.json'), 'utf8')) as Record<
  string,
  { number: number; bytes: string; values: string }
>;
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

test.each(Object.entries(golden))(
  '%s blocks have the very values that gguf gives them',
  (name, { number, ...block }) => {
    const type = ggmlTypes.get(number);
    expect(type?.name).toBe(name);
    expect(type?.decode(bytesOf(block.bytes))).toEqual(new Float32Array(bytesOf(block.values).buffer));
  },
);

test('every type that is quantized has golden blocks', () => {
  const quantized = [...ggmlTypes.values()].filter(({ blockSize }) => blockSize > 1);
  expect(quantized.map(({ name }) => name).sort()).toEqual(Object.keys(golden).sort());
});
