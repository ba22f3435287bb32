/** A GGUF file as llama.cpp uses it: header, tokenizer and weights in one. */
import { closeSync } from 'node:fs';
import { type Convertible, convertedWeights } from '../cache.ts';
import type { ModelSource, OpenOptions } from '../model.ts';
import { openToRead, readBytes } from '../read-file.ts';
import { requiredWeights } from '../required-weights.ts';
import { sizeOf } from '../safetensors.ts';
import { describeGguf } from './describe.ts';
import { type GgmlType, ggmlTypes } from './ggml-types.ts';
import { type GgufFile, type GgufTensor, readGguf } from './header.ts';
import { isPermuted, unpermuteHeads, weightName } from './llama.ts';
import { ggufTokenizer } from './tokenizer.ts';

/** @throws fileUnreadable, weightsCorrupt, weightsMissing, modelTypeUnknown, modelUnsupported, tokenizerUnsupported, diskFull */
export async function openGguf(path: string, { cacheFolder, onProgress }: OpenOptions): Promise<ModelSource> {
  const file = await readGguf(path);
  const { metadata } = file;
  const { config, description } = describeGguf(file, () => ropeDivisors(file));
  const tokenizer = ggufTokenizer(file, config.vocab_size);
  const weights = requiredWeights(path, namedWeights(file), description);
  const convertible = [...weights].map(([name, tensor]) => convertibleOf(path, name, tensor, config.head_dim));
  const tensors = convertedWeights(cacheFolder, [path], convertible, onProgress);
  const license = metadata.text('general.license', '');
  return { path, config, tokenizer, tensors, ...(license ? { license } : {}) };
}

const namedWeights = ({ tensors }: GgufFile): Map<string, GgufTensor> =>
  new Map(
    [...tensors.values()].flatMap((tensor) => {
      const name = weightName(tensor.name);
      return name === undefined ? [] : [[name, tensor] as const];
    }),
  );

function ropeDivisors({ tensors, path }: GgufFile): Float32Array | undefined {
  const tensor = tensors.get('rope_freqs.weight');
  return tensor && decoded(path, tensor, 0, tensor.length);
}

/** About as many values as are decoded at once. */
const chunkValues = 2 ** 21;

function convertibleOf(path: string, name: string, tensor: GgufTensor, headDim: number): Convertible {
  const { shape, length } = tensor;
  const columns = shape.at(-1) as number;
  const rowBytes = length / (sizeOf(shape) / columns);
  const permuted = isPermuted(name);
  const unit = permuted ? headDim : 1;
  const step = rowBytes * unit * Math.max(1, Math.floor(chunkValues / (unit * columns)));
  return {
    name,
    shape,
    *chunks() {
      for (let from = 0; from < length; from += step) {
        const values = decoded(path, tensor, from, Math.min(step, length - from));
        yield permuted ? unpermuteHeads(values, headDim, columns) : values;
      }
    },
  };
}

/** The values in a part of a tensor's bytes that holds whole rows. */
function decoded(path: string, { type, offset }: GgufTensor, from: number, length: number): Float32Array {
  const file = openToRead(path);
  try {
    return (ggmlTypes.get(type) as GgmlType).decode(readBytes(file, path, offset + from, length));
  } finally {
    closeSync(file);
  }
}
