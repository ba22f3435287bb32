/** A model that continues token sequences, on a device: rows after a cache go in, the logits that are wanted come out. */
import { compile, type Feeds, type HostTensor } from '../backend/session.ts';
import { inputName } from '../graph/ir.ts';
import type { Device } from '../graph/ops/rule.ts';
import { generationGraph } from '../models/graphs.ts';
import type { AdapterSpec } from '../models/lora.ts';
import type { ModelDescription } from '../models/model.ts';
import { rotaryTables } from '../models/rotary.ts';
import { errors } from '../protocol/errors.ts';
import type { OpenedModel } from '../train/prepare.ts';
import { createCache, type KeyValueCache } from './cache.ts';

export interface DecoderOptions {
  /** Which layers have adapters, and of what rank; its scale counts for none but the parameters given to `load`. */
  readonly adapter: AdapterSpec | undefined;
  readonly trainWeights: boolean;
  readonly device: Device;
  readonly threads: number;
}

/** What was trained, as the session takes it: an adapter, or all weights. */
export type Loaded = Feeds;

/** Rows to compute after a cache, each seeing all of it and the rows before itself, unless a branch says otherwise. */
export interface Rows {
  readonly tokens: readonly number[];
  /** Where each row sees but a part: the first `stem` rows of the cache, those of `path`, and itself. */
  readonly branches?: readonly Branch[];
  /** The rows whose logits are wanted; absent: the last. */
  readonly wanted?: readonly number[];
}
export interface Branch {
  readonly stem: number;
  readonly path: readonly number[];
}

export interface Decoder {
  readonly model: ModelDescription;
  newCache(rows: number): KeyValueCache;
  /** Trained tensors by name; without any, an adapter that adds nothing. @param scale of the adapter */
  load(parameters: ReadonlyMap<string, Float32Array>, scale?: number): Loaded;
  /** Computes rows and appends them to the cache. Gives the logits [vocabulary] of each wanted row. @throws deviceLost */
  advance(cache: KeyValueCache, rows: Rows, loaded: Loaded): Promise<Float32Array[]>;
  release(): Promise<void>;
}

const masked = -1e9;

export async function createDecoder(
  opened: Pick<OpenedModel, 'description' | 'weights'>,
  options: DecoderOptions,
): Promise<Decoder> {
  const { description: model } = opened;
  const graph = generationGraph({ model, adapter: options.adapter, trainWeights: options.trainWeights });
  const session = await compile(graph, opened.weights, { device: options.device, threads: options.threads });
  const trained = graph.inputs
    .map((input) => ({ name: inputName(input), shape: input.type.shape as readonly number[] }))
    .filter(({ name }) => model.weights.has(name) || /\.lora_[AB]$/.test(name));

  return {
    model,
    newCache: (rows) => createCache(model, rows),
    load(parameters, scale = 1) {
      return Object.fromEntries(trained.map(({ name, shape }) => [name, tensorOf(name, shape, parameters, scale)]));
    },
    async advance(cache, rows, loaded) {
      const { logits, keys, values } = await session.run({
        ...loaded,
        ...cache.feeds(),
        ...rowFeeds(model, cache, rows),
      });
      cache.append(dataOf(keys), dataOf(values), rows.tokens.length);
      const all = dataOf(logits);
      const count = all.length / model.vocabulary;
      return Array.from({ length: count }, (_, i) => all.subarray(i * model.vocabulary, (i + 1) * model.vocabulary));
    },
    release: () => session.release(),
  };
}

/**
 * Puts tokens into the cache, in parts, so that a cancel need not wait long and the scores stay small.
 * @returns the logits after the last
 * @throws cancelled
 */
export async function prefill(
  decoder: Decoder,
  cache: KeyValueCache,
  tokens: readonly number[],
  loaded: Loaded,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead?: ((done: number) => void) | undefined } = {},
): Promise<Float32Array> {
  let logits: Float32Array | undefined;
  for (let start = 0; start < tokens.length; start += chunk) {
    if (signal?.aborted) throw errors.cancelled();
    [logits] = await decoder.advance(cache, { tokens: tokens.slice(start, start + chunk) }, loaded);
    onRead?.(Math.min(tokens.length, start + chunk));
  }
  return logits as Float32Array;
}
const chunk = 256;

const dataOf = (tensor: HostTensor | undefined) => tensor?.data as Float32Array;

function tensorOf(
  name: string,
  shape: readonly number[],
  parameters: ReadonlyMap<string, Float32Array>,
  scale: number,
): HostTensor {
  const data = parameters.get(name) ?? new Float32Array(shape.reduce((a, b) => a * b, 1));
  return { data: name.endsWith('.lora_B') && scale !== 1 ? data.map((value) => value * scale) : data, shape };
}

function rowFeeds(model: ModelDescription, cache: KeyValueCache, { tokens, branches, wanted }: Rows): Feeds {
  const count = tokens.length;
  const { length, span } = cache;
  const half = model.rotary.headDim / 2;
  const positions = Int32Array.from(tokens, (_, i) => {
    const branch = branches?.[i];
    return branch ? branch.stem + branch.path.length : length + i;
  });
  const { cos, sin } = rotaryTables(model.rotary, positions);
  const rows = wanted ?? [count - 1];
  return {
    tokens: { data: Int32Array.from(tokens), shape: [count] },
    cos: { data: cos, shape: [count, half] },
    sin: { data: sin, shape: [count, half] },
    mask: {
      data: branches ? branchMask(branches, span) : causalMask(count, length, span),
      shape: [count, span + count],
    },
    past: { data: Int32Array.of(span), shape: [1] },
    wanted: { data: Int32Array.from(rows), shape: [rows.length] },
  };
}

function causalMask(count: number, length: number, span: number): Float32Array {
  const mask = new Float32Array(count * (span + count)).fill(masked);
  for (let row = 0; row < count; row++) {
    const start = row * (span + count);
    mask.fill(0, start, start + length);
    mask.fill(0, start + span, start + span + row + 1);
  }
  return mask;
}

function branchMask(branches: readonly Branch[], span: number): Float32Array {
  const width = span + branches.length;
  const mask = new Float32Array(branches.length * width).fill(masked);
  branches.forEach(({ stem, path }, row) => {
    const start = row * width;
    mask.fill(0, start, start + stem);
    for (const at of path) mask[start + at] = 0;
    mask[start + span + row] = 0;
  });
  return mask;
}
