/**
 * What a model family builds with: weights that are frozen or trained, linear layers with or without an adapter, and
 * attention as the mode wants it. A family describes its model once; the context makes of it a training, an evaluation
 * or a generation graph.
 */
import type { Builder } from '../graph/builder.ts';
import { type Dim, divideDim, multiplyDims } from '../graph/dim.ts';
import type { Value } from '../graph/ir.ts';
import type { AdapterSpec } from './lora.ts';
import type { ModelDescription } from './model.ts';

export interface HeadShape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

export interface ModelContext {
  readonly g: Builder;
  weight(name: string): Value;
  /** x · weightᵀ, no adapter. */
  product(x: Value, weightName: string): Value;
  /** x · Wᵀ of a linear layer (name without ".weight"), plus its adapter. */
  linear(name: string, x: Value): Value;
  /** Causal attention over q [rows, heads·d], k and v [rows, kvHeads·d] → [rows, heads·d]. */
  attend(layer: number, q: Value, k: Value, v: Value, shape: HeadShape): Value;
}

/** What attention sees: who may look at whom, at which positions, and what was there before. */
export interface AttentionInputs {
  /** Rows of the batch; a plain number, so that only the length is symbolic. */
  readonly batch: number;
  readonly length: Dim;
  /** [batch, length, headDim / 2] */
  readonly cos: Value;
  readonly sin: Value;
  /** Into how many equal parts the queries are taken; the length is a multiple. */
  readonly parts: number;
  /** For each part, 0 where it attends and very negative elsewhere: [batch, 1, length / parts, keys seen]. */
  readonly masks: readonly Value[];
  /** Takes this call's k and v [batch, kvHeads, length, d], gives all up to now [batch, kvHeads, keys, d]. */
  readonly cache?: (layer: number, k: Value, v: Value) => [Value, Value];
}

export interface ContextOptions {
  readonly model: ModelDescription;
  /** full: every weight is a graph input and trained; otherwise weights are frozen. */
  readonly trainWeights: boolean;
  readonly adapter: AdapterSpec | undefined;
  readonly attention: AttentionInputs;
  /** [rows] seeds of the dropout masks; absent: no dropout. */
  readonly dropoutSeeds?: Value;
}

export function modelContext(g: Builder, options: ContextOptions): ModelContext {
  const { model, trainWeights, adapter } = options;
  const grouped = (mask: Value) => g.concat(new Array<Value>(model.heads / model.kvHeads).fill(mask), 2);
  const attention = { ...options.attention, masks: options.attention.masks.map(grouped) };
  const parameters = new Map<string, Value>();
  const parameter = (name: string, shape: readonly number[]) => {
    const known = parameters.get(name) ?? g.input(name, 'f32', shape);
    parameters.set(name, known);
    return known;
  };
  const weight = (name: string) => {
    const shape = model.weights.get(name);
    if (!shape) throw new Error(`the model has no weight "${name}"`);
    return trainWeights ? parameter(name, shape) : g.weight(name, [...shape]);
  };
  const product = (x: Value, name: string) =>
    trainWeights ? g.matmul(x, weight(name), { transB: true }) : g.project(x, weight(name));

  const dropped = (x: Value, salt: number): Value => {
    const rate = adapter?.dropout ?? 0;
    if (rate === 0 || !options.dropoutSeeds) return x;
    return g.mul(x, g.dropoutMask(options.dropoutSeeds, x.type.shape[1] as number, salt, rate));
  };

  return {
    g,
    weight,
    product,
    linear(name, x) {
      const base = product(x, `${name}.weight`);
      const index = adapter?.targets.findIndex((target) => target.name === name) ?? -1;
      const target = adapter?.targets[index];
      if (!adapter || !target) return g.keep(base);
      const a = parameter(`${name}.lora_A`, [adapter.r, target.inFeatures]);
      const b = parameter(`${name}.lora_B`, [target.outFeatures, adapter.r]);
      const low = g.scale(g.matmul(dropped(x, index + 1), a, { transB: true }), adapter.scale);
      return g.keep(g.add(base, g.matmul(low, b, { transB: true })));
    },
    attend: (layer, q, k, v, shape) => attend(g, attention, layer, [q, k, v], shape),
  };
}

/**
 * Grouped-query attention (Ainslie et al. 2023). The query heads that share a key head are laid one after another along
 * the length, so that keys and values are never repeated. The queries are taken in parts, and each part sees no keys
 * behind it: with four, three eighths of the work is never done.
 */
function attend(
  g: Builder,
  inputs: AttentionInputs,
  layer: number,
  [q, k, v]: [Value, Value, Value],
  shape: HeadShape,
): Value {
  const { batch, length, cos, sin, parts } = inputs;
  const { heads, kvHeads, headDim } = shape;
  const group = heads / kvHeads;
  const angles = (table: Value, ...ones: number[]) => g.reshape(table, [batch, length, ...ones, headDim / 2]);

  const scaled = g.scale(g.reshape(q, [batch, length, kvHeads, group, headDim]), 1 / Math.sqrt(headDim));
  const queries = g.rotary(scaled, angles(cos, 1, 1), angles(sin, 1, 1));
  const newKeys = g.rotary(g.reshape(k, [batch, length, kvHeads, headDim]), angles(cos, 1), angles(sin, 1));
  const byHead = (value: Value) => g.transpose(g.reshape(value, [batch, length, kvHeads, headDim]), [0, 2, 1, 3]);
  const current: [Value, Value] = [byHead(newKeys), byHead(v)];
  const [keys, values] = inputs.cache?.(layer, ...current) ?? current;

  const rows = divideDim(length, parts);
  const [keyParts, valueParts] = [g.split(keys, 2, parts), g.split(values, 2, parts)];
  const mixed = g.split(queries, 1, parts).map((part, i) => {
    const grouped = g.reshape(g.transpose(part, [0, 2, 3, 1, 4]), [batch, kvHeads, multiplyDims(group, rows), headDim]);
    const seen = (all: Value[]) => g.concat(all.slice(0, i + 1), 2);
    // Kept: small beside what it takes to compute it once more.
    const out = g.keep(g.attention(grouped, seen(keyParts), seen(valueParts), inputs.masks[i] as Value));
    return g.transpose(g.reshape(out, [batch, kvHeads, group, rows, headDim]), [0, 3, 1, 2, 4]);
  });
  return g.reshape(g.concat(mixed, 1), [multiplyDims(batch, length), heads * headDim]);
}
