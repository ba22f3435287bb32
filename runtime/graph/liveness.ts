/** How much memory a plan needs: walks the nodes in order with what is alive at each. */
import { type Bindings, evaluateDim } from './dim.ts';
import { bytesPerElement, type Graph, type Value } from './ir.ts';

export const bytesOf = ({ type }: Value, bindings: Bindings): number =>
  type.shape.reduce<number>((size, dim) => size * evaluateDim(dim, bindings), bytesPerElement[type.dtype]);

/**
 * The largest sum of bytes of computed values alive at once, when nodes run in the graph's order; feeds, weights and
 * constants are not counted, views (reshape, guard) share the memory of what they view.
 */
export function peakBytes(graph: Graph, bindings: Bindings): number {
  const owner = (value: Value): Value =>
    value.source.kind === 'node' && (value.source.node.op === 'reshape' || value.source.node.op === 'guard')
      ? owner(value.source.node.inputs[0] as Value)
      : value;
  const lastUse = new Map<Value, number>();
  graph.nodes.forEach((node, i) => {
    for (const value of [...node.inputs, ...node.outputs]) lastUse.set(owner(value), i);
  });
  for (const value of graph.outputs.values()) lastUse.set(owner(value), graph.nodes.length);

  const dying = new Map<number, Value[]>();
  for (const [value, i] of lastUse) dying.set(i, [...(dying.get(i) ?? []), value]);
  let current = 0;
  let peak = 0;
  graph.nodes.forEach((node, i) => {
    for (const output of node.outputs) if (owner(output) === output) current += bytesOf(output, bindings);
    peak = Math.max(peak, current);
    for (const value of dying.get(i) ?? []) if (value.source.kind === 'node') current -= bytesOf(value, bindings);
  });
  return peak;
}
