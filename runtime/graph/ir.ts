/**
 * The intermediate representation: a list of nodes over typed values, in an order in which they can be computed. It
 * knows nothing of devices; `ops/` says for each op what shape it gives, how its gradient is built and what it becomes.
 */
import type { Dim } from './dim.ts';

export type DType = 'f32' | 'i32' | 'bool';
export const bytesPerElement: Record<DType, number> = { f32: 4, i32: 4, bool: 1 };

export interface TensorType {
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

/** The attributes of each op; an op without any has an empty record. */
export interface OpAttributes {
  add: None;
  sub: None;
  mul: None;
  div: None;
  neg: None;
  exp: None;
  log: None;
  sqrt: None;
  sigmoid: None;
  tanh: None;
  cos: None;
  sin: None;
  silu: None;
  cast: { to: DType };
  equal: None;
  greaterOrEqual: None;
  and: None;
  /** inputs: condition, then, else */
  where: None;
  reduceSum: { axes: readonly number[]; keepDims: boolean };
  reduceMean: { axes: readonly number[]; keepDims: boolean };
  softmax: None;
  /**
   * softmax(Q·Kᵀ + mask)·V over the last two axes; inputs q, k, v, mask. The second output is the softmax, for
   * the backward pass where it is marked to be kept; no gradient flows through it.
   */
  attention: None;
  /**
   * Attention of rows over a cache and each other, with rotary positions. Inputs: q [rows, heads·d], k and v [rows,
   * kvHeads·d]; cos and sin [rows, d/2], the same for the queries, times 1/√d; keys and values of before [kvHeads, 1, past,
   * d]; mask [rows, past + rows]; past [1] int32. Outputs: [rows, heads·d], and the rows' keys and values [kvHeads, 1,
   * rows, d].
   */
  cachedAttention: { heads: number; kvHeads: number; headDim: number };
  /** base + (x·Aᵀ)·Bᵀ; inputs base [rows, out], x [rows, in], A [r, in], B [out, r]. */
  lowRank: None;
  /** op(A)·op(B) over the last two axes; leading axes are equal. */
  matmul: { transA: boolean; transB: boolean };
  /** A frozen weight W [out, in]: forward x·Wᵀ, backward dy·W. */
  project: { direction: 'forward' | 'backward' };
  reshape: { shape: readonly Dim[] };
  transpose: { perm: readonly number[] };
  /** Broadcasts the first input to the shape of the second. */
  expandLike: None;
  slice: { axis: number; start: number; end: number };
  /** The reverse of slice: zeros around. */
  unslice: { axis: number; start: number; size: number };
  concat: { axis: number };
  /** Equal parts along an axis. */
  split: { axis: number; parts: number };
  /** Rows of the first input by the indices of the second. */
  gather: None;
  /** Sums rows (second input) by indices (first input) into the rows of a zero tensor shaped as the third. */
  scatterAdd: None;
  /** x / rms(x) · w over the last axis; outputs the normalised rows and 1/rms. */
  rmsNorm: { epsilon: number };
  /**
   * Rotates the pairs (i, i + d/2) of every head by the angles of its row, whose cos and sin are given; inverse turns
   * back. Inputs: [rows, heads·d]; cos and sin [rows, d/2], both times a factor where the result is to be.
   */
  rotary: { inverse: boolean };
  /** Σ weight · −log softmax(logits)[label]; inputs logits [A, V], labels [A], weights [A]. */
  crossEntropy: None;
  /** The gradient of crossEntropy in its logits; inputs logits, labels, weights, dloss. */
  crossEntropyGrad: None;
  /** A mask of 0 and 1/(1−rate), a function of the row seeds, the column and the salt only. */
  dropoutMask: { columns: number; salt: number; rate: number };
  /** The first input, computed only after the second is there: what keeps recomputation from being undone. */
  guard: None;
}
type None = Record<never, never>;
export type OpName = keyof OpAttributes;

export interface Node<K extends OpName = OpName> {
  readonly op: K;
  readonly inputs: readonly Value[];
  readonly attributes: OpAttributes[K];
  readonly outputs: Value[];
  /** The recompute block this node belongs to, where there is one. */
  readonly block: string | undefined;
}

export type Literal = Float32Array | Int32Array;

export interface Value {
  readonly id: number;
  readonly type: TensorType;
  /** Where it comes from: a feed, a frozen weight by name, a constant in the graph, or the output of a node. */
  readonly source:
    | { kind: 'input'; name: string }
    | { kind: 'weight'; name: string }
    | { kind: 'constant'; data: Literal }
    | { kind: 'node'; node: Node; index: number };
  /** Kept for the backward pass by every recompute policy. */
  keep: boolean;
}

export interface Graph {
  readonly inputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly outputs: ReadonlyMap<string, Value>;
}

/** The name of a graph input; throws for any other value. */
export function inputName(value: Value): string {
  if (value.source.kind !== 'input') throw new Error('not a graph input');
  return value.source.name;
}
