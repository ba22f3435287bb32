/** Causal attention as the graphs lower it: over packed rows for training, over a cache and new rows for generation. */
import type { Builder } from '../graph/builder.ts';
import { type Dim, divideDim, multiplyDims } from '../graph/dim.ts';
import type { Value } from '../graph/ir.ts';
import type { HeadShape, ModelContext } from './context.ts';
import type { ModelDescription } from './model.ts';

/** Packed rows: who may look at whom, at which positions. */
export interface PackedRows {
  /** Rows of the batch; a plain number, so that only the length is symbolic. */
  readonly batch: number;
  readonly length: Dim;
  /** cos and sin of each row's angles [batch·length, headDim / 2]; those of the queries times 1/√headDim. */
  readonly angles: Record<'queries' | 'keys', readonly [cos: Value, sin: Value]>;
  /** Into how many equal parts the queries are taken; the length is a multiple. */
  readonly parts: number;
  /** For each part, 0 where it attends and very negative elsewhere: [batch, 1, length / parts, keys seen]. */
  readonly masks: readonly Value[];
  /** Of how many layers, from the first on, the softmax is kept for the backward pass. */
  readonly keepingSoftmax: number;
}

export function packedAttention(g: Builder, model: ModelDescription, rows: PackedRows): ModelContext['attend'] {
  const grouped = (mask: Value) => g.concat(new Array<Value>(model.heads / model.kvHeads).fill(mask), 2);
  const inputs = { ...rows, masks: rows.masks.map(grouped) };
  return (layer, q, k, v, shape) =>
    attendPacked(g, inputs, [q, k, v], { ...shape, keepsSoftmax: layer < rows.keepingSoftmax });
}

/** New rows of one sequence, and what was there before them. */
export interface CachedRows {
  /** [rows, headDim / 2] */
  readonly cos: Value;
  readonly sin: Value;
  /** 0 where a row attends and very negative elsewhere: [rows, past + rows]. */
  readonly mask: Value;
  /** How many are past: [1] int32. */
  readonly past: Value;
  /** Keys and values of a layer [kvHeads, 1, past, headDim]. */
  cached(layer: number): readonly [keys: Value, values: Value];
  /** Takes those of the new rows [kvHeads, 1, rows, headDim], layer by layer. */
  added(keys: Value, values: Value): void;
}

export function cachedAttention(g: Builder, model: ModelDescription, rows: CachedRows): ModelContext['attend'] {
  const { cos, sin, mask, past } = rows;
  const scale = 1 / Math.sqrt(model.rotary.headDim);
  const angles = [cos, sin, g.scale(cos, scale), g.scale(sin, scale)];
  return (layer, q, k, v, { heads, kvHeads, headDim }) => {
    const inputs = [q, k, v, ...angles, ...rows.cached(layer), mask, past];
    const [out, keys, values] = g.cachedAttention(inputs, { heads, kvHeads, headDim });
    rows.added(keys, values);
    return out;
  };
}

/**
 * Grouped-query attention (Ainslie et al. 2023). The query heads that share a key head are laid one after another along
 * the length, so that keys and values are never repeated. The queries are taken in parts, and each part sees no keys
 * behind it: with four, three eighths of the work is never done.
 */
function attendPacked(
  g: Builder,
  inputs: PackedRows,
  [q, k, v]: [Value, Value, Value],
  { heads, kvHeads, headDim, keepsSoftmax }: HeadShape & { keepsSoftmax: boolean },
): Value {
  const { batch, length, angles, parts } = inputs;
  const rows = divideDim(length, parts);
  // Kept in the place of q, k and v themselves, which the backward pass does not read.
  const partsOf = (value: Value, count: number) => {
    const byHead = g.transpose(g.reshape(value, [batch, length, count, headDim]), [0, 2, 1, 3]);
    return g.split(byHead, 2, parts).map((part) => g.keep(part));
  };
  const [keys, values] = [partsOf(g.rotary(k, ...angles.keys), kvHeads), partsOf(v, kvHeads)];
  const mixed = partsOf(g.rotary(q, ...angles.queries), heads).map((part, i) => {
    const grouped = g.reshape(part, [batch, kvHeads, multiplyDims(heads / kvHeads, rows), headDim]);
    const seen = (all: Value[]) => g.concat(all.slice(0, i + 1), 2);
    const [out, weights] = g.attention(grouped, seen(keys), seen(values), inputs.masks[i] as Value);
    // Kept: small beside what it takes to compute it once more.
    g.keep(out);
    if (keepsSoftmax) g.keep(weights);
    return g.reshape(out, [batch, heads, rows, headDim]);
  });
  const together = g.transpose(g.concat(mixed, 2), [0, 2, 1, 3]);
  return g.keep(g.reshape(together, [multiplyDims(batch, length), heads * headDim]));
}
