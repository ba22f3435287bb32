/** A Hugging Face model folder: config.json, tokenizer.json and safetensors files, one or several (sharded). */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { describeModel } from '../models/model.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { convertedWeights } from './cache.ts';
import type { ModelSource, OpenOptions } from './model.ts';
import { requiredWeights } from './required-weights.ts';
import { readSafetensorsIndex, type TensorLocation, tensorChunks } from './safetensors.ts';

const objectSchema = z.record(z.string(), z.unknown());
const shardsSchema = z.object({ weight_map: z.record(z.string(), z.string()) });

/** @throws fileMissing, fileUnreadable, weightsCorrupt, weightsMissing, modelTypeUnknown, modelUnsupported, diskFull */
export function openModelFolder(folder: string, { cacheFolder, onProgress }: OpenOptions): ModelSource {
  const config = readJson(join(folder, 'config.json'), t('Model config'));
  refuseQuantized(config);
  const description = describeModel(config);
  const tokenizerJson = readJson(join(folder, 'tokenizer.json'), 'Tokenizer');
  const tokenizerConfig = { ...idsOf(config), ...readJson(join(folder, 'tokenizer_config.json'), undefined) };
  const found = requiredWeights(folder, tensorsOf(folder), description);
  const tensors = usableInPlace(found)
    ? found
    : convertedWeights(cacheFolder, filesOf(found), convertible(found), onProgress);
  const license = licenseOf(folder);
  return {
    path: folder,
    config,
    tokenizer: { tokenizerJson, tokenizerConfig },
    tensors,
    ...(license ? { license } : {}),
  };
}

/** Such weights are stored under other names and in other types. */
function refuseQuantized({ quantization_config: quantized }: Record<string, unknown>): void {
  if (quantized === undefined || quantized === null) return;
  const { quant_method: method } = Object(quantized);
  throw errors.modelUnsupported(t('weights quantized with "{0}"', String(method ?? t('an unnamed method'))));
}

function tensorsOf(folder: string): Map<string, TensorLocation> {
  const whole = join(folder, 'model.safetensors');
  const index = join(folder, 'model.safetensors.index.json');
  if (existsSync(whole)) return readSafetensorsIndex(realpathSync(whole));
  if (!existsSync(index)) throw errors.fileMissing(whole, t('Weights'));
  return shardedTensors(folder, index);
}

/** Each tensor from the shard that the index names; a shard outside the folder is not followed. */
function shardedTensors(folder: string, index: string): Map<string, TensorLocation> {
  const parsed = shardsSchema.safeParse(readJson(index, t('Weights index')));
  if (!parsed.success) throw errors.weightsCorrupt(index, t('it holds no weight_map'));
  const shards = new Map<string, Map<string, TensorLocation>>();
  const tensors = new Map<string, TensorLocation>();
  for (const [name, file] of Object.entries(parsed.data.weight_map)) {
    if (basename(file) !== file) throw errors.weightsCorrupt(index, t('it names a file outside the folder: {0}', file));
    const place = join(folder, file);
    if (!existsSync(place)) throw errors.fileMissing(place, t('Weights'));
    const shard = shards.get(file) ?? readSafetensorsIndex(realpathSync(place));
    shards.set(file, shard);
    const tensor = shard.get(name);
    if (!tensor) throw errors.weightsMissing(place, name);
    tensors.set(name, tensor);
  }
  return tensors;
}

/** ONNX Runtime takes external data from a single folder and, for a float32 graph, float32 only. */
function usableInPlace(tensors: ReadonlyMap<string, TensorLocation>): boolean {
  const folders = new Set(filesOf(tensors).map((file) => dirname(file)));
  return folders.size === 1 && [...tensors.values()].every(({ dtype }) => dtype === 'F32');
}

const filesOf = (tensors: ReadonlyMap<string, TensorLocation>) => [
  ...new Set([...tensors.values()].map(({ file }) => file)),
];

const convertible = (tensors: ReadonlyMap<string, TensorLocation>) =>
  [...tensors].map(([name, location]) => ({ name, shape: location.shape, chunks: () => tensorChunks(location) }));

/** Special tokens that tokenizer_config.json may leave to config.json. */
const idsOf = (config: Record<string, unknown>) =>
  Object.fromEntries(
    ['bos_token_id', 'eos_token_id', 'pad_token_id'].flatMap((key) => (key in config ? [[key, config[key]]] : [])),
  );

/** @param what undefined: the file may be absent */
function readJson(path: string, what: string | undefined): Record<string, unknown> {
  if (!existsSync(path)) {
    if (what === undefined) return {};
    throw errors.fileMissing(path, what);
  }
  try {
    return objectSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw errors.fileUnreadable(path, what ?? t('File'), t('it is not a JSON object'));
  }
}

/** The licence that the model card's front matter names. */
function licenseOf(folder: string): string | undefined {
  const card = join(folder, 'README.md');
  if (!existsSync(card)) return undefined;
  const front = /^---\n([\s\S]*?)\n---/.exec(readFileSync(card, 'utf8'))?.[1];
  return front && /^license:\s*(\S+)/m.exec(front)?.[1];
}
