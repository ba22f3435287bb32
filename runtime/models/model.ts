/** What every model family says of itself, and the list of families. */
import type { Value } from '../graph/ir.ts';
import { errors } from '../protocol/errors.ts';
import type { ModelContext } from './context.ts';
import { llama } from './llama.ts';

export interface LinearLayer {
  /** As in the weights, without ".weight": model.layers.0.self_attn.q_proj */
  readonly name: string;
  readonly inFeatures: number;
  readonly outFeatures: number;
}

export interface RotaryDescription {
  readonly headDim: number;
  /** Angle per position of each of the headDim / 2 pairs. */
  readonly inverseFrequencies: Float64Array;
}

export interface ModelDescription {
  readonly modelType: string;
  readonly vocabulary: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly maxPositions: number;
  readonly rotary: RotaryDescription;
  /** The linear layers that an adapter may be put on, in order. */
  readonly linears: readonly LinearLayer[];
  /** Every weight with its shape, in the order of the layers. */
  readonly weights: ReadonlyMap<string, readonly number[]>;
  /** tokens [rows] → hidden states before the last norm [rows, width] */
  hidden(model: ModelContext, tokens: Value): Value;
  /** hidden states [rows, width] → logits [rows, vocabulary] */
  logits(model: ModelContext, hidden: Value): Value;
}

export interface ModelFamily {
  readonly modelType: string;
  /** Reads a config.json. @throws modelUnsupported for a feature that is not built. */
  describe(config: Record<string, unknown>): ModelDescription;
}

const families: readonly ModelFamily[] = [llama];

/** @throws modelTypeUnknown, modelUnsupported */
export function describeModel(config: Record<string, unknown>): ModelDescription {
  const modelType = String(config.model_type ?? '(none)');
  const family = families.find((candidate) => candidate.modelType === modelType);
  if (!family) {
    throw errors.modelTypeUnknown(
      modelType,
      families.map((candidate) => candidate.modelType),
    );
  }
  return family.describe(config);
}

/** How many numbers the weights hold. */
export const parameterCount = (model: ModelDescription): number =>
  [...model.weights.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
