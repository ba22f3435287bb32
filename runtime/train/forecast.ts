/** The memory that a run will need at its peak, by part, known before it starts. Bytes throughout. */
import type { Example } from '../data/packing.ts';
import type { ClinicalRow } from '../data/rows.ts';
import type { Bindings } from '../graph/dim.ts';
import { peakBytes } from '../graph/liveness.ts';
import { attentionParts, evaluationGraph, type GraphOptions, trainingGraph } from '../models/graphs.ts';
import { parameterCount } from '../models/model.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import type { MemoryForecast } from '../protocol/plan.ts';

/** The largest batch of a run: tokens of its longest row, and positions with a loss. */
export interface BatchShape {
  readonly length: number;
  readonly labels: number;
}

/**
 * Node, ONNX Runtime and DuckDB, and the buffers that V8 has not collected yet. Fitted to the peaks of nine runs (linux-x64;
 * 2, 4, 11 and 75 million parameters, rows of 512 and 1,024 tokens). The embedded demo, run afterwards with its evaluation
 * and answers, peaked at 1.09 of its forecast.
 */
const programBytes = 305 * 2 ** 20;

/** Numbers that an adapter, or training every weight, learns. */
export function trainedCount({ model, trainWeights, adapter }: Omit<GraphOptions, 'batch'>): number {
  if (trainWeights) return parameterCount(model);
  const { r = 0, targets = [] } = adapter ?? {};
  return targets.reduce((sum, { inFeatures, outFeatures }) => sum + r * (inFeatures + outFeatures), 0);
}

/** The rows and their tokens, which stay in memory: one byte a character, as V8 keeps Latin text, and four a token. */
export const dataBytes = (characters: number, tokens: number): number => characters + 4 * tokens;

export const charactersOf = (rows: readonly ClinicalRow[]): number =>
  sum(rows, ({ note, question, answer }) => note.length + question.length + answer.length);

export const tokensIn = (examples: readonly Example[]): number => sum(examples, ({ tokens }) => tokens.length);

/** @param hasHeldOut whether there are rows to be evaluated on. @param data from `dataBytes` */
export function forecastMemory(
  options: GraphOptions,
  config: FineTuneConfig,
  { length, labels }: BatchShape,
  data: number,
  hasHeldOut: boolean,
): MemoryForecast {
  const trained = 4 * trainedCount(options);
  const sizes = { quarter: Math.ceil(length / attentionParts), labels };
  return {
    weights: options.trainWeights ? 0 : 4 * parameterCount(options.model),
    adapter: trained,
    gradients: trained,
    optimizer: 2 * trained,
    activations: peakBytes(trainingGraph(options, { ...config, sequenceLength: length }), sizes),
    evaluation: hasHeldOut ? evaluationBytes(options, config, sizes) : 0,
    data,
    program: programBytes,
  };
}

/**
 * The graphs that evaluate and answer stay beside the one that trains; each sees the weights' file as pages of its own.
 * ONNX Runtime holds the parts of an evaluation's attention at the same time: 3.9 to 4.3 times the plan in three shapes.
 */
function evaluationBytes(options: GraphOptions, { evaluation, objective }: FineTuneConfig, sizes: Bindings): number {
  const answers = objective === 'answer' && evaluation.samples + evaluation.exactMatchRows > 0;
  const frozen = options.trainWeights ? 0 : 4 * parameterCount(options.model);
  return attentionParts * peakBytes(evaluationGraph(options), sizes) + frozen * (answers ? 2 : 1);
}

/** The largest length and number of labels among batches; both may be of different ones. */
export function largestBatch(batches: readonly (readonly (readonly Example[])[])[]): BatchShape {
  const shape = { length: attentionParts, labels: 1 };
  for (const batch of batches) {
    for (const bin of batch) shape.length = Math.max(shape.length, tokensIn(bin));
    shape.labels = Math.max(shape.labels, sum(batch.flat(), labelsOf));
  }
  return shape;
}

export const labelsOf = ({ tokens, labelStart }: Example): number => tokens.length - labelStart;

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
