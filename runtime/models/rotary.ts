/** Rotary position embedding (Su et al. 2021) and Llama 3's stretching of its frequencies. */
import { errors } from '../protocol/errors.ts';
import { readConfig } from './config-reader.ts';
import type { RotaryDescription } from './model.ts';

/** Frequencies from config.json: rope_theta and rope_scaling, or rope_parameters, which newer files have. */
export function rotaryOf(config: Record<string, unknown>, headDim: number): RotaryDescription {
  const reader = readConfig(config);
  const parameters = reader.record('rope_parameters') ?? reader.record('rope_scaling') ?? {};
  const theta = readConfig({ ...config, ...parameters }).number('rope_theta', 10000);
  const base = Float64Array.from({ length: headDim / 2 }, (_, i) => theta ** ((-2 * i) / headDim));
  const type = String(parameters.rope_type ?? parameters.type ?? 'default');
  if (type === 'default') return { headDim, inverseFrequencies: base };
  if (type === 'llama3') return { headDim, inverseFrequencies: base.map((f) => stretchLlama3(f, parameters)) };
  throw errors.modelUnsupported(`rope_type "${type}"`);
}

/** Llama 3.1: low frequencies are slowed by `factor`, high ones kept, those between blended. */
function stretchLlama3(frequency: number, parameters: Record<string, unknown>): number {
  const reader = readConfig(parameters);
  const factor = reader.number('factor');
  const [low, high] = [reader.number('low_freq_factor'), reader.number('high_freq_factor')];
  const turns = (reader.number('original_max_position_embeddings') * frequency) / (2 * Math.PI);
  if (turns < low) return frequency / factor;
  if (turns > high) return frequency;
  const smooth = (turns - low) / (high - low);
  return ((1 - smooth) * frequency) / factor + smooth * frequency;
}

/** cos and sin of each position's angles: two tables [positions, headDim / 2]. */
export function rotaryTables({ inverseFrequencies }: RotaryDescription, positions: Int32Array) {
  const half = inverseFrequencies.length;
  const cos = new Float32Array(positions.length * half);
  const sin = new Float32Array(positions.length * half);
  positions.forEach((position, row) => {
    for (let i = 0; i < half; i++) {
      // transformers computes the angle in float32: so do we.
      const angle = Math.fround(position * Math.fround(inverseFrequencies[i] as number));
      cos[row * half + i] = Math.cos(angle);
      sin[row * half + i] = Math.sin(angle);
    }
  });
  return { cos, sin };
}
