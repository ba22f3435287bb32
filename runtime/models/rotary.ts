/** Rotary position embedding (Su et al. 2021) and Llama 3's stretching of its frequencies. */
import { type ConfigReader, readConfig } from './config-reader.ts';
import type { RotaryDescription } from './model.ts';

/**
 * Frequencies from config.json: rope_theta and rope_scaling, or rope_parameters, which newer files have.
 * @throws modelUnsupported for another kind of stretching, or a part of one that is not known
 */
export function rotaryOf(config: ConfigReader, headDim: number): RotaryDescription {
  const older = config.record('rope_scaling');
  const parameters = config.record('rope_parameters') ?? older ?? readConfig({});
  const theta = parameters.number('rope_theta', config.number('rope_theta', 10000));
  const base = Float64Array.from({ length: headDim / 2 }, (_, i) => theta ** ((-2 * i) / headDim));
  const kinds = ['default', 'llama3'] as const;
  const formerKey = parameters.choice('type', kinds);
  const kind = parameters.choice('rope_type', kinds) ?? formerKey;
  parameters.choice('partial_rotary_factor', [1]);
  const stretched = kind === 'llama3' ? stretchLlama3(base, parameters) : base;
  parameters.refuseOthers(new Set());
  return { headDim, inverseFrequencies: stretched };
}

/** Llama 3.1: low frequencies are slowed by `factor`, high ones kept, those between blended. */
function stretchLlama3(frequencies: Float64Array, parameters: ConfigReader): Float64Array {
  const factor = parameters.number('factor');
  const [low, high] = [parameters.number('low_freq_factor'), parameters.number('high_freq_factor')];
  const original = parameters.integer('original_max_position_embeddings');
  return frequencies.map((frequency) => {
    const turns = (original * frequency) / (2 * Math.PI);
    if (turns < low) return frequency / factor;
    if (turns > high) return frequency;
    const smooth = (turns - low) / (high - low);
    return ((1 - smooth) * frequency) / factor + smooth * frequency;
  });
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
