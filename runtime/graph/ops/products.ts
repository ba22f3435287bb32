/** Matrix products: between values, and with a frozen weight. */
import { type Dim, equalDims, equalShapes, showShape } from '../dim.ts';
import type { OpName, TensorType, Value } from '../ir.ts';
import { type Emitter, type OpRule, only } from './rule.ts';

const swapLast = (shape: readonly Dim[]): Dim[] => [...shape.slice(0, -2), shape.at(-1) as Dim, shape.at(-2) as Dim];

function transposed(e: Emitter, name: string, rank: number): string {
  const perm = Array.from({ length: rank }, (_, axis) => axis);
  perm.splice(rank - 2, 2, rank - 1, rank - 2);
  return only(e.emit('Transpose', [name], { perm }));
}

const gemm = (e: Emitter, inputs: readonly string[], transA: boolean, transB: boolean) =>
  e.emit('Gemm', inputs, { transA: transA ? 1 : 0, transB: transB ? 1 : 0 });

/** op(A)·op(B) of more than two axes: the CPU transposes inside its product, Dawn before it. */
export function batchedProduct(
  e: Emitter,
  rank: number,
  names: readonly string[],
  transA: boolean,
  transB: boolean,
): string[] {
  const [a, b] = names as [string, string];
  if (!transA && !transB) return e.emit('MatMul', names);
  if (e.device === 'cpu') {
    const flags = { transA: transA ? 1 : 0, transB: transB ? 1 : 0 };
    return e.emit('FusedMatMul', names, flags, { domain: 'com.microsoft' });
  }
  return e.emit('MatMul', [transA ? transposed(e, a, rank) : a, transB ? transposed(e, b, rank) : b]);
}

export const products = {
  matmul: {
    infer: ([left, right], { transA, transB }) => {
      const a = transA ? swapLast((left as TensorType).shape) : (left as TensorType).shape;
      const b = transB ? swapLast((right as TensorType).shape) : (right as TensorType).shape;
      const batch = a.slice(0, -2);
      if (!equalDims(a.at(-1) as Dim, b.at(-2) as Dim) || !equalShapes(batch, b.slice(0, -2)))
        throw new Error(`matmul: ${showShape(a)} and ${showShape(b)} do not fit`);
      return [{ dtype: 'f32', shape: [...batch, a.at(-2) as Dim, b.at(-1) as Dim] }];
    },
    vjp: (g, { inputs, attributes: { transA, transB } }, [dy], wants) => {
      const [a, b] = inputs as [Value, Value];
      const dc = dy as Value;
      const da = () =>
        transA ? g.matmul(b, dc, { transA: transB, transB: true }) : g.matmul(dc, b, { transB: !transB });
      const db = () =>
        transB ? g.matmul(dc, a, { transA: true, transB: transA }) : g.matmul(a, dc, { transA: !transA });
      return [wants[0] ? da() : undefined, wants[1] ? db() : undefined];
    },
    lower: (e, { inputs, attributes: { transA, transB } }, names) => {
      const rank = only(inputs).type.shape.length;
      return rank === 2 ? gemm(e, names, transA, transB) : batchedProduct(e, rank, names, transA, transB);
    },
  },
  project: {
    infer: ([x, weight], { direction }) => {
      const [rows, width] = (x as TensorType).shape as [Dim, Dim];
      const [out, inner] = (weight as TensorType).shape as [Dim, Dim];
      const [expected, result] = direction === 'forward' ? [inner, out] : [out, inner];
      if ((x as TensorType).shape.length !== 2 || !equalDims(width, expected))
        throw new Error(
          `project ${direction}: ${showShape((x as TensorType).shape)} and ${showShape((weight as TensorType).shape)}`,
        );
      return [{ dtype: 'f32', shape: [rows, result] }];
    },
    vjp: (g, { inputs, attributes: { direction } }, [dy], wants) => {
      if (wants[1]) throw new Error('project is for frozen weights: use matmul for trained ones');
      return [g.project(dy as Value, only(inputs, 1), direction === 'forward' ? 'backward' : 'forward'), undefined];
    },
    lower: (e, { attributes }, names) => gemm(e, names, false, attributes.direction === 'forward'),
  },
} satisfies { [K in OpName]?: OpRule<K> };
