/**
 * Trades time for memory: values that the backward pass reads are computed there again from the ones that are kept,
 * instead of living through the whole forward pass (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost").
 */
import type { Builder } from './builder.ts';
import { equalDims } from './dim.ts';
import type { Graph, Node, Value } from './ir.ts';

export type RecomputePolicy = 'none' | 'cheap' | 'block';

/**
 * Rewrites a graph whose nodes from `backwardStart` on are its backward pass.
 * none: keep all; cheap: keep what is marked (products), compute the element-wise rest again; block: keep only results
 * of blocks. Recomputed chains hang on the latest gradient through a guard, so that they run when needed, not before.
 */
export function recompute(g: Builder, backwardStart: number, policy: RecomputePolicy): Graph {
  if (policy === 'none') return g.finish();
  const nodes = g.nodes.splice(0);
  const forward = nodes.slice(0, backwardStart);
  const made = new Set(forward.flatMap((node) => node.outputs));
  const blockResults = lastOfBlocks(forward);
  const isKept = (value: Value) => value.keep && (policy === 'cheap' || blockResults.has(value));

  const replaced = new Map<Value, Value>();
  const copies = new Map<Value, Value>();
  const guarded = new Map<string, Value>();
  let latest: Value | undefined;

  const guard = (value: Value, block: string): Value => {
    const key = `${value.id} ${block}`;
    const known = guarded.get(key);
    if (known) return known;
    const result = latest && sharesSymbol(value, latest) ? g.guard(value, latest) : value;
    guarded.set(key, result);
    return result;
  };

  const copy = (value: Value, reader: string): Value => {
    if (value.source.kind === 'input') return guard(value, reader);
    if (value.source.kind !== 'node') return value;
    const { node, index } = value.source;
    if (node.block === undefined || isKept(value)) return guard(value, reader);
    const known = copies.get(value);
    if (known) return known;
    const block = node.block;
    const inputs = node.inputs.map((input) => copy(input, block));
    const outputs = g.append(
      node.op,
      inputs,
      node.attributes,
      node.outputs.map((output) => output.type),
      block,
    );
    node.outputs.forEach((output, i) => {
      copies.set(output, outputs[i] as Value);
    });
    return outputs[index] as Value;
  };

  g.nodes.push(...forward);
  for (const node of nodes.slice(backwardStart)) {
    const inputs = node.inputs.map((input) => {
      if (!made.has(input)) return replaced.get(input) ?? input;
      return isKept(input) || !isOfBlock(input) ? input : copy(input, '');
    });
    appendAs(g, node, inputs, replaced);
    latest = latestGradient(node, replaced) ?? latest;
  }
  for (const [name, value] of g.outputs) g.outputs.set(name, replaced.get(value) ?? value);
  return g.finish();
}

const isOfBlock = ({ source }: Value) => source.kind === 'node' && source.node.block !== undefined;

/** Appends a copy of a backward node with other inputs and records what its outputs became. */
function appendAs(g: Builder, node: Node, inputs: Value[], replaced: Map<Value, Value>): void {
  const outputs = g.append(
    node.op,
    inputs,
    node.attributes,
    node.outputs.map((output) => output.type),
    node.block,
  );
  node.outputs.forEach((output, i) => {
    replaced.set(output, outputs[i] as Value);
  });
}

/** A backward value of the form [rows, width] with a symbolic size, so that a guard can take its shape at run time. */
function latestGradient(node: Node, replaced: Map<Value, Value>): Value | undefined {
  const [output] = node.outputs;
  const isRows = output?.type.shape.length === 2 && typeof output.type.shape[0] !== 'number';
  return isRows ? replaced.get(output) : undefined;
}

const sharesSymbol = (a: Value, b: Value) => {
  const dim = a.type.shape.find((d) => typeof d !== 'number');
  return dim !== undefined && b.type.shape.some((other) => equalDims(dim, other));
};

/** The kept values that leave their block: those which a node outside it reads. */
function lastOfBlocks(forward: readonly Node[]): Set<Value> {
  const results = new Set<Value>();
  for (const node of forward)
    for (const input of node.inputs)
      if (input.source.kind === 'node' && input.source.node.block !== node.block) results.add(input);
  return results;
}
