/** A whole trained model as a Hugging Face folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from './atomic.ts';
import type { FloatType } from './floats.ts';
import type { ModelSource } from './model.ts';
import { type ModelCard, modelCardText } from './model-card.ts';
import { writeSafetensors } from './safetensors.ts';

/**
 * Writes config, tokenizer, weights and card; each file is whole or not there.
 * @param weights name → shape, in order; @param parameters their values
 */
export function saveModel(
  folder: string,
  { config, tokenizer }: Pick<ModelSource, 'config' | 'tokenizer'>,
  weights: ReadonlyMap<string, readonly number[]>,
  parameters: ReadonlyMap<string, Float32Array>,
  card: ModelCard,
  dtype: FloatType = 'F32',
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const json = (name: string, value: unknown) =>
    writeFileAtomic(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  json('tokenizer.json', tokenizer.tokenizerJson);
  json('tokenizer_config.json', tokenizer.tokenizerConfig);
  const tensors = [...weights].map(([name, shape]) => ({ name, shape, data: parameters.get(name) as Float32Array }));
  writeSafetensors(join(folder, 'model.safetensors'), tensors, { dtype, metadata: { format: 'pt' } });
  writeFileAtomic(join(folder, 'README.md'), modelCardText(card, 'transformers'));
  json('config.json', { ...config, dtype: { F32: 'float32', F16: 'float16', BF16: 'bfloat16' }[dtype] });
}
