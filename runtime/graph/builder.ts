/** Builds a graph node by node; every node's output types come from its op's shape rule. */
import { type Dim, sizeOf } from './dim.ts';
import type { DType, Graph, Literal, Node, OpAttributes, OpName, TensorType, Value } from './ir.ts';
import { opRules } from './ops/table.ts';

export class Builder {
  readonly inputs: Value[] = [];
  readonly nodes: Node[] = [];
  readonly outputs = new Map<string, Value>();
  #nextId = 0;
  #block: string | undefined;
  readonly #weights = new Map<string, Value>();
  readonly #scalars = new Map<number, Value>();

  input(name: string, dtype: DType, shape: readonly Dim[]): Value {
    const value = this.#value({ dtype, shape }, { kind: 'input', name });
    this.inputs.push(value);
    return value;
  }

  /** A frozen weight, by its Hugging Face name; the same name gives the same value. */
  weight(name: string, shape: readonly number[]): Value {
    const known = this.#weights.get(name);
    if (known) return known;
    const value = this.#value({ dtype: 'f32', shape }, { kind: 'weight', name });
    this.#weights.set(name, value);
    return value;
  }

  constant(data: Literal, shape: readonly number[]): Value {
    return this.#value({ dtype: data instanceof Int32Array ? 'i32' : 'f32', shape }, { kind: 'constant', data });
  }

  scalar(value: number): Value {
    const known = this.#scalars.get(value) ?? this.constant(Float32Array.of(value), []);
    this.#scalars.set(value, known);
    return known;
  }

  output(name: string, value: Value): void {
    this.outputs.set(name, value);
  }

  /** Nodes built inside belong to one recompute block; its result is kept for the backward pass. */
  block(name: string, build: () => Value): Value {
    const outer = this.#block;
    this.#block = name;
    try {
      return this.keep(build());
    } finally {
      this.#block = outer;
    }
  }

  /** Marks a value that the policy "cheap" keeps instead of computing it again. */
  keep(value: Value): Value {
    value.keep = true;
    return value;
  }

