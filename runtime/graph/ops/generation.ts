/** Ops of generation alone, without gradients: attention with a cache, and a linear layer's adapter in two products. */
import type { Dim } from '../dim.ts';
import type { Node, OpName, TensorType } from '../ir.ts';
import { rotate, turn } from './nn.ts';
import { batchedProduct } from './products.ts';
import { type Emitter, int64, type OpRule, only } from './rule.ts';

export const generation = {
  cachedAttention: {
    infer: ([q, k], { kvHeads, headDim }) => {
      const rows = (k as TensorType).shape[0] as Dim;
      const added: TensorType = { dtype: 'f32', shape: [kvHeads, 1, rows, headDim] };
      return [q as TensorType, added, added];
    },
    vjp: null,
    lower: lowerCachedAttention,
  },
  lowRank: {
    infer: ([base]) => [base as TensorType],
    vjp: null,
    lower: (e, _, [base, x, a, b]) => {
      const low = only(e.emit('Gemm', [x, a] as string[], { transB: 1 }));
      return e.emit('Gemm', [low, b, base] as string[], { transB: 1 });
    },
  },
} satisfies { [K in OpName]?: OpRule<K> };

/**
 * Old and new keys are never joined: joining copies the whole cache for each token. Their scores are, which are small; the
 * weights are taken apart again. A head of queries is a product of its own, so that a single row takes the processor's
 * path for vectors.
 */
function lowerCachedAttention(e: Emitter, node: Node<'cachedAttention'>, names: readonly string[]): string[] {
  const [q, k, v, cos, sin, queryCos, querySin, keys, values, mask, past] = names as string[];
  const { heads, kvHeads, headDim } = node.attributes;
  const byHead = (name: string, group: number) => {
    const apart = reshaped(e, name, [-1, kvHeads, group, headDim]);
    return only(e.emit('Transpose', [apart], { perm: [1, 2, 0, 3] }));
  };
  const queries = turned(e, byHead(q as string, heads / kvHeads), [queryCos as string, querySin as string], headDim);
  const newKeys = turned(e, byHead(k as string, 1), [cos as string, sin as string], headDim);
  const newValues = byHead(v as string, 1);

  const score = (of: string | undefined) => only(batchedProduct(e, 4, [queries, of as string], false, true));
  const scores = only(e.emit('Concat', [score(keys), score(newKeys)], { axis: 3 }));
  const weights = only(e.emit('Softmax', [only(e.emit('Add', [scores, mask as string]))], { axis: 3 }));
  const axis = e.literal(Int32Array.of(3), [1]);
  const part = (from: string, to: string) => only(e.emit('Slice', [weights, from, to, axis]));
  const ofOld = e.emit('MatMul', [part(e.literal(Int32Array.of(0), [1]), past as string), values as string]);
  const end = e.literal(Int32Array.of(2 ** 31 - 1), [1]);
  const ofNew = e.emit('MatMul', [part(past as string, end), newValues]);
  const mixed = only(e.emit('Add', [only(ofOld), only(ofNew)]));
  const together = only(e.emit('Transpose', [mixed], { perm: [2, 0, 1, 3] }));
  return [reshaped(e, together, [-1, heads * headDim]), newKeys, newValues];
}

const reshaped = (e: Emitter, name: string, shape: readonly number[]) =>
  only(e.emit('Reshape', [name, e.literal(int64(shape), [shape.length])]));

/** Heads [.., rows, d] turned by the angles of their rows [rows, d/2]; on the CPU by the operator that does it in one step. */
function turned(e: Emitter, x: string, [cos, sin]: [string, string], headDim: number): string {
  if (e.device === 'webgpu') return rotate(e, x, [cos, sin], [3, headDim / 2]);
  return turn(e, x, [cos, sin]);
}
