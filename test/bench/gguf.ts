/** GGUF files of float32, for llama.cpp to compute with the very numbers that we compute with. */
import { closeSync, existsSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { gguf } from '@huggingface/gguf';
import { type GgmlType, ggmlTypes } from '../../runtime/io/gguf/ggml-types.ts';
import { type GgufTensor, readGguf } from '../../runtime/io/gguf/header.ts';
import { isPermuted, weightName } from '../../runtime/io/gguf/llama.ts';
import type { AdapterSpec } from '../../runtime/models/lora.ts';

interface Tensor {
  readonly name: string;
  /** Outermost first. */
  readonly shape: readonly number[];
  values(): Float32Array;
}

/** The same model with every weight as float32; its metadata stays as it is. Written once. */
export async function writeFloat32Model(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  const { tensorInfoByteRange, metadata } = await gguf(from, { allowLocalFile: true });
  const entries = Buffer.alloc(tensorInfoByteRange[0] - headerBytes);
  const file = openSync(from, 'r');
  readSync(file, entries, 0, entries.length, headerBytes);
  const { tensors } = await readGguf(from);
  const read = ({ type, offset, length }: GgufTensor) => {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, offset);
    return (ggmlTypes.get(type) as GgmlType).decode(bytes);
  };
  const all = [...tensors.values()].map((tensor) => ({ ...tensor, values: () => read(tensor) }));
  writeGguf(to, Number(metadata.kv_count), entries, all);
  closeSync(file);
}

/** An adapter as llama.cpp reads it, for the model in another GGUF file. */
export async function writeAdapter(
  model: string,
  to: string,
  { r, scale }: AdapterSpec,
  parameters: ReadonlyMap<string, Float32Array>,
  headDim: number,
): Promise<void> {
  const { tensors } = await readGguf(model);
  const pairs = [...tensors.values()].flatMap(({ name, shape }) => {
    const layer = weightName(name) ?? '';
    const [a, b] = ['A', 'B'].map((side) => parameters.get(`${layer.replace(/\.weight$/, '')}.lora_${side}`));
    if (!a || !b) return [];
    const [out, width] = shape as [number, number];
    const rows = isPermuted(layer) ? permuteHeads(b, headDim, r) : b;
    return [
      { name: `${name}.lora_a`, shape: [r, width], values: () => a },
      { name: `${name}.lora_b`, shape: [out, r], values: () => rows },
    ];
  });
  const entries = [...['general.type', 'adapter', 'general.architecture', 'llama', 'adapter.type', 'lora']];
  const texts = [0, 2, 4].map((i) =>
    Buffer.concat([text(entries[i] as string), u32(8), text(entries[i + 1] as string)]),
  );
  const alpha = Buffer.concat([text('adapter.lora.alpha'), u32(6), f32(scale * r)]);
  writeGguf(to, 4, Buffer.concat([...texts, alpha]), pairs);
}

/** The rows of each head as llama.cpp lays them out: those that are rotated together are neighbours. */
function permuteHeads(rows: Float32Array, headDim: number, columns: number): Float32Array {
  const permuted = new Float32Array(rows.length);
  for (let row = 0; row * columns < rows.length; row++) {
    const within = row % headDim;
    const source = row - within + (within & 1) * (headDim / 2) + (within >> 1);
    permuted.set(rows.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return permuted;
}

const headerBytes = 24;
const alignment = 32;
const aligned = (size: number) => Math.ceil(size / alignment) * alignment;

const number = (size: number, write: (buffer: Buffer) => void) => {
  const buffer = Buffer.alloc(size);
  write(buffer);
  return buffer;
};
const u32 = (value: number) => number(4, (buffer) => buffer.writeUInt32LE(value));
const u64 = (value: number) => number(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)));
const f32 = (value: number) => number(4, (buffer) => buffer.writeFloatLE(value));
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

/** @param entries metadata as the file has it */
function writeGguf(path: string, entryCount: number, entries: Buffer, tensors: readonly Tensor[]): void {
  const infos: Buffer[] = [];
  let offset = 0;
  for (const { name, shape } of tensors) {
    const sizes = [...shape].reverse().map(u64);
    infos.push(Buffer.concat([text(name), u32(shape.length), ...sizes, u32(0), u64(offset)]));
    offset += aligned(4 * shape.reduce((a, b) => a * b, 1));
  }
  const header = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entryCount), entries, ...infos]);
  const file = openSync(`${path}.part`, 'w', 0o600);
  writeSync(file, Buffer.concat([header, Buffer.alloc(aligned(header.length) - header.length)]));
  for (const tensor of tensors) {
    const values = tensor.values();
    writeSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    writeSync(file, Buffer.alloc(aligned(values.byteLength) - values.byteLength));
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
}