  op<K extends OpName>(op: K, inputs: readonly Value[], attributes: OpAttributes[K]): Value[] {
    const types = opRules[op].infer(
      inputs.map((value) => value.type),
      attributes,
    );
    return this.append(op, inputs, attributes, types, this.#block);
  }

  /** Appends a node with known output types: for passes that copy nodes. */
  append<K extends OpName>(
    op: K,
    inputs: readonly Value[],
    attributes: OpAttributes[K],
    types: readonly TensorType[],
    block: string | undefined,
  ): Value[] {
    const node: Node<K> = { op, inputs, attributes, outputs: [], block };
    types.forEach((type, index) => {
      node.outputs.push(this.#value(type, { kind: 'node', node: node as unknown as Node, index }));
    });
    this.nodes.push(node as unknown as Node);
    return node.outputs;
  }

  finish(): Graph {
    return { inputs: this.inputs, nodes: this.nodes, outputs: this.outputs };
  }

  #value(type: TensorType, source: Value['source']): Value {
    return { id: this.#nextId++, type, source, keep: false };
  }

  #one<K extends OpName>(op: K, inputs: readonly Value[], attributes: OpAttributes[K]): Value {
    return this.op(op, inputs, attributes)[0] as Value;
  }

  add = (a: Value, b: Value) => this.#one('add', [a, b], {});
  sub = (a: Value, b: Value) => this.#one('sub', [a, b], {});
  mul = (a: Value, b: Value) => this.#one('mul', [a, b], {});
  div = (a: Value, b: Value) => this.#one('div', [a, b], {});
  scale = (a: Value, factor: number) => (factor === 1 ? a : this.mul(a, this.scalar(factor)));
  neg = (a: Value) => this.#one('neg', [a], {});
  exp = (a: Value) => this.#one('exp', [a], {});
  log = (a: Value) => this.#one('log', [a], {});
  sqrt = (a: Value) => this.#one('sqrt', [a], {});
  sigmoid = (a: Value) => this.#one('sigmoid', [a], {});
  tanh = (a: Value) => this.#one('tanh', [a], {});
  cos = (a: Value) => this.#one('cos', [a], {});
  sin = (a: Value) => this.#one('sin', [a], {});
  silu = (a: Value) => this.#one('silu', [a], {});
  cast = (a: Value, to: DType) => (a.type.dtype === to ? a : this.#one('cast', [a], { to }));
  equal = (a: Value, b: Value) => this.#one('equal', [a, b], {});
  greaterOrEqual = (a: Value, b: Value) => this.#one('greaterOrEqual', [a, b], {});
  and = (a: Value, b: Value) => this.#one('and', [a, b], {});
  where = (condition: Value, a: Value, b: Value) => this.#one('where', [condition, a, b], {});
  reduceSum = (a: Value, axes: readonly number[], keepDims = true) => this.#one('reduceSum', [a], { axes, keepDims });
  reduceMean = (a: Value, axes: readonly number[], keepDims = true) => this.#one('reduceMean', [a], { axes, keepDims });
  softmax = (a: Value) => this.#one('softmax', [a], {});
  matmul = (a: Value, b: Value, { transA = false, transB = false } = {}) =>
    this.#one('matmul', [a, b], { transA, transB });
  project = (x: Value, weight: Value, direction: 'forward' | 'backward' = 'forward') =>
    this.#one('project', [x, weight], { direction });
  reshape = (a: Value, shape: readonly Dim[]) => this.#one('reshape', [a], { shape });
  transpose = (a: Value, perm: readonly number[]) => this.#one('transpose', [a], { perm });
  expandLike = (a: Value, like: Value) => this.#one('expandLike', [a, like], {});
  slice = (a: Value, axis: number, start: number, end: number) => this.#one('slice', [a], { axis, start, end });
  unslice = (a: Value, axis: number, start: number, size: number) => this.#one('unslice', [a], { axis, start, size });
  concat = (values: readonly Value[], axis: number) =>
    values.length === 1 ? (values[0] as Value) : this.#one('concat', values, { axis });
  split = (a: Value, axis: number, parts: number) => (parts === 1 ? [a] : this.op('split', [a], { axis, parts }));
  attention = (q: Value, k: Value, v: Value, mask: Value) =>
    this.op('attention', [q, k, v, mask], {}) as [out: Value, weights: Value];
  cachedAttention = (inputs: readonly Value[], shape: OpAttributes['cachedAttention']) =>
    this.op('cachedAttention', inputs, shape) as [Value, Value, Value];
  lowRank = (base: Value, x: Value, a: Value, b: Value) => this.#one('lowRank', [base, x, a, b], {});
  gather = (table: Value, indices: Value) => this.#one('gather', [table, indices], {});
  scatterAdd = (indices: Value, updates: Value, like: Value) => this.#one('scatterAdd', [indices, updates, like], {});
  rmsNorm = (x: Value, weight: Value, epsilon: number) => this.#one('rmsNorm', [x, weight], { epsilon });
  rotary = (x: Value, cos: Value, sin: Value, inverse = false) => this.#one('rotary', [x, cos, sin], { inverse });
  crossEntropy = (logits: Value, labels: Value, weights: Value) =>
    this.#one('crossEntropy', [logits, labels, weights], {});
  dropoutMask = (rowSeeds: Value, columns: number, salt: number, rate: number) =>
    this.#one('dropoutMask', [rowSeeds], { columns, salt, rate });
  guard = (value: Value, after: Value) => this.#one('guard', [value, after], {});

  /** Joins all leading axes into one: [.., width] → [rows, width]. */
  flatten(a: Value): Value {
    const { shape } = a.type;
    return this.reshape(a, [sizeOf(shape.slice(0, -1)), shape.at(-1) as Dim]);
  }
}
