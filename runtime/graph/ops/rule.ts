/** What the table must say of every op. A missing rule does not compile. */
import type { Builder } from '../builder.ts';
import { type Dim, equalDims, equalShapes, showShape } from '../dim.ts';
import type { Literal, Node, OpAttributes, OpName, TensorType, Value } from '../ir.ts';

export type Device = 'cpu' | 'webgpu';

/** What a lowering may use to write ONNX nodes; values are names in the ONNX graph. */
export interface Emitter {
  readonly device: Device;
  /** Writes one ONNX node and gives the names of its outputs. */
  emit(opType: string, inputs: readonly string[], attributes?: OnnxAttributes, options?: EmitOptions): string[];
  /** A literal in the graph; BigInt64Array for the shapes and axes that ONNX wants as int64. */
  literal(data: Literal | BigInt64Array, shape: readonly number[]): string;
}
export interface EmitOptions {
  outputs?: number;
  domain?: 'com.microsoft';
}
export type OnnxAttributes = Record<string, number | { float: number } | { text: string } | readonly number[]>;

type Lowering<K extends OpName> = (emitter: Emitter, node: Node<K>, inputs: readonly string[]) => string[];

export interface OpRule<K extends OpName> {
  /** The types of the outputs; throws where the inputs do not fit. */
  infer(inputs: readonly TensorType[], attributes: OpAttributes[K]): TensorType[];
  /**
   * The gradients of the inputs from those of the outputs (undefined: no gradient reaches it). Only where `wants` is
   * true need one be built. null: the op has no gradient, and asking for one is an error.
   */
  vjp:
    | ((
        g: Builder,
        node: Node<K>,
        dys: readonly (Value | undefined)[],
        wants: readonly boolean[],
      ) => (Value | undefined)[])
    | null;
  /** What it becomes in ONNX: one for every device, or one for each. */
  lower: Lowering<K> | Record<Device, Lowering<K>>;
}

export type OpTable = { readonly [K in OpName]: OpRule<K> };

/** The shape of two shapes broadcast together (NumPy's rule). */
export function broadcastShapes(a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (equalDims(left, right) || right === 1) return left;
    if (left === 1) return right;
    throw new Error(`shapes ${showShape(a)} and ${showShape(b)} do not broadcast`);
  });
}

/** Sums a gradient over the axes along which its value was broadcast. */
export function unbroadcast(g: Builder, dy: Value, shape: readonly Dim[]): Value {
  const from = dy.type.shape;
  if (equalShapes(from, shape)) return dy;
  const lead = from.length - shape.length;
  const axes = from.flatMap((dim, axis) => (axis < lead || !equalDims(dim, shape[axis - lead] as Dim) ? [axis] : []));
  const sum = g.reduceSum(dy, axes, true);
  return lead === 0 ? sum : g.reshape(sum, shape);
}

export const only = <T>(values: readonly T[], index = 0): T => {
  const value = values[index];
  if (value === undefined) throw new Error('an input is missing');
  return value;
};

export const int64 = (values: readonly number[]): BigInt64Array => BigInt64Array.from(values, BigInt);
