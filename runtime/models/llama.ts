/** Llama (Touvron et al. 2023) and the models of its shape: SmolLM2, TinyLlama, Llama 3, Asclepius. */
import type { Value } from '../graph/ir.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { irrelevantKeys, readConfig } from './config-reader.ts';
import type { ModelContext } from './context.ts';
import type { LinearLayer, ModelDescription, ModelFamily, RotaryDescription } from './model.ts';
import { rotaryOf } from './rotary.ts';

interface Arguments {
  vocabulary: number;
  width: number;
  layers: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  inner: number;
  epsilon: number;
  tied: boolean;
  maxPositions: number;
  rotary: RotaryDescription;
}

/** @throws modelUnsupported for a feature of the config that is not built below */
function argumentsOf(config: Record<string, unknown>): Arguments {
  const reader = readConfig(config);
  reader.choice('hidden_act', ['silu']);
  const [width, heads] = [reader.integer('hidden_size'), reader.integer('num_attention_heads')];
  const kvHeads = reader.integer('num_key_value_heads', heads);
  const headDim = reader.integer('head_dim', width / heads);
  if (heads % kvHeads !== 0)
    throw errors.modelUnsupported(t('config.json: {0} attention heads for {1} key-value heads', heads, kvHeads));
  if (headDim % 2 !== 0) throw errors.modelUnsupported(t('config.json: heads {0} wide, an odd number', headDim));
  const args = {
    vocabulary: reader.integer('vocab_size'),
    width,
    layers: reader.integer('num_hidden_layers'),
    heads,
    kvHeads,
    headDim,
    inner: reader.integer('intermediate_size'),
    epsilon: reader.number('rms_norm_eps', 1e-6),
    tied: reader.flag('tie_word_embeddings', false),
    maxPositions: reader.integer('max_position_embeddings', 2048),
    rotary: rotaryOf(reader, headDim),
  };
  reader.refuseOthers(irrelevantKeys);
  return args;
}

function attention(model: ModelContext, args: Arguments, layer: number, x: Value): Value {
  const name = `model.layers.${layer}.self_attn`;
  const [q, k, v] = model.linears([`${name}.q_proj`, `${name}.k_proj`, `${name}.v_proj`], x);
  return model.linear(`${name}.o_proj`, model.attend(layer, q, k, v, args));
}

function mlp(model: ModelContext, layer: number, x: Value): Value {
  const name = `model.layers.${layer}.mlp`;
  const [gate, up] = model.linears([`${name}.gate_proj`, `${name}.up_proj`], x);
  return model.linear(`${name}.down_proj`, model.g.mul(model.g.silu(gate), up));
}

function block(model: ModelContext, args: Arguments, layer: number, x: Value): Value {
  const norm = (value: Value, name: string) =>
    model.g.rmsNorm(value, model.weight(`model.layers.${layer}.${name}.weight`), args.epsilon);
  const { g } = model;
  const middle = g.keep(g.add(x, attention(model, args, layer, norm(x, 'input_layernorm'))));
  return g.add(middle, mlp(model, layer, norm(middle, 'post_attention_layernorm')));
}

function linearsOf({ layers, width, heads, kvHeads, headDim, inner }: Arguments): LinearLayer[] {
  const linear = (name: string, inFeatures: number, outFeatures: number) => ({ name, inFeatures, outFeatures });
  return Array.from({ length: layers }, (_, i) => `model.layers.${i}`).flatMap((name) => [
    linear(`${name}.self_attn.q_proj`, width, heads * headDim),
    linear(`${name}.self_attn.k_proj`, width, kvHeads * headDim),
    linear(`${name}.self_attn.v_proj`, width, kvHeads * headDim),
    linear(`${name}.self_attn.o_proj`, heads * headDim, width),
    linear(`${name}.mlp.gate_proj`, width, inner),
    linear(`${name}.mlp.up_proj`, width, inner),
    linear(`${name}.mlp.down_proj`, inner, width),
  ]);
}

function weightsOf(args: Arguments, linears: readonly LinearLayer[]): Map<string, readonly number[]> {
  const { vocabulary, width, layers, tied } = args;
  const norms = Array.from({ length: layers }, (_, i) =>
    ['input_layernorm', 'post_attention_layernorm'].map(
      (norm) => [`model.layers.${i}.${norm}.weight`, [width]] as const,
    ),
  );
  return new Map<string, readonly number[]>([
    ['model.embed_tokens.weight', [vocabulary, width]],
    ...linears.map(({ name, inFeatures, outFeatures }) => [`${name}.weight`, [outFeatures, inFeatures]] as const),
    ...norms.flat(),
    ['model.norm.weight', [width]],
    ...(tied ? [] : [['lm_head.weight', [vocabulary, width]] as const]),
  ]);
}

export const llama: ModelFamily = {
  modelType: 'llama',
  describe(config): ModelDescription {
    const args = argumentsOf(config);
    const linears = linearsOf(args);
    const head = args.tied ? 'model.embed_tokens' : 'lm_head';
    return {
      modelType: 'llama',
      vocabulary: args.vocabulary,
      width: args.width,
      layers: args.layers,
      heads: args.heads,
      kvHeads: args.kvHeads,
      maxPositions: args.maxPositions,
      rotary: args.rotary,
      linears,
      weights: weightsOf(args, linears),
      hidden(model, tokens) {
        const { g } = model;
        let x = g.keep(g.gather(model.weight('model.embed_tokens.weight'), tokens));
        for (let layer = 0; layer < args.layers; layer++) {
          const input = x;
          x = g.block(`layer${layer}`, () => block(model, args, layer, input));
        }
        return x;
      },
      logits(model, hidden) {
        const normal = model.g.rmsNorm(hidden, model.weight('model.norm.weight'), args.epsilon);
        return model.product(normal, `${head}.weight`);
      },
    };
  },
};
