/** Writes text with a model: prefill of the prompt, then one token at a time from the key-value cache. */
import { compile, type Feeds, type HostTensor } from '../backend/session.ts';
import { inputName } from '../graph/ir.ts';
import type { Device } from '../graph/ops/rule.ts';
import { generationGraph } from '../models/graphs.ts';
import type { AdapterSpec } from '../models/lora.ts';
import { rotaryTables } from '../models/rotary.ts';
import type { OpenedModel } from '../train/prepare.ts';

export interface GeneratorOptions {
  readonly adapter: AdapterSpec | undefined;
  readonly trainWeights: boolean;
  readonly device: Device;
  readonly threads: number;
}

export interface Generator {
  /** Logits [vocabulary] of the token after each of the given ones, computed in steps of the given sizes. */
  logitsOf(
    tokens: readonly number[],
    parameters: ReadonlyMap<string, Float32Array>,
    steps: readonly number[],
  ): Promise<Float32Array[]>;
  /** The most likely continuation, without the end token; stops at `eos` or after `maxNewTokens`. */
  greedy(
    prompt: readonly number[],
    parameters: ReadonlyMap<string, Float32Array>,
    eos: number,
    maxNewTokens: number,
  ): Promise<number[]>;
  release(): Promise<void>;
}

type Cache = Feeds;

export async function createGenerator(
  opened: Pick<OpenedModel, 'description' | 'weights'>,
  options: GeneratorOptions,
): Promise<Generator> {
  const { description: model } = opened;
  const graph = generationGraph({ model, adapter: options.adapter, trainWeights: options.trainWeights });
  const session = await compile(graph, opened.weights, { device: options.device, threads: options.threads });
  const shapes = new Map(graph.inputs.map((input) => [inputName(input), input.type.shape]));

  const emptyCache = (): Cache => {
    const shape = [1, model.kvHeads, 0, model.rotary.headDim];
    const names = Array.from({ length: model.layers }, (_, layer) => [`key.${layer}`, `value.${layer}`]).flat();
    return Object.fromEntries(names.map((name) => [name, { data: new Float32Array(0), shape }]));
  };

  async function advance(cache: Cache, tokens: readonly number[], parameters: ReadonlyMap<string, Float32Array>) {
    const past = cache['key.0']?.shape[2] ?? 0;
    const fed = [...parameters].map(([name, data]) => [name, { data, shape: shapes.get(name) as number[] }] as const);
    const result = await session.run({
      ...tokenFeeds(tokens, past, model.rotary),
      ...cache,
      ...Object.fromEntries(fed),
    });
    const entries = Object.keys(cache).map((name) => [name, result[`new.${name}`] as HostTensor] as const);
    return { logits: (result.logits as HostTensor).data as Float32Array, cache: Object.fromEntries(entries) };
  }

  return {
    async logitsOf(tokens, parameters, steps) {
      const logits: Float32Array[] = [];
      let state = { cache: emptyCache(), at: 0 };
      for (const size of steps) {
        const next = await advance(state.cache, tokens.slice(state.at, state.at + size), parameters);
        logits.push(next.logits);
        state = { cache: next.cache, at: state.at + size };
      }
      return logits;
    },
    async greedy(prompt, parameters, eos, maxNewTokens) {
      const written: number[] = [];
      let { logits, cache } = await advance(emptyCache(), prompt, parameters);
      while (true) {
        const token = argmax(logits);
        if (token === eos) return written;
        written.push(token);
        if (written.length >= maxNewTokens) return written;
        ({ logits, cache } = await advance(cache, [token], parameters));
      }
    },
    release: () => session.release(),
  };
}

/** Feeds of `length` tokens after `past` ones; each sees all before it. */
function tokenFeeds(tokens: readonly number[], past: number, rotary: OpenedModel['description']['rotary']): Feeds {
  const length = tokens.length;
  const total = past + length;
  const { cos, sin } = rotaryTables(
    rotary,
    Int32Array.from({ length }, (_, i) => past + i),
  );
  const half = rotary.headDim / 2;
  const mask = Float32Array.from({ length: length * total }, (_, i) =>
    i % total <= past + Math.floor(i / total) ? 0 : -1e9,
  );
  return {
    tokens: { data: Int32Array.from(tokens), shape: [1, length] },
    cos: { data: cos, shape: [1, length, half] },
    sin: { data: sin, shape: [1, length, half] },
    mask: { data: mask, shape: [1, 1, length, total] },
    last: { data: Int32Array.of(length - 1), shape: [1] },
  };
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
