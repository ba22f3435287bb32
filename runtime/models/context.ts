/**
 * What a model family builds with: weights that are frozen or trained, linear layers with or without an adapter, and
 * attention as the mode wants it. A family describes its model once; the context makes of it a training, an evaluation
 * or a generation graph.
 */
import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/ir.ts';
import type { AdapterSpec } from './lora.ts';
import type { LinearLayer, ModelDescription } from './model.ts';

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
  /** The same for layers that read the same x, whose adapters then share products. */
  linears<const Names extends readonly string[]>(names: Names, x: Value): { [K in keyof Names]: Value };
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

/** A layer with an adapter, and what tells its dropout masks from those of the others. */
type Target = LinearLayer & { readonly salt: number };

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

  const dropout = options.dropoutSeeds ? (adapter?.dropout ?? 0) : 0;
  const dropped = (x: Value, { salt }: Target): Value =>
    dropout > 0 && options.dropoutSeeds
      ? g.mul(x, g.dropoutMask(options.dropoutSeeds, x.type.shape[1] as number, salt, dropout))
      : x;

  const targets = new Map(
    adapter?.targets.map((layer, i): [string, Target] => [layer.name, { ...layer, salt: i + 1 }]),
  );
  const r = adapter?.r ?? 0;
  const matrixA = ({ name, inFeatures }: Target) => parameter(`${name}.lora_A`, [r, inFeatures]);
  const matrixB = ({ name, outFeatures }: Target) => parameter(`${name}.lora_B`, [outFeatures, r]);

  /** scale · x · Aᵀ of each target [rows, r]: one product, unless each drops other numbers of x. */
  const lowRows = (chosen: readonly Target[], x: Value): Value[] => {
    const low = (read: Value, a: Value) => g.scale(g.matmul(read, a, { transB: true }), adapter?.scale ?? 1);
    if (dropout > 0) return chosen.map((target) => low(dropped(x, target), matrixA(target)));
    return chosen.length === 0 ? [] : g.split(low(x, g.concat(chosen.map(matrixA), 0)), 1, chosen.length);
  };

  const linears = (names: readonly string[], x: Value): Value[] => {
    const chosen = names.flatMap((name) => targets.get(name) ?? []);
    const low = options.scaledAdapter ? [] : lowRows(chosen, x).map((value) => g.keep(value));
    return names.map((name) => {
      const base = product(x, `${name}.weight`);
      const target = targets.get(name);
      if (!target) return g.keep(base);
      if (options.scaledAdapter) return g.lowRank(base, x, matrixA(target), matrixB(target));
      const rows = low[chosen.indexOf(target)] as Value;
      return g.keep(g.add(base, g.matmul(rows, matrixB(target), { transB: true })));
    });
  };

  return {
    g,
    weight,
    product,
    linear: (name, x) => linears([name], x)[0] as Value,
    linears: (names, x) => linears(names, x) as { [K in keyof typeof names]: Value },
    attend: options.attend,
  };
}
