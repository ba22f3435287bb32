/** A LoRA adapter on disk, as PEFT saves it: adapter_config.json, adapter_model.safetensors, and a model card. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { writeFileAtomic } from './atomic.ts';
import { type ModelCard, modelCardText } from './model-card.ts';
import { readSafetensorsIndex, readTensor, type TensorLocation, writeSafetensors } from './safetensors.ts';

export interface AdapterTensor {
  /** The layer: model.layers.0.self_attn.q_proj */
  readonly name: string;
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly r: number;
  /** [r, inFeatures] */
  readonly a: Float32Array;
  /** [outFeatures, r] */
  readonly b: Float32Array;
}

export interface AdapterDescription {
  readonly r: number;
  readonly loraAlpha: number;
  readonly loraDropout: number;
  readonly useRslora: boolean;
  readonly targetModules: readonly string[];
  readonly baseModel: string;
}

const prefix = 'base_model.model.';

/** Writes the folder; each file is whole or not there. @throws diskFull, fileUnreadable */
export function saveAdapter(
  folder: string,
  description: AdapterDescription,
  tensors: readonly AdapterTensor[],
  card: ModelCard,
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const named = tensors.flatMap(({ name, inFeatures, outFeatures, r, a, b }) => [
    { name: `${prefix}${name}.lora_A.weight`, shape: [r, inFeatures], data: a },
    { name: `${prefix}${name}.lora_B.weight`, shape: [outFeatures, r], data: b },
  ]);
  writeSafetensors(join(folder, 'adapter_model.safetensors'), named, { metadata: { format: 'pt' } });
  writeFileAtomic(join(folder, 'README.md'), modelCardText(card, 'peft'));
  writeFileAtomic(join(folder, 'adapter_config.json'), `${JSON.stringify(configOf(description), null, 2)}\n`);
}

const configOf = ({ r, loraAlpha, loraDropout, useRslora, targetModules, baseModel }: AdapterDescription) => ({
  base_model_name_or_path: baseModel,
  bias: 'none',
  fan_in_fan_out: false,
  inference_mode: true,
  init_lora_weights: true,
  lora_alpha: loraAlpha,
  lora_dropout: loraDropout,
  modules_to_save: null,
  peft_type: 'LORA',
  r,
  target_modules: [...targetModules].sort(),
  task_type: 'CAUSAL_LM',
  use_dora: false,
  use_rslora: useRslora,
});

const notUsed = z.union([z.literal(false), z.null(), z.strictObject({}), z.array(z.never()).max(0)]).optional();

/** Ways to begin that change the base model's own weights, which an adapter folder does not hold. */
const changesBase = /^(pissa|olora|corda|loftq|lora_ga)/;

/** What changes the computation and is not built is refused; the rest of PEFT's fields say nothing about the values. */
const configSchema = z.looseObject({
  peft_type: z.literal('LORA'),
  r: z.number().int().positive(),
  lora_alpha: z.number().positive(),
  lora_dropout: z.number().min(0).max(1).default(0),
  use_rslora: z.boolean().default(false),
  target_modules: z.union([z.string(), z.array(z.string())]),
  base_model_name_or_path: z.string().nullish(),
  bias: z.literal('none').default('none'),
  init_lora_weights: z.union([z.boolean(), z.string().refine((name) => !changesBase.test(name)), z.null()]).optional(),
  fan_in_fan_out: notUsed,
  use_dora: notUsed,
  use_qalora: notUsed,
  use_bdlora: notUsed,
  lora_bias: notUsed,
  modules_to_save: notUsed,
  rank_pattern: notUsed,
  alpha_pattern: notUsed,
  layer_replication: notUsed,
  target_parameters: notUsed,
  trainable_token_indices: notUsed,
  alora_invocation_tokens: notUsed,
  arrow_config: notUsed,
});

export interface LoadedAdapter {
  readonly description: AdapterDescription;
  readonly tensors: readonly AdapterTensor[];
}

/**
 * Reads a folder that this program or PEFT has written.
 * @throws fileMissing, fileUnreadable, weightsCorrupt, adapterMismatch naming what is not built or does not fit together
 */
export function loadAdapter(folder: string): LoadedAdapter {
  const config = readConfig(join(folder, 'adapter_config.json'));
  const index = readSafetensorsIndex(join(folder, 'adapter_model.safetensors'));
  const layers = new Set([...index.keys()].map(layerOf));
  if (layers.size === 0) throw errors.adapterMismatch(t('it holds no tensors'));
  const tensors = [...layers].map((name) => adapterTensor(index, name, config.r));
  const description = {
    r: config.r,
    loraAlpha: config.lora_alpha,
    loraDropout: config.lora_dropout,
    useRslora: config.use_rslora,
    targetModules: [config.target_modules].flat(),
    baseModel: config.base_model_name_or_path ?? '',
  };
  return { description, tensors };
}

function readConfig(path: string): z.output<typeof configSchema> {
  if (!existsSync(path)) throw errors.fileMissing(path, t('Adapter config'));
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw errors.fileUnreadable(path, t('Adapter config'), t('it is not valid JSON'));
  }
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const key = String(parsed.error.issues[0]?.path[0] ?? 'the whole');
  const given = JSON.stringify(Object(value)[key]);
  throw errors.adapterMismatch(t('adapter_config.json: "{0}" is {1}, which is not supported', key, given));
}

function layerOf(key: string): string {
  const found = /^base_model\.model\.(.+)\.lora_[AB]\.weight$/.exec(key)?.[1];
  if (found === undefined) throw errors.adapterMismatch(t('it holds the tensor "{0}", which is no LoRA weight', key));
  return found;
}

function adapterTensor(index: ReadonlyMap<string, TensorLocation>, name: string, r: number): AdapterTensor {
  const side = (letter: string) => matrix(index, `${prefix}${name}.lora_${letter}.weight`);
  const [a, b] = [side('A'), side('B')];
  const [rows, inFeatures] = a.shape;
  const [outFeatures, columns] = b.shape;
  if (rows !== r || columns !== r)
    throw errors.adapterMismatch(
      t('"{0}" has the ranks {1} and {2}, adapter_config.json says {3}', name, rows, columns, r),
    );
  return { name, inFeatures, outFeatures, r, a: readTensor(a), b: readTensor(b) };
}

type Matrix = TensorLocation & { readonly shape: readonly [number, number] };

function matrix(index: ReadonlyMap<string, TensorLocation>, key: string): Matrix {
  const found = index.get(key);
  if (found?.shape.length !== 2) throw errors.adapterMismatch(t('it lacks the matrix "{0}"', key));
  return found as Matrix;
}
