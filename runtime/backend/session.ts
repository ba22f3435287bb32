/**
 * A compiled graph on a device, through ONNX Runtime: the only file that imports it. `run` blocks its thread, so this
 * lives in a worker.
 */
import { createRequire } from 'node:module';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Graph, TensorType } from '../graph/ir.ts';
import { type ExternalWeight, toOnnx } from '../graph/onnx/emit.ts';
import type { Device } from '../graph/ops/rule.ts';
import { errors } from '../protocol/errors.ts';
import { computeError } from './device-loss.ts';

/** A tensor on the host. */
export interface HostTensor {
  readonly data: Float32Array | Int32Array;
  readonly shape: readonly number[];
}
export type Feeds = Readonly<Record<string, HostTensor>>;

/** Frozen weights: one real folder, and in it the file and place of each. */
export interface WeightFiles {
  readonly folder: string;
  locate(name: string): ExternalWeight;
}

export interface SessionOptions {
  readonly device: Device;
  readonly threads: number;
  /** Refuse a graph of which a node would run on the CPU though the device is another: for tests. */
  readonly strict?: boolean;
}

export interface Session {
  readonly outputs: readonly string[];
  /** Runs the graph; gives all its outputs, or those named. @throws deviceLost */
  run(feeds: Feeds, fetches?: readonly string[]): Promise<Record<string, HostTensor>>;
  release(): Promise<void>;
}

type Ort = typeof import('onnxruntime-node');
let loaded: Ort | undefined;
/** Loaded on first use: the library is large, and a listing of runs does not need it. */
const ort = (): Ort => {
  loaded ??= createRequire(import.meta.url)('onnxruntime-node') as Ort;
  return loaded;
};

/** Compiles a graph. @throws deviceUnavailable where the device cannot be had. */
export async function compile(
  graph: Graph,
  weights: WeightFiles | undefined,
  options: SessionOptions,
): Promise<Session> {
  const noWeights = (name: string): ExternalWeight => {
    throw new Error(`no weights given, but the graph reads "${name}"`);
  };
  const model = toOnnx(graph, options.device, weights?.locate ?? noWeights);
  const session = await create(model, weights?.folder, options);
  const types = new Map([...graph.inputs.map((input) => [nameOf(input.source), input.type] as const)]);
  const outputs = [...graph.outputs.keys()];
  return {
    outputs,
    async run(feeds, fetches) {
      const tensors = Object.fromEntries([...types].map(([name, type]) => [name, toTensor(name, type, feeds[name])]));
      const running = fetches ? session.run(tensors, [...fetches]) : session.run(tensors);
      const results = await running.catch((error) => {
        throw computeError(options.device, error);
      });
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, fromTensor(tensor)]));
    },
    release: () => session.release(),
  };
}

const nameOf = (source: { kind: string; name?: string }) => source.name as string;

async function create(
  model: Uint8Array,
  folder: string | undefined,
  options: SessionOptions,
): Promise<InferenceSession> {
  const { device, threads, strict = false } = options;
  try {
    return await ort().InferenceSession.create(model, {
      executionProviders: device === 'cpu' ? ['cpu'] : [{ name: 'webgpu', storageBufferCacheMode: 'simple' } as never],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Patterns are kept per shape and reserve the whole of each: 1 GB more on a 135M model (512 tokens).
      enableMemPattern: false,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      extra: {
        session: {
          // Keeps weights as shared pages of their file instead of a packed copy.
          disable_prepacking: '1',
          use_deterministic_compute: '1',
          ...(folder ? { model_external_initializers_file_folder_path: folder } : {}),
          ...(strict && device !== 'cpu' ? { disable_cpu_ep_fallback: '1' } : {}),
        },
      },
    });
  } catch (error) {
    if (device === 'cpu' || !/webgpu|adapter|vulkan|d3d12|dawn/i.test(String(error))) throw error;
    throw errors.deviceUnavailable(device, firstLine(error));
  }
}

const firstLine = (error: unknown) => (String(error).split('\n')[0] ?? '').slice(0, 300);

/** What is fed again and again (a cache, an adapter's hundreds of tensors) is wrapped once. */
const wrapped = new WeakMap<HostTensor, Tensor>();

function toTensor(name: string, type: TensorType, tensor: HostTensor | undefined): Tensor {
  if (!tensor) throw new Error(`the graph input "${name}" was not fed`);
  const known = wrapped.get(tensor);
  if (known) return known;
  const { Tensor } = ort();
  const made =
    type.dtype === 'f32'
      ? new Tensor('float32', tensor.data as Float32Array, tensor.shape)
      : new Tensor('int32', tensor.data as Int32Array, tensor.shape);
  wrapped.set(tensor, made);
  return made;
}

function fromTensor(tensor: Tensor): HostTensor {
  return { data: tensor.data as Float32Array | Int32Array, shape: tensor.dims };
}
