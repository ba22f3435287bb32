/** A Llama of any shape with random weights and the embedded model's tokenizer, as a folder on disk. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../runtime/data/random.ts';
import { embeddedModel } from '../../runtime/embedded/paths.ts';
import { saveModel } from '../../runtime/io/save-model.ts';
import { randomWeights } from '../../runtime/models/full.ts';
import { describeModel } from '../../runtime/models/model.ts';

export interface SmallShape {
  readonly width: number;
  readonly mlp: number;
  readonly layers: number;
}

export function saveSmallModel(folder: string, { width, mlp, layers }: SmallShape): void {
  const config = {
    model_type: 'llama',
    vocab_size: 2048,
    hidden_size: width,
    num_hidden_layers: layers,
    num_attention_heads: width / 64,
    num_key_value_heads: width / 128,
    intermediate_size: mlp,
    tie_word_embeddings: true,
    rms_norm_eps: 1e-5,
    max_position_embeddings: 2048,
    bos_token_id: 0,
    eos_token_id: 1,
  };
  const json = (name: string): unknown => JSON.parse(readFileSync(join(embeddedModel(), name), 'utf8'));
  const tokenizer = { tokenizerJson: json('tokenizer.json'), tokenizerConfig: json('tokenizer_config.json') };
  const description = describeModel(config);
  const weights = randomWeights(description, seededRandom(1).normal);
  const card = { baseModel: 'random', data: 'none', dataRows: 0, metrics: {} };
  saveModel(folder, { config, tokenizer }, description.weights, weights, card);
}
