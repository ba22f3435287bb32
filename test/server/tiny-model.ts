/** A tiny random Llama with a byte tokenizer, and a small table of notes: enough for the real trainer. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../runtime/data/random.ts';
import { sizeOf, writeSafetensors } from '../../runtime/io/safetensors.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { tasks } from '../../runtime/protocol/config.ts';
import { byteTokenizerJson, specialIds, tokenizerConfig } from '../text/byte-tokenizer.ts';

export const tinyConfig = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_act: 'silu',
  hidden_size: 32,
  intermediate_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  max_position_embeddings: 2048,
  rms_norm_eps: 1e-5,
  rope_theta: 10000,
  tie_word_embeddings: true,
  attention_bias: false,
  mlp_bias: false,
  vocab_size: 304,
  bos_token_id: specialIds.bos,
  eos_token_id: specialIds.eos,
};

/** @param poison makes one weight no number */
export function writeTinyModel(folder: string, { poison = false } = {}): string {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write('config.json', tinyConfig);
  write('tokenizer.json', byteTokenizerJson());
  write('tokenizer_config.json', tokenizerConfig);
  const random = seededRandom(1).next;
  const tensors = [...describeModel(tinyConfig).weights].map(([name, shape]) => {
    const isNorm = shape.length === 1;
    const data = Float32Array.from({ length: sizeOf(shape) }, () => (isNorm ? 1 : (random() - 0.5) / 4));
    return { name, shape: [...shape], data };
  });
  if (poison) tensors[0]?.data.fill(Number.NaN);
  writeSafetensors(join(folder, 'model.safetensors'), tensors);
  return folder;
}

/** @param only the task of every row; without it the eight tasks take turns */
export function writeNotes(path: string, rows: number, only?: (typeof tasks)[number]): string {
  const line = (i: number) =>
    [i, `Note ${i}. Pulse ${60 + i}.`, `Pulse of ${i}?`, `${60 + i}`, only ?? tasks[i % tasks.length]].join(',');
  const lines = ['patient_id,note,question,answer,task', ...Array.from({ length: rows }, (_, i) => line(i))];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
