/** Reverse-mode differentiation: walks the nodes backwards and appends each one's gradient rule. */
import type { Builder } from './builder.ts';
import type { Node, Value } from './ir.ts';
import { opRules } from './ops/table.ts';

/**
 * Appends the gradients of a scalar `loss` to the graph.
 * @returns for each of `wrt`, dloss/dvalue with that value's shape; undefined where the loss does not depend on it.
 */
export function gradients(g: Builder, loss: Value, wrt: readonly Value[]): (Value | undefined)[] {
  const needed = reachedFrom(g.nodes, wrt);
  const forward = [...g.nodes];
  const grads = new Map<Value, Value>([[loss, g.constant(Float32Array.of(1), [])]]);
  for (const node of forward.reverse()) {
    if (!node.outputs.some((output) => needed.has(output) && grads.has(output))) continue;
    const wants = node.inputs.map((input) => needed.has(input));
    const contributions = backward(g, node, grads, wants);
    node.inputs.forEach((input, i) => {
      const contribution = contributions[i];
      if (!wants[i] || !contribution) return;
      const sum = grads.get(input);
      grads.set(input, sum ? g.add(sum, contribution) : contribution);
    });
    for (const output of node.outputs) if (output !== loss && !wrt.includes(output)) grads.delete(output);
  }
  return wrt.map((value) => grads.get(value));
}

function backward(g: Builder, node: Node, grads: Map<Value, Value>, wants: boolean[]): (Value | undefined)[] {
  const { vjp } = opRules[node.op];
  if (!vjp) throw new Error(`${node.op} has no gradient`);
  const dys = node.outputs.map((output) => grads.get(output));
  // The table pairs each op with its own node type; the pairing is lost once the op is known only as a union.
  return (vjp as (g: Builder, node: Node, dys: (Value | undefined)[], wants: boolean[]) => (Value | undefined)[])(
    g,
    node,
    dys,
    wants,
  );
}

/** All values that depend on one of the given ones, these included. */
function reachedFrom(nodes: readonly Node[], roots: readonly Value[]): Set<Value> {
  const reached = new Set(roots);
  for (const node of nodes)
    if (node.inputs.some((input) => reached.has(input)) && opRules[node.op].vjp)
      for (const output of node.outputs) reached.add(output);
  return reached;
}
