/** What a run would be, told before it starts: facts of model and data, steps, memory by part. Answer of `plan/describe`. */
import { z } from 'zod';
import { taskSchema } from './config.ts';
import { errorCodes } from './errors.ts';

const count = z.number().int().min(0);
const bytes = z.number().min(0);

/** Linear layers that share a short name (q_proj, …): an adapter takes all or none of them. */
export const linearGroupSchema = z.strictObject({
  name: z.string(),
  layers: count,
  /** Weights of all layers of the group. */
  parameters: count,
  /** What an adapter of the config's rank adds for the group. */
  adapterParameters: count,
});
export type LinearGroup = z.output<typeof linearGroupSchema>;

const modelFactsSchema = z.strictObject({
  modelType: z.string(),
  parameters: count,
  layers: count,
  width: count,
  vocabulary: count,
  maxPositions: count,
  linears: z.array(linearGroupSchema),
});

const dataFactsSchema = z.strictObject({
  /** Usable rows of the whole table, by task. */
  rowsPerTask: z.partialRecord(taskSchema, count),
  rows: count,
  duplicates: count,
  malformed: count,
});

/** What becomes of the rows; `exact` is false where it was counted on a part of them and scaled up. */
const examplesSchema = z.strictObject({
  exact: z.boolean(),
  train: count,
  heldOut: count,
  trimmed: count,
  skipped: count,
  /** Tokens of one pass over the training rows, and those among them that have a loss. */
  tokens: count,
  labelTokens: count,
});

/** Bytes by part at the peak. Weights to optimizer are exact, the others estimated. */
export const memoryForecastSchema = z.strictObject({
  weights: bytes,
  adapter: bytes,
  gradients: bytes,
  optimizer: bytes,
  /** Values alive at once within a step, from the graph's own plan. */
  activations: bytes,
  /** What measuring the held-out loss and answering take besides. */
  evaluation: bytes,
  /** The rows and their tokens. */
  data: bytes,
  /** Node and ONNX Runtime themselves. */
  program: bytes,
});
export type MemoryForecast = z.output<typeof memoryForecastSchema>;

const deviceFactsSchema = z.strictObject({
  device: z.enum(['cpu', 'webgpu']),
  reason: z.string(),
  /** Bytes of memory there are, and are free now; a discrete GPU does not tell. */
  memory: z.strictObject({ total: bytes, available: bytes }).optional(),
});

/** From a run of this model on this device on this machine. */
const paceSchema = z.strictObject({
  tokensPerSecond: z.number().positive(),
  run: z.string(),
  /** Whether that run had the same sequence length, batch and recomputation. */
  sameShape: z.boolean(),
});
export type Pace = z.output<typeof paceSchema>;

export const planSchema = z.strictObject({
  model: modelFactsSchema.optional(),
  data: dataFactsSchema.optional(),
  examples: examplesSchema.optional(),
  device: deviceFactsSchema.optional(),
  trainableParameters: count.optional(),
  totalSteps: count.optional(),
  /** Tokens of the whole run, padding not counted. */
  totalTokens: count.optional(),
  memory: memoryForecastSchema.optional(),
  pace: paceSchema.optional(),
  /** What would stop the run, each at the option that it concerns. */
  problems: z.array(
    z.strictObject({
      path: z.array(z.string()),
      code: z.enum(errorCodes),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
});
/** Parts are missing where a problem keeps them from being known. */
export type Plan = z.output<typeof planSchema>;

export const totalMemory = (memory: MemoryForecast): number =>
  Object.values(memory).reduce((sum, part) => sum + part, 0);
