/**
 * The safetensors format (github.com/huggingface/safetensors): 8 bytes with the length of a JSON header, the header,
 * then the tensors' bytes. A header is believed in nothing: lengths, offsets and shapes are checked against the file.
 */
import { closeSync, fstatSync } from 'node:fs';
import { z } from 'zod';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { writeAll, writeAtomic } from './atomic.ts';
import { bytesPerValue, type FloatType, fromFloat32, toFloat32 } from './floats.ts';
import { openToRead, readBytes, refuseOverlap } from './read-file.ts';

/** Where a tensor's bytes lie. */
export interface TensorLocation {
  readonly file: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The format's own limit on the header, in bytes. */
const largestHeader = 100_000_000;

const count = z.number().int().min(0);
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(count),
  data_offsets: z.tuple([count, count]),
});
const headerSchema = z.record(z.string(), z.unknown());

/** Bytes an element of every type of the format takes; those below a byte are not read here. */
const bytesPerElement: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
};

/** The tensors of a file by name. @throws fileMissing, fileUnreadable, weightsCorrupt naming what does not fit */
export function readSafetensorsIndex(path: string): Map<string, TensorLocation> {
  const file = openToRead(path);
  try {
    const { size } = fstatSync(file);
    const headerLength = readHeaderLength(file, path, size);
    const start = 8 + headerLength;
    const header = parseHeader(readBytes(file, path, 8, headerLength).toString('utf8'), path);
    const tensors = Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(([name, entry]) => ({ name, ...locationOf(path, name, entry, start, size) }));
    refuseOverlap(path, tensors);
    refuseGaps(path, tensors, size - start);
    return new Map(tensors.map(({ name, ...location }) => [name, location]));
  } finally {
    closeSync(file);
  }
}

/** A tensor's values as float32. @throws fileMissing, weightsCorrupt, modelUnsupported for a type that is not built */
export function readTensor(location: TensorLocation): Float32Array {
  const size = sizeOf(location.shape);
  let values: Float32Array | undefined;
  let at = 0;
  for (const chunk of tensorChunks(location)) {
    // What came whole, in a buffer of its own, need not be copied.
    if (chunk.length === size && chunk.byteLength === chunk.buffer.byteLength) return chunk;
    values ??= new Float32Array(size);
    values.set(chunk, at);
    at += chunk.length;
  }
  return values ?? new Float32Array(size);
}

/** Bytes read at once; a multiple of every type's size. */
const chunkBytes = 2 ** 23;

/** As readTensor, piece by piece. */
export function* tensorChunks({ file: path, dtype, offset, length }: TensorLocation): Generator<Float32Array> {
  if (!isFloatType(dtype)) throw errors.modelUnsupported(t('weights of the type {0} ({1})', dtype, path));
  const file = openToRead(path);
  try {
    for (let done = 0; done < length; done += chunkBytes)
      yield toFloat32(dtype, readBytes(file, path, offset + done, Math.min(chunkBytes, length - done)));
  } finally {
    closeSync(file);
  }
}

/** Writes a file whole or not at all; tensors are stored in the given type. @throws diskFull, fileUnreadable */
export function writeSafetensors(
  path: string,
  tensors: readonly NamedTensor[],
  { dtype = 'F32', metadata }: { dtype?: FloatType; metadata?: Readonly<Record<string, string>> } = {},
): void {
  const sizes = tensors.map(({ data }) => data.length * bytesPerValue[dtype]);
  const header = encodeHeader(
    tensors.map(({ name, shape }, i) => ({ name, shape, dtype, bytes: sizes[i] as number })),
    metadata,
  );
  const total = sizes.reduce((sum, size) => sum + size, header.length);
  writeAtomic(path, total, (file) => {
    writeAll(file, header);
    for (const { data } of tensors) writeAll(file, fromFloat32(dtype, data));
  });
}

export interface HeaderEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly bytes: number;
}

/** The length and the header, padded with spaces so that the tensors begin at a multiple of 64. */
export function encodeHeader(entries: readonly HeaderEntry[], metadata?: Readonly<Record<string, string>>): Buffer {
  let end = 0;
  const fields = entries.map(({ name, shape, dtype, bytes }) => {
    const start = end;
    end += bytes;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const json = JSON.stringify({ ...(metadata ? { __metadata__: metadata } : {}), ...Object.fromEntries(fields) });
  const length = Math.ceil((8 + Buffer.byteLength(json)) / 64) * 64 - 8;
  const header = Buffer.alloc(8 + length, ' ');
  header.writeBigUInt64LE(BigInt(length));
  header.write(json, 8);
  return header;
}

export const isFloatType = (dtype: string): dtype is FloatType => Object.hasOwn(bytesPerValue, dtype);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1);

function readHeaderLength(file: number, path: string, size: number): number {
  if (size < 8) throw errors.weightsCorrupt(path, t('it has {0} bytes, too few for a header', size));
  const length = readBytes(file, path, 0, 8).readBigUInt64LE();
  if (length > BigInt(largestHeader))
    throw errors.weightsCorrupt(path, t('its header claims {0} bytes', String(length)));
  if (8 + Number(length) > size)
    throw errors.weightsCorrupt(path, t('its header of {0} bytes is cut off', String(length)));
  return Number(length);
}

function parseHeader(text: string, path: string): Record<string, unknown> {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch {
    throw errors.weightsCorrupt(path, t('its header is no JSON object'));
  }
}

function locationOf(path: string, name: string, entry: unknown, start: number, size: number): TensorLocation {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success)
    throw errors.weightsCorrupt(path, t('the header\'s entry of "{0}" does not fit the format', name));
  const { dtype, shape, data_offsets: offsets } = parsed.data;
  const [from, to] = offsets;
  const perElement = bytesPerElement[dtype];
  if (perElement === undefined) throw errors.weightsCorrupt(path, t('"{0}" is of the unknown type {1}', name, dtype));
  if (to < from || start + to > size) throw errors.weightsCorrupt(path, t('"{0}" lies outside the file', name));
  if (to - from !== sizeOf(shape) * perElement)
    throw errors.weightsCorrupt(path, t('"{0}" of shape [{1}] has {2} bytes', name, shape.join(), to - from));
  return { file: path, dtype, shape, offset: start + from, length: to - from };
}

/** The format wants every byte behind the header to be some tensor's. */
function refuseGaps(path: string, tensors: readonly TensorLocation[], bytes: number): void {
  const used = tensors.reduce((sum, { length }) => sum + length, 0);
  if (used !== bytes) throw errors.weightsCorrupt(path, t('{0} of its bytes belong to no tensor', bytes - used));
}
