/** What llama.cpp calls a Llama model's metadata and tensors, in the words of Hugging Face's config.json and weights. */
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import type { GgufFile } from './header.ts';

/** The rope frequencies' divisors, which llama.cpp's converter computes for Llama 3.1 and its successors. */
const ropeDivisors = 'rope_freqs.weight';

const outerNames: Readonly<Record<string, string>> = {
  'token_embd.weight': 'model.embed_tokens.weight',
  'output_norm.weight': 'model.norm.weight',
  'output.weight': 'lm_head.weight',
};
const layerNames: Readonly<Record<string, string>> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};

/** The Hugging Face name of a weight; none for the rope divisors. @throws modelUnsupported for what Llama does not have */
export function weightName(name: string): string | undefined {
  if (name === ropeDivisors) return undefined;
  const [, layer, part] = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name) ?? [];
  const known = part === undefined ? ownValue(outerNames, name) : ownValue(layerNames, part);
  if (known === undefined) throw errors.modelUnsupported(t('the tensor "{0}" in a Llama model', name));
  return layer === undefined ? known : `model.layers.${layer}.${known}.weight`;
}

const ownValue = (names: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(names, key) ? names[key] : undefined;

/**
 * llama.cpp lays the rows of each q and k head out as the pairs that are rotated together, 0, d/2, 1, d/2 + 1, …; Hugging
 * Face keeps the first halves before the second ones. @returns undefined where the rows are in the same order.
 */
export const isPermuted = (weight: string): boolean => /\.self_attn\.[qk]_proj\.weight$/.test(weight);

/** The rows of whole heads in Hugging Face's order. @param rows [heads · headDim, columns] in llama.cpp's order */
export function unpermuteHeads(rows: Float32Array, headDim: number, columns: number): Float32Array {
  const ordered = new Float32Array(rows.length);
  const half = headDim / 2;
  for (let row = 0; row * columns < rows.length; row++) {
    const within = row % headDim;
    const target = row - within + (within & 1) * half + (within >> 1);
    ordered.set(rows.subarray(row * columns, (row + 1) * columns), target * columns);
  }
  return ordered;
}

/**
 * The keys of config.json. @param ropeDivisors the values of that tensor, where there is one
 * @throws weightsCorrupt for a key that is missing, modelUnsupported for what is not built
 */
export function llamaConfig({ metadata, tensors, path }: GgufFile, divisors: Float32Array | undefined) {
  const number = (key: string, fallback?: number) => metadata.number(`llama.${key}`, fallback);
  const [vocabulary] = tensors.get('token_embd.weight')?.shape ?? [];
  if (vocabulary === undefined) throw errors.weightsMissing(path, 'token_embd.weight');
  refuseExperts(number('expert_count', 0));
  const [width, heads] = [number('embedding_length'), number('attention.head_count')];
  const headDim = number('attention.key_length', width / heads);
  const valueDim = number('attention.value_length', headDim);
  const rotated = number('rope.dimension_count', headDim);
  if (valueDim !== headDim || rotated !== headDim)
    throw errors.modelUnsupported(
      t('heads of {0} with values of {1}, {2} of them rotated', headDim, valueDim, rotated),
    );
  const theta = number('rope.freq_base', 10_000);
  const layers = number('block_count');
  if (layers > tensors.size)
    throw errors.weightsCorrupt(path, t('it claims {0} layers and has {1} tensors', layers, tensors.size));
  if (divisors && divisors.length !== headDim / 2)
    throw errors.weightsCorrupt(
      path,
      t('"{0}" has {1} values for heads of {2}', ropeDivisors, divisors.length, headDim),
    );
  return {
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    vocab_size: vocabulary,
    hidden_size: width,
    intermediate_size: number('feed_forward_length'),
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: number('attention.head_count_kv', heads),
    head_dim: headDim,
    hidden_act: 'silu',
    attention_bias: false,
    mlp_bias: false,
    rms_norm_eps: number('attention.layer_norm_rms_epsilon'),
    max_position_embeddings: number('context_length'),
    rope_theta: theta,
    rope_scaling: divisors
      ? llama3Scaling(divisors, theta)
      : scalingOf(metadata.text('llama.rope.scaling.type', 'none')),
    tie_word_embeddings: !tensors.has('output.weight'),
  };
}

function refuseExperts(count: number): void {
  if (count > 0) throw errors.modelUnsupported(t('a mixture of {0} experts', count));
}

/** Other kinds than none are left to the model to refuse. */
const scalingOf = (type: string) => (type === 'none' ? null : { rope_type: type });

/** What Llama 3.1, 3.2 and 3.3 all have; only their factor differs. */
const llama3 = { rope_type: 'llama3', low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 };

/** The file holds only what the scaling comes to. Its largest divisor is the factor; all others must then follow. */
function llama3Scaling(divisors: Float32Array, theta: number) {
  const factor = divisors.reduce((most, divisor) => Math.max(most, divisor), 1);
  const expected = divisors.map((_, i) => llama3Divisor(theta ** (-i / divisors.length), factor));
  const fits = divisors.every((divisor, i) => Math.abs(divisor / (expected[i] as number) - 1) < 1e-4);
  if (!fits) throw errors.modelUnsupported(t('rope frequencies ("{0}") that are not those of Llama 3', ropeDivisors));
  return { ...llama3, factor };
}

function llama3Divisor(frequency: number, factor: number): number {
  const { low_freq_factor: low, high_freq_factor: high, original_max_position_embeddings: length } = llama3;
  const turns = (length * frequency) / (2 * Math.PI);
  if (turns < low) return factor;
  if (turns > high) return 1;
  const smooth = (turns - low) / (high - low);
  return 1 / ((1 - smooth) / factor + smooth);
}
