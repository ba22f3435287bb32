/** 16-bit floats to float32 and back; every format here is little-endian, as is every machine that the runtime runs on. */

export const bytesPerValue = { F32: 4, F16: 2, BF16: 2 } as const;
export type FloatType = keyof typeof bytesPerValue;

/** Decodes the bytes of a tensor; float32 is copied only where it is not aligned. */
export function toFloat32(dtype: FloatType, bytes: Uint8Array): Float32Array {
  if (dtype === 'F32') return float32View(bytes);
  const words = word16View(bytes);
  return dtype === 'BF16' ? fromBfloat16(words) : fromHalf(words);
}

/** Encodes values; 16-bit types round to the nearest, ties to even. */
export function fromFloat32(dtype: FloatType, values: Float32Array): Uint8Array {
  if (dtype === 'F32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const words = dtype === 'BF16' ? toBfloat16(values) : toHalf(values);
  return new Uint8Array(words.buffer);
}

/** A half-precision number's value (IEEE 754 binary16), by table: a model has hundreds of millions of them. */
export function halfToNumber(half: number): number {
  halfTable ??= Float32Array.from({ length: 65_536 }, (_, each) => halfValue(each));
  return halfTable[half] as number;
}

let halfTable: Float32Array | undefined;

function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function float32View(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, bytes.byteLength >> 2);
}

function word16View(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, bytes.byteLength >> 1);
}

function fromBfloat16(words: Uint16Array): Float32Array {
  const bits = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) bits[i] = (words[i] as number) << 16;
  return new Float32Array(bits.buffer);
}

function toBfloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const words = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i++) {
    const b = bits[i] as number;
    const notANumber = (b & 0x7fffffff) > 0x7f800000;
    words[i] = notANumber ? 0x7fc0 : (b + 0x7fff + ((b >>> 16) & 1)) >>> 16;
  }
  return words;
}

function fromHalf(words: Uint16Array): Float32Array {
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) values[i] = halfToNumber(words[i] as number);
  return values;
}

function toHalf(values: Float32Array): Uint16Array {
  const words = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) words[i] = numberToHalf(values[i] as number);
  return words;
}

function numberToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= 65_520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundEven(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const exact = size < 2 ** exponent ? exponent - 1 : exponent;
  // A fraction that rounds up to 1024 carries into the exponent by itself.
  return sign | ((((exact + 15) << 10) - 1024 + roundEven((size / 2 ** exact) * 1024)) & 0x7fff);
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1;
  return floor;
}
