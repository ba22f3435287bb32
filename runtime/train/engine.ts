/** The compiled graphs of a run and the tensors they train: one optimizer step, one evaluation. */
import { compile, type Feeds, type HostTensor, type Session } from '../backend/session.ts';
import { type Example, makeBatch, type PackedBatch } from '../data/packing.ts';
import type { Device } from '../graph/ops/rule.ts';
import { evaluationGraph, type GraphOptions, trainingGraph } from '../models/graphs.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { type AdamState, adamStep, gradientNorm } from './adamw.ts';
import { batchFeeds, dropoutFeeds } from './feeds.ts';
import type { OpenedModel } from './prepare.ts';

export interface Engine {
  /** Shapes of the trained tensors, in a fixed order. */
  readonly trained: ReadonlyMap<string, readonly number[]>;
  readonly padLengthTo: number;
  /** Forward and backward over micro batches. @returns the mean loss per label token and the gradients, summed. */
  accumulate(parameters: Parameters, batches: readonly PackedBatch[], step: number): Promise<Accumulated>;
  /** Sum of losses and number of label tokens over bins of examples. */
  evaluate(parameters: Parameters, bins: readonly (readonly Example[])[]): Promise<{ loss: number; tokens: number }>;
  release(): Promise<void>;
}
type Parameters = ReadonlyMap<string, Float32Array>;
export interface Accumulated {
  readonly loss: number;
  readonly gradients: Map<string, Float32Array>;
}

/** Dawn keeps buffers per shape, so there lengths come in few sizes. */
const padding: Record<Device, number> = { cpu: 8, webgpu: 64 };

export async function createEngine(
  opened: Pick<OpenedModel, 'description' | 'weights'>,
  graphOptions: GraphOptions,
  config: FineTuneConfig,
  device: Device,
  threads: number,
): Promise<Engine> {
  const graph = trainingGraph(graphOptions, config);
  const training = await compile(graph, opened.weights, { device, threads });
  const evaluation = lazy(() => compile(evaluationGraph(graphOptions), opened.weights, { device, threads }));
  const trained = trainedShapes(graph.outputs.keys(), graph.inputs);
  const { description } = opened;
  const hasDropout = (graphOptions.adapter?.dropout ?? 0) > 0;

  return {
    trained,
    padLengthTo: padding[device],
    async accumulate(parameters, batches, step) {
      const labels = batches.reduce((sum, batch) => sum + batch.labels.length, 0);
      const fed = parameterFeeds(trained, parameters);
      const total: Accumulated = { loss: 0, gradients: new Map() };
      let loss = 0;
      for (const [micro, batch] of batches.entries()) {
        const dropout = hasDropout ? dropoutFeeds(batch, config.seed, step, micro) : {};
        const result = await training.run({ ...batchFeeds(description, batch, 1 / labels), ...dropout, ...fed });
        loss += only(result, 'loss');
        addGradients(total.gradients, result);
      }
      return { ...total, loss };
    },
    async evaluate(parameters, bins) {
      const session = await evaluation.get();
      const fed = parameterFeeds(trained, parameters);
      let [loss, tokens] = [0, 0];
      for (let i = 0; i < bins.length; i += graphOptions.batch) {
        const batch = fullBatch(bins.slice(i, i + graphOptions.batch), graphOptions.batch, padding[device]);
        loss += only(await session.run({ ...batchFeeds(description, batch, 1), ...fed }), 'loss');
        tokens += batch.labels.length;
      }
      return { loss, tokens };
    },
    async release() {
      await training.release();
      await evaluation.release();
    },
  };
}

/** A batch of as many rows as the graph has; missing ones are padding. */
export function fullBatch(bins: readonly (readonly Example[])[], rows: number, padLengthTo: number): PackedBatch {
  const filled = [...bins, ...new Array<readonly Example[]>(rows - bins.length).fill([])];
  return makeBatch(
    filled.map((bin) => [...bin]),
    padLengthTo,
  );
}

/** One optimizer step in place. @returns the norm of the gradients before clipping */
export function updateParameters(
  parameters: Parameters,
  gradients: Parameters,
  adam: AdamState,
  config: FineTuneConfig,
  learningRate: number,
): number {
  const norm = gradientNorm(gradients);
  if (Number.isFinite(norm)) adamStep(parameters, gradients, adam, config.optimizer, learningRate, norm);
  return norm;
}

function lazy(create: () => Promise<Session>) {
  let session: Promise<Session> | undefined;
  return {
    get: () => {
      session ??= create();
      return session;
    },
    release: async () => (await session)?.release(),
  };
}

const only = (result: Record<string, HostTensor>, name: string) => (result[name] as HostTensor).data[0] as number;

export function parameterFeeds(shapes: ReadonlyMap<string, readonly number[]>, parameters: Parameters): Feeds {
  return Object.fromEntries(
    [...shapes].map(([name, shape]) => [name, { data: parameters.get(name) as Float32Array, shape }]),
  );
}

const gradientPrefix = 'gradient:';

function trainedShapes(
  outputs: Iterable<string>,
  inputs: readonly { source: { kind: string; name?: string }; type: { shape: readonly unknown[] } }[],
): Map<string, readonly number[]> {
  const shapes = new Map(inputs.map(({ source, type }) => [source.name, type.shape as readonly number[]]));
  const names = [...outputs]
    .filter((name) => name.startsWith(gradientPrefix))
    .map((name) => name.slice(gradientPrefix.length));
  return new Map(names.map((name) => [name, shapes.get(name) as readonly number[]]));
}

function addGradients(sums: Map<string, Float32Array>, result: Record<string, HostTensor>): void {
  for (const [output, { data }] of Object.entries(result)) {
    if (!output.startsWith(gradientPrefix)) continue;
    const name = output.slice(gradientPrefix.length);
    const sum = sums.get(name);
    if (!sum) sums.set(name, data as Float32Array);
    else for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (data[i] as number);
  }
}
