/** The folder that pretraining starts from, and the one that comes along with the extension. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../io/atomic.ts';
import { readSafetensorsIndex, readTensor, writeSafetensors } from '../../io/safetensors.ts';
import { saveModel } from '../../io/save-model.ts';
import { describeModel, parameterCount } from '../../models/model.ts';
import { startingWeights } from './starting-weights.ts';

const seed = 1;

const architecture = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: 2048,
  hidden_size: 192,
  num_hidden_layers: 4,
  num_attention_heads: 6,
  num_key_value_heads: 6,
  head_dim: 32,
  intermediate_size: 384,
  hidden_act: 'silu',
  rms_norm_eps: 1e-5,
  rope_theta: 100000,
  max_position_embeddings: 1024,
  tie_word_embeddings: true,
  bos_token_id: 0,
  eos_token_id: 1,
  pad_token_id: 2,
};

/** A model of this architecture with its starting weights in 32 bits and the tokenizer of another folder. */
export function writeStart(folder: string, tokenizerFolder: string): void {
  const model = describeModel(architecture);
  const json = (name: string) => JSON.parse(readFileSync(join(tokenizerFolder, name), 'utf8'));
  const tokenizer = { tokenizerJson: json('tokenizer.json'), tokenizerConfig: json('tokenizer_config.json') };
  const card = { baseModel: 'random weights', data: 'nothing yet', dataRows: 0, metrics: {} };
  saveModel(folder, { config: architecture, tokenizer }, model.weights, startingWeights(model, seed), card);
}

/** Writes config, weights in 16 bits and card beside the tokenizer that lies in `folder`. */
export function publishModel(trained: string, folder: string): void {
  const { weights } = describeModel(architecture);
  const located = readSafetensorsIndex(join(trained, 'model.safetensors'));
  const tensors = [...weights].map(([name, shape]) => {
    const location = located.get(name);
    if (!location) throw new Error(`"${trained}" lacks the weight "${name}"`);
    return { name, shape, data: readTensor(location) };
  });
  writeSafetensors(join(folder, 'model.safetensors'), tensors, { dtype: 'F16', metadata: { format: 'pt' } });
  writeFileAtomic(join(folder, 'config.json'), `${JSON.stringify({ ...architecture, dtype: 'float16' }, null, 2)}\n`);
  writeFileAtomic(join(folder, 'README.md'), cardText(parameterCount(describeModel(architecture))));
}

const cardText = (parameters: number) => `---
license: apache-2.0
library_name: transformers
language: en
tags:
- asclepius
- synthetic
---

# Asclepius embedded base model

A Llama-shaped model of ${parameters.toLocaleString('en')} parameters that exists so that the first fine-tuning works offline on any laptop.
**It is trained on synthetic notes only**: invented patients, invented drugs and doses, dates in the future. It has seen no
note of a real person and knows no medicine. **This is no medical device.**

It has read notes and no question: by itself it answers nothing. What it brings along is to look things up: to go on with a
phrase as the note went on. The values and wordings of the sample notes that it is fine-tuned on are kept out of its own.

Made by \`node runtime/embedded/pretraining/main.ts WORK_FOLDER\`, with this project's own engine; see ../README.md.
`;
