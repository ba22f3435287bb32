/**
 * The types of tensors in GGUF files and what their blocks mean (ggml-quants.c of github.com/ggml-org/ggml). A block of 32
 * or 256 values shares one scale, and in some types a minimum; halves are IEEE 754 binary16, all is little-endian.
 */
import { halfToNumber, toFloat32 } from '../floats.ts';

export interface GgmlType {
  readonly name: string;
  /** Values in a block. */
  readonly blockSize: number;
  readonly blockBytes: number;
  /** Turns whole blocks into values. */
  decode(bytes: Uint8Array): Float32Array;
}

/** Writes the values of the block that begins at `from` of `bytes` to `to` of `values`. */
type DecodeBlock = (bytes: Uint8Array, from: number, values: Float32Array, to: number) => void;

const quantized = (name: string, blockSize: number, blockBytes: number, decodeBlock: DecodeBlock): GgmlType => ({
  name,
  blockSize,
  blockBytes,
  decode(bytes) {
    const blocks = bytes.length / blockBytes;
    const values = new Float32Array(blocks * blockSize);
    for (let i = 0; i < blocks; i++) decodeBlock(bytes, i * blockBytes, values, i * blockSize);
    return values;
  },
});

const plain = (name: 'F32' | 'F16' | 'BF16', blockBytes: number): GgmlType => ({
  name,
  blockSize: 1,
  blockBytes,
  decode: (bytes) => toFloat32(name, bytes),
});

/** By the number that the file gives. */
export const ggmlTypes: ReadonlyMap<number, GgmlType> = new Map([
  [0, plain('F32', 4)],
  [1, plain('F16', 2)],
  [2, quantized('Q4_0', 32, 18, decodeQ4_0)],
  [3, quantized('Q4_1', 32, 20, decodeQ4_1)],
  [6, quantized('Q5_0', 32, 22, decodeQ5_0)],
  [7, quantized('Q5_1', 32, 24, decodeQ5_1)],
  [8, quantized('Q8_0', 32, 34, decodeQ8_0)],
  [12, quantized('Q4_K', 256, 144, decodeQ4_K)],
  [13, quantized('Q5_K', 256, 176, decodeQ5_K)],
  [14, quantized('Q6_K', 256, 210, decodeQ6_K)],
  [30, plain('BF16', 2)],
]);

const otherNames: Readonly<Record<number, string>> = {
  10: 'Q2_K',
  11: 'Q3_K',
  16: 'IQ2_XXS',
  20: 'IQ4_NL',
  23: 'IQ4_XS',
};

export const typeName = (type: number): string => ggmlTypes.get(type)?.name ?? otherNames[type] ?? `number ${type}`;

const byte = (bytes: Uint8Array, at: number) => bytes[at] as number;
const half = (bytes: Uint8Array, at: number) => halfToNumber(byte(bytes, at) | (byte(bytes, at + 1) << 8));
const signed = (bytes: Uint8Array, at: number) => (byte(bytes, at) << 24) >> 24;

function decodeQ4_0(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const scale = half(bytes, from);
  for (let i = 0; i < 16; i++) {
    const pair = byte(bytes, from + 2 + i);
    values[to + i] = scale * ((pair & 15) - 8);
    values[to + 16 + i] = scale * ((pair >> 4) - 8);
  }
}

function decodeQ4_1(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const [scale, least] = [half(bytes, from), half(bytes, from + 2)];
  for (let i = 0; i < 16; i++) {
    const pair = byte(bytes, from + 4 + i);
    values[to + i] = scale * (pair & 15) + least;
    values[to + 16 + i] = scale * (pair >> 4) + least;
  }
}

/** The fifth bit of value i of a block. */
const fifthBit = (bytes: Uint8Array, at: number, i: number) => ((byte(bytes, at + (i >> 3)) >> (i & 7)) & 1) << 4;

function decodeQ5_0(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const scale = half(bytes, from);
  for (let i = 0; i < 16; i++) {
    const pair = byte(bytes, from + 6 + i);
    values[to + i] = scale * (((pair & 15) | fifthBit(bytes, from + 2, i)) - 16);
    values[to + 16 + i] = scale * (((pair >> 4) | fifthBit(bytes, from + 2, i + 16)) - 16);
  }
}

function decodeQ5_1(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const [scale, least] = [half(bytes, from), half(bytes, from + 2)];
  for (let i = 0; i < 16; i++) {
    const pair = byte(bytes, from + 8 + i);
    values[to + i] = scale * ((pair & 15) | fifthBit(bytes, from + 4, i)) + least;
    values[to + 16 + i] = scale * ((pair >> 4) | fifthBit(bytes, from + 4, i + 16)) + least;
  }
}

function decodeQ8_0(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const scale = half(bytes, from);
  for (let i = 0; i < 32; i++) values[to + i] = scale * signed(bytes, from + 2 + i);
}

/** The 6-bit scale and minimum of group 0 to 7, packed in 12 bytes. */
function packedScale(bytes: Uint8Array, at: number, group: number): [number, number] {
  if (group < 4) return [byte(bytes, at + group) & 63, byte(bytes, at + group + 4) & 63];
  const low = byte(bytes, at + group + 4);
  const [scaleHigh, leastHigh] = [byte(bytes, at + group - 4) >> 6, byte(bytes, at + group) >> 6];
  return [(low & 15) | (scaleHigh << 4), (low >> 4) | (leastHigh << 4)];
}

/** Eight groups of 32, two to each run of 32 bytes: the low halves, then the high ones. */
function decodeQ4_K(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const [scale, least] = [half(bytes, from), half(bytes, from + 2)];
  for (let group = 0; group < 8; group++) {
    const [factor, offset] = packedScale(bytes, from + 4, group);
    const [run, shift] = [from + 16 + 32 * (group >> 1), 4 * (group & 1)];
    for (let i = 0; i < 32; i++) {
      const level = (byte(bytes, run + i) >> shift) & 15;
      values[to + 32 * group + i] = scale * factor * level - least * offset;
    }
  }
}

/** As Q4_K, with the fifth bits of all groups in 32 bytes. */
function decodeQ5_K(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const [scale, least] = [half(bytes, from), half(bytes, from + 2)];
  for (let group = 0; group < 8; group++) {
    const [factor, offset] = packedScale(bytes, from + 4, group);
    const [run, shift] = [from + 48 + 32 * (group >> 1), 4 * (group & 1)];
    for (let i = 0; i < 32; i++) {
      const high = ((byte(bytes, from + 16 + i) >> group) & 1) << 4;
      const level = ((byte(bytes, run + i) >> shift) & 15) | high;
      values[to + 32 * group + i] = scale * factor * level - least * offset;
    }
  }
}

/** Sixteen groups of 16: the low four bits in 128 bytes, the high two in 64, then the groups' scales and the block's. */
function decodeQ6_K(bytes: Uint8Array, from: number, values: Float32Array, to: number): void {
  const scale = half(bytes, from + 208);
  for (let i = 0; i < 256; i++) {
    const [part, within] = [i >> 7, i & 127];
    const low = byte(bytes, from + 64 * part + (within & 63)) >> (within & 64 ? 4 : 0);
    const high = byte(bytes, from + 128 + 32 * part + (within & 31)) >> (2 * (within >> 5));
    const level = ((low & 15) | ((high & 3) << 4)) - 32;
    values[to + i] = scale * signed(bytes, from + 192 + (i >> 4)) * level;
  }
}
