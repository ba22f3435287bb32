import { describe, expect, it } from 'vitest';
import { requiredWeights } from '../../runtime/io/required-weights.ts';
import { describeModel, parameterCount } from '../../runtime/models/model.ts';
import { openTiny, tinyConfig } from './tiny.ts';

const config = tinyConfig('tiny-untied');
const llama3 = tinyConfig('tiny-tied-llama3');
const refusal = (changes: Record<string, unknown>) => () => describeModel({ ...config, ...changes });

describe('the config.json of a model', () => {
  it.each([
    ['an unknown family', { model_type: 'mamba' }, 'Unknown model_type "mamba"'],
    ['no family at all', { model_type: undefined }, 'Unknown model_type "(none)"'],
    ['a bias in attention', { attention_bias: true }, 'attention_bias is true'],
    ['a bias in the MLP', { mlp_bias: true }, 'mlp_bias is true'],
    ['another activation', { hidden_act: 'gelu' }, 'hidden_act is "gelu"'],
    ['a sliding window', { sliding_window: 4096 }, 'sliding_window is 4096'],
    ['quantised weights', { quantization_config: { quant_method: 'bitsandbytes' } }, 'quantization_config is'],
    ['dropout in attention', { attention_dropout: 0.1 }, 'attention_dropout is 0.1'],
    ['interleaved rotary pairs', { rope_interleaved: true }, 'rope_interleaved is true'],
    ['a feature nobody here knows', { moon_phase_gating: 'full' }, 'moon_phase_gating is "full"'],
    ['heads that no group of key heads divides', { num_key_value_heads: 3 }, '8 attention heads for 3 key-value heads'],
    ['heads of an odd width', { head_dim: 9 }, 'heads 9 wide'],
    [
      'heads that the width is no multiple of',
      { num_attention_heads: 7, num_key_value_heads: 7, head_dim: null },
      'head_dim is 9.14',
    ],
    ['a width that is no number', { hidden_size: '64' }, 'hidden_size is "64"'],
    ['a missing size', { num_hidden_layers: undefined }, 'num_hidden_layers is undefined'],
    ['half a layer', { num_hidden_layers: 2.5 }, 'num_hidden_layers is 2.5'],
    ['a tying that is neither on nor off', { tie_word_embeddings: 'yes' }, 'tie_word_embeddings is "yes"'],
    [
      'stretched frequencies of another kind',
      { rope_parameters: { rope_type: 'yarn', factor: 4 } },
      'rope_parameters.rope_type is "yarn"',
    ],
    [
      'the older key for them',
      { rope_parameters: null, rope_scaling: { type: 'linear', factor: 2 } },
      'rope_scaling.type is "linear"',
    ],
    [
      'rotation of a part of the head',
      { rope_parameters: { partial_rotary_factor: 0.5 } },
      'partial_rotary_factor is 0.5',
    ],
    [
      'a part of the stretching that is not known',
      { rope_parameters: { rope_type: 'default', mscale: 1.2 } },
      'rope_parameters.mscale is 1.2',
    ],
  ])('is refused for %s, by name', (_, changes, message) => {
    expect(refusal(changes)).toThrow(message);
  });

  it('is refused where a part of Llama 3’s stretching is missing', () => {
    const { factor: _, ...rest } = llama3.rope_scaling as Record<string, unknown>;
    expect(() => describeModel({ ...llama3, rope_scaling: rest })).toThrow('rope_scaling.factor is undefined');
  });

  it('may hold what has no bearing on the computation, and features that are switched off', () => {
    const more = {
      transformers_version: '4.42.3',
      torch_dtype: 'bfloat16',
      _name_or_path: '/somewhere',
      is_llama_config: true,
      rope_interleaved: false,
      'transformers.js_config': { kv_cache_dtype: { q4f16: 'float16' } },
      sliding_window: null,
      quantization_config: null,
      attention_dropout: 0,
      pruned_heads: {},
      pretraining_tp: 1,
      auto_map: { AutoModel: 'x' },
      max_length: 20,
    };
    expect(parameterCount(describeModel({ ...config, ...more }))).toBe(parameterCount(describeModel(config)));
  });

  it('counts as many parameters as the weights file holds', () => {
    for (const name of ['tiny-untied', 'tiny-tied-llama3'] as const) {
      const { description, tensors } = openTiny(name);
      const stored = [...tensors.values()].reduce((sum, { length }) => sum + length / 4, 0);
      expect(parameterCount(description)).toBe(stored);
    }
  });
});

describe('the weights of a model', () => {
  const { description, tensors } = openTiny('tiny-untied');
  const name = 'model.layers.1.mlp.up_proj.weight';
  const open = (changed: typeof tensors) => () => requiredWeights('model.safetensors', changed, description);

  it('are refused with the name of the one that is missing', () => {
    const without = new Map([...tensors].filter(([key]) => key !== name));
    expect(open(without)).toThrow(`model.safetensors lacks the tensor "${name}"`);
  });

  it('are refused with the name and both shapes of the one that does not fit config.json', () => {
    const changed = new Map([...tensors, [name, { ...tensors.get(name), shape: [64, 160] } as never]]);
    expect(open(changed)).toThrow(`"${name}" has the shape [64,160], expected [160,64]`);
  });
});
