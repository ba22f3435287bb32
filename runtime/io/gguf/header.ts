/**
 * The header of a GGUF file (github.com/ggml-org/ggml/blob/master/docs/gguf.md), read by @huggingface/gguf. It is believed
 * in nothing: counts are held against the file's size before it is read, types, shapes and offsets afterwards.
 */
import { closeSync, fstatSync } from 'node:fs';
import { AsclepiusError, errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import { openToRead, readBytes, refuseOverlap } from '../read-file.ts';
import { sizeOf } from '../safetensors.ts';
import { ggmlTypes, typeName } from './ggml-types.ts';
import { type Metadata, metadataOf } from './metadata.ts';

export interface GgufTensor {
  readonly name: string;
  readonly type: number;
  /** Outermost first, as everywhere else; the file has it the other way round. */
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

export interface GgufFile {
  readonly path: string;
  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

/** Bytes that the least entry takes: a name of no length, its type or number of dimensions, a value or an offset. */
const leastBytes = { metadata: 13, tensor: 24 };

/** @throws fileMissing, fileUnreadable, modelUnsupported, weightsCorrupt naming what does not fit */
export async function readGguf(path: string): Promise<GgufFile> {
  const size = checkPrelude(path);
  return checked(path, size, await parse(path, path, { allowLocalFile: true }));
}

/**
 * As readGguf, of a file at an address.
 * @param path how errors name the file
 * @param options of @huggingface/gguf: how the address is fetched
 * @throws what the options' fetch throws, weightsCorrupt
 */
export async function readRemoteGguf(
  url: string,
  path: string,
  size: number,
  options: ParseOptions,
): Promise<GgufFile> {
  return checked(path, size, await parse(url, path, options));
}

function checked(path: string, size: number, parsed: Parsed): GgufFile {
  const { metadata, tensorInfos, tensorDataOffset, tensorInfoByteRange } = parsed;
  if (tensorInfoByteRange[1] > size) throw errors.weightsCorrupt(path, t('its header is cut off'));
  const tensors = tensorInfos.map((info) => tensorOf(path, info, Number(tensorDataOffset), size));
  refuseTwins(path, tensors);
  refuseOverlap(path, tensors);
  return {
    path,
    metadata: metadataOf(path, metadata),
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  };
}

/** Refuses at once what no reader should begin with. @returns the file's size */
function checkPrelude(path: string): number {
  const file = openToRead(path);
  try {
    const { size } = fstatSync(file);
    if (size < 24) throw errors.weightsCorrupt(path, t('it has {0} bytes, too few for a header', size));
    const prelude = readBytes(file, path, 0, 24);
    if (prelude.toString('latin1', 0, 4) !== 'GGUF')
      throw errors.weightsCorrupt(path, t('it does not begin with "GGUF"'));
    const version = prelude.readUInt32LE(4);
    if (version !== 2 && version !== 3)
      throw errors.modelUnsupported(t('a GGUF file of version {0} ({1})', version, path));
    const [tensors, entries] = [prelude.readBigUInt64LE(8), prelude.readBigUInt64LE(16)];
    const least = tensors * BigInt(leastBytes.tensor) + entries * BigInt(leastBytes.metadata);
    if (least > BigInt(size))
      throw errors.weightsCorrupt(
        path,
        t('its header claims {0} tensors and {1} metadata entries', String(tensors), String(entries)),
      );
    return size;
  } finally {
    closeSync(file);
  }
}

interface ParseOptions {
  readonly allowLocalFile?: boolean;
  readonly fetch?: typeof fetch;
  readonly additionalFetchHeaders?: Record<string, string>;
}
type Parsed = Awaited<ReturnType<typeof parse>>;

async function parse(place: string, path: string, options: ParseOptions) {
  const { gguf } = await import('@huggingface/gguf');
  try {
    return await gguf(place, options);
  } catch (cause) {
    if (cause instanceof AsclepiusError) throw cause;
    throw errors.weightsCorrupt(
      path,
      t('its header cannot be read ({0})', cause instanceof Error ? cause.name : t('unknown')),
    );
  }
}

interface TensorInfo {
  readonly name: string;
  readonly shape: readonly bigint[];
  readonly dtype: number;
  readonly offset: bigint;
}

function tensorOf(path: string, { name, shape, dtype, offset }: TensorInfo, start: number, size: number): GgufTensor {
  const type = ggmlTypes.get(dtype);
  if (!type) throw errors.modelUnsupported(t('GGUF weights of the type {0} ("{1}")', typeName(dtype), name));
  const sizes = shape.map(Number);
  const columns = sizes[0] ?? 1;
  if (columns % type.blockSize !== 0)
    throw errors.weightsCorrupt(
      path,
      t('"{0}" has rows of {1} values in blocks of {2}', name, columns, type.blockSize),
    );
  const length = (sizeOf(sizes) / type.blockSize) * type.blockBytes;
  if (!(start + Number(offset) + length <= size))
    throw errors.weightsCorrupt(path, t('"{0}" lies outside the file', name));
  return { name, type: dtype, shape: sizes.reverse(), offset: start + Number(offset), length };
}

function refuseTwins(path: string, tensors: readonly GgufTensor[]): void {
  const names = new Set<string>();
  for (const { name } of tensors) {
    if (names.has(name)) throw errors.weightsCorrupt(path, t('it names the tensor "{0}" twice', name));
    names.add(name);
  }
}
