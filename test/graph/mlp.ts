/** A small graph with blocks, for the passes that rewrite graphs: x + silu(x·A)·B, several times, and its gradients. */
import { gradients } from '../../runtime/graph/autodiff.ts';
import { Builder } from '../../runtime/graph/builder.ts';
import { symbol } from '../../runtime/graph/dim.ts';
import type { Graph, Value } from '../../runtime/graph/ir.ts';
import { type RecomputePolicy, recompute } from '../../runtime/graph/recompute.ts';

export const width = 8;
export const inner = 32;

export function mlpGraph(blocks: number, policy: RecomputePolicy): Graph {
  const g = new Builder();
  let x = g.input('x', 'f32', [symbol('rows'), width]);
  const trained: Value[] = [];
  for (let i = 0; i < blocks; i++) {
    const input = x;
    const a = g.input(`a${i}`, 'f32', [width, inner]);
    const b = g.input(`b${i}`, 'f32', [inner, width]);
    trained.push(a, b);
    x = g.block(`block${i}`, () => g.add(input, g.matmul(g.silu(g.keep(g.matmul(input, a))), b)));
  }
  const loss = g.reduceSum(g.mul(x, x), [0, 1], false);
  g.output('loss', loss);
  const backwardStart = g.nodes.length;
  for (const [i, gradient] of gradients(g, loss, trained).entries()) g.output(`gradient${i}`, gradient as Value);
  return recompute(g, backwardStart, policy);
}
