/**
 * What a model family builds with: weights that are frozen or trained, linear layers with or without an adapter, and
 * attention as the mode wants it. A family describes its model once; the context makes of it a training, an evaluation
 * or a generation graph.
 */
import type { Builder } from '../graph/builder.ts';
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

export interface ContextOptions {
  readonly model: ModelDescription;
  /** full: every weight is a graph input and trained; otherwise weights are frozen. */
  readonly trainWeights: boolean;
  readonly adapter: AdapterSpec | undefined;
  readonly attend: ModelContext['attend'];
  /** [rows] seeds of the dropout masks; absent: no dropout. */
  readonly dropoutSeeds?: Value;
  /** For generation: no gradients, and B is fed already scaled. */
  readonly scaledAdapter?: boolean;
}

export function modelContext(g: Builder, options: ContextOptions): ModelContext {
  const { model, trainWeights, adapter } = options;
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
      if (options.scaledAdapter) return g.lowRank(base, x, a, b);
      const low = g.keep(g.scale(g.matmul(dropped(x, index + 1), a, { transB: true }), adapter.scale));
      return g.keep(g.add(base, g.matmul(low, b, { transB: true })));
    },
    attend: options.attend,
  };
}
