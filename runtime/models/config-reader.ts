/** Reads a model's config.json field by field; a missing, odd or unknown value is an error that names it. */
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

export interface ConfigReader {
  /** A positive number. */
  number(key: string, fallback?: number): number;
  /** A whole number from 1. */
  integer(key: string, fallback?: number): number;
  flag(key: string, fallback: boolean): boolean;
  record(key: string): ConfigReader | undefined;
  /** One of these values, or undefined where the key is absent; refuses the model for any other. */
  choice<T>(key: string, allowed: readonly T[]): T | undefined;
  /** Refuses the model for every key that was not asked for, is not among these and is not switched off. */
  refuseOthers(irrelevant: ReadonlySet<string>): void;
}

/** @param place what precedes a key in messages: "rope_scaling." */
export function readConfig(config: Readonly<Record<string, unknown>>, place = ''): ConfigReader {
  const asked = new Set<string>();
  const ask = (key: string): unknown => {
    asked.add(key);
    return config[key] ?? undefined;
  };
  const refusal = (key: string, value: unknown) =>
    errors.modelUnsupported(t('config.json: {0}{1} is {2}', place, key, String(JSON.stringify(value)).slice(0, 100)));
  const number = (key: string, fallback?: number): number => {
    const value = ask(key) ?? fallback;
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) throw refusal(key, value);
    return value;
  };
  return {
    number,
    integer(key, fallback) {
      const value = number(key, fallback);
      if (!Number.isInteger(value)) throw refusal(key, value);
      return value;
    },
    flag(key, fallback) {
      const value = ask(key) ?? fallback;
      if (typeof value !== 'boolean') throw refusal(key, value);
      return value;
    },
    record(key) {
      const value = ask(key);
      if (value === undefined) return undefined;
      if (typeof value !== 'object' || Array.isArray(value)) throw refusal(key, value);
      return readConfig(value as Record<string, unknown>, `${place}${key}.`);
    },
    choice(key, allowed) {
      const value = ask(key);
      const known = allowed.find((candidate) => candidate === value);
      if (value !== undefined && known === undefined) throw refusal(key, value);
      return known;
    },
    refuseOthers(irrelevant) {
      for (const [key, value] of Object.entries(config))
        if (!asked.has(key) && !irrelevant.has(key) && !key.startsWith('_') && !isOff(value)) throw refusal(key, value);
    },
  };
}

/** A feature that is switched off need not be known. */
const isOff = (value: unknown): boolean =>
  value === null || value === false || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);

/** What transformers writes into any config.json without a bearing on what a decoder computes. */
export const irrelevantKeys: ReadonlySet<string> = new Set([
  'architectures',
  'auto_map',
  'bos_token_id',
  'dtype',
  'eos_token_id',
  'id2label',
  'initializer_range',
  'is_decoder',
  'is_llama_config',
  'label2id',
  'model_type',
  'pad_token_id',
  'pretraining_tp',
  'problem_type',
  'return_dict',
  'task_specific_params',
  'tokenizer_class',
  'torch_dtype',
  'transformers.js_config',
  'transformers_version',
  'unk_token_id',
  'unsloth_fixed',
  'unsloth_version',
  'use_cache',
  // Sampling, which a generation_config.json overrides.
  'bad_words_ids',
  'begin_suppress_tokens',
  'decoder_start_token_id',
  'diversity_penalty',
  'do_sample',
  'early_stopping',
  'encoder_no_repeat_ngram_size',
  'exponential_decay_length_penalty',
  'finetuning_task',
  'forced_bos_token_id',
  'forced_eos_token_id',
  'length_penalty',
  'max_length',
  'min_length',
  'no_repeat_ngram_size',
  'num_beam_groups',
  'num_beams',
  'num_return_sequences',
  'output_attentions',
  'output_hidden_states',
  'output_scores',
  'prefix',
  'remove_invalid_values',
  'repetition_penalty',
  'return_dict_in_generate',
  'sep_token_id',
  'suppress_tokens',
  'temperature',
  'top_k',
  'top_p',
  'typical_p',
]);
