/**
 * What each op is tried on. A Record over OpName: an op without a case does not compile. Sizes may use `n`, which every
 * case is run with twice in one session.
 */
import type { Builder } from '../../runtime/graph/builder.ts';
import { addDims, type Dim, multiplyDims, symbol } from '../../runtime/graph/dim.ts';
import type { OpName, Value } from '../../runtime/graph/ir.ts';
import type { Device } from '../../runtime/graph/ops/rule.ts';
import { at, type Dense, fill, map, moved, total } from './dense.ts';

export interface Case {
  readonly title: string;
  readonly inputs: readonly Input[];
  build(g: Builder, ...inputs: Value[]): Value | readonly Value[];
  /** The first outputs, in double precision. */
  reference?(...inputs: Dense[]): Dense | readonly Dense[];
  /** Allowed difference of forward values, relative above 1. */
  readonly tolerance?: Partial<Record<Device, number>>;
}

export interface Input {
  readonly shape: readonly Dim[];
  readonly dtype: 'f32' | 'i32';
  /** Whether the gradient in it is held against finite differences. */
  readonly trained: boolean;
  /** The element at a flat position, from a uniform draw in [0, 1). */
  value(draw: number, position: number): number;
}

const n = symbol('n');
const input = (shape: readonly Dim[], value: Input['value'], more: Partial<Input> = {}): Input => ({
  dtype: 'f32',
  trained: true,
  ...more,
  shape,
  value,
});
const real = (...shape: Dim[]) => input(shape, (draw) => 3 * draw - 1.5);
const positive = (...shape: Dim[]) => input(shape, (draw) => 0.5 + draw);
const fixed = (...shape: Dim[]) => input(shape, (draw) => 3 * draw - 1.5, { trained: false });
const whole = (limit: number, ...shape: Dim[]) =>
  input(shape, (draw) => Math.floor(draw * limit), { dtype: 'i32', trained: false });
const counting = (...shape: Dim[]) => input(shape, (_, position) => position, { dtype: 'i32', trained: false });
/** 0 or very negative, as attention masks are; the first column stays open. */
const mask = (keys: number, ...shape: Dim[]) =>
  input(shape, (draw, position) => (draw < 0.3 && position % keys > 0 ? -1e9 : 0), { trained: false });

const unary = (build: (g: Builder, x: Value) => Value, f: (x: number) => number, x = real(n, 3)): Case[] => [
  { title: 'of each element', inputs: [x], build, reference: (a) => map(a, f) },
];

/** The shape of the larger operand, which the smaller is broadcast to. */
const larger = (...operands: Dense[]) =>
  operands.reduce<readonly number[]>(
    (shape, operand) =>
      Array.from(
        { length: Math.max(shape.length, operand.shape.length) },
        (_, i, length = Math.max(shape.length, operand.shape.length)) =>
          Math.max(shape[i - length + shape.length] ?? 1, operand.shape[i - length + operand.shape.length] ?? 1),
      ),
    [],
  );

function binary(
  build: (g: Builder, a: Value, b: Value) => Value,
  f: (a: number, b: number) => number,
  b = real,
): Case[] {
  const reference = (x: Dense, y: Dense) => fill(larger(x, y), (i) => f(at(x, i), at(y, i)));
  const shapes: [string, Input, Input][] = [
    ['equal shapes', real(n, 3), b(n, 3)],
    ['a row to all rows', real(n, 3), b(3)],
    ['a column and a row to a table', real(n, 1), b(1, 3)],
    ['a scalar on the left', real(), b(n, 2)],
    ['leading and inner axes', real(2, n, 1, 3), b(n, 2, 1)],
  ];
  return shapes.map(([title, x, y]) => ({ title, inputs: [x, y], build, reference }));
}

const integers = (build: (g: Builder, a: Value, b: Value) => Value, f: (a: number, b: number) => number): Case => ({
  title: 'of int32',
  inputs: [whole(9, n, 3), whole(9, 3)],
  build,
  reference: (x, y) => fill(larger(x, y), (i) => f(at(x, i), at(y, i))),
});

const comparison = (build: (g: Builder, a: Value, b: Value) => Value, f: (a: number, b: number) => boolean): Case[] => [
  {
    title: 'a column and a row to a table',
    inputs: [whole(3, n, 1), whole(3, 1, 4)],
    build: (g, a, b) => g.cast(build(g, a, b), 'f32'),
    reference: (x, y) => fill(larger(x, y), (i) => Number(f(at(x, i), at(y, i)))),
  },
];

const isOdd = (g: Builder, x: Value) => g.equal(x, g.constant(Int32Array.of(1), []));

const sumOver = (x: Dense, axes: readonly number[], shape: readonly number[], keepDims = true) =>
  fill(shape, (index) => {
    const kept = keepDims
      ? index
      : x.shape.map((_, axis) =>
          axes.includes(axis) ? 0 : (index[axis - axes.filter((a) => a < axis).length] as number),
        );
    const over = (rest: readonly number[], at_: readonly number[]): number => {
      const [axis, ...others] = rest;
      if (axis === undefined) return at(x, at_);
      return total(x.shape[axis] as number, (i) => over(others, moved(at_, axis, i)));
    };
    return over(axes, kept);
  });

const softmaxOf = (x: Dense): Dense => {
  const [axis, width] = [x.shape.length - 1, x.shape.at(-1) as number];
  return fill(x.shape, (i) => Math.exp(at(x, i)) / total(width, (j) => Math.exp(at(x, moved(i, axis, j)))));
};

/** op(A)·op(B) over the last two axes. */
function product(a: Dense, b: Dense, transA = false, transB = false): Dense {
  const get = (x: Dense, transposed: boolean, lead: readonly number[], i: number, j: number) =>
    at(x, transposed ? [...lead, j, i] : [...lead, i, j]);
  const [inner, rows] = [a.shape.at(transA ? -2 : -1) as number, a.shape.at(transA ? -1 : -2) as number];
  const columns = b.shape.at(transB ? -2 : -1) as number;
  return fill([...a.shape.slice(0, -2), rows, columns], (index) => {
    const lead = index.slice(0, -2);
    const [row, column] = index.slice(-2) as [number, number];
    return total(inner, (k) => get(a, transA, lead, row, k) * get(b, transB, lead, k, column));
  });
}

const transA = { transA: true };
const transB = { transB: true };
const both = { transA: true, transB: true };
const matmul = (title: string, a: Input, b: Input, flags: { transA?: boolean; transB?: boolean } = {}): Case => ({
  title,
  inputs: [a, b],
  build: (g, x, y) => g.matmul(x, y, flags),
  reference: (x, y) => product(x, y, flags.transA, flags.transB),
});

const joined = (axis: number, parts: readonly Dense[]): Dense => {
  const sizes = parts.map((part) => part.shape[axis] as number);
  const shape = (parts[0] as Dense).shape.map((dim, i) =>
    i === axis ? total(parts.length, (p) => sizes[p] as number) : dim,
  );
  return fill(shape, (index) => {
    let position = index[axis] as number;
    let part = 0;
    while (position >= (sizes[part] as number)) position -= sizes[part++] as number;
    return at(parts[part] as Dense, moved(index, axis, position));
  });
};

const cut = (x: Dense, axis: number, start: number, end: number): Dense =>
  fill(
    x.shape.map((dim, i) => (i === axis ? end - start : dim)),
    (index) => at(x, moved(index, axis, (index[axis] as number) + start)),
  );

const gathered = (table: Dense, indices: Dense): Dense =>
  fill([...indices.shape, ...table.shape.slice(1)], (index) => {
    const rank = indices.shape.length;
    return at(table, [at(indices, index.slice(0, rank)), ...index.slice(rank)]);
  });

const scattered = (indices: Dense, updates: Dense, like: Dense): Dense =>
  fill(like.shape, ([row, column]) =>
    total(updates.shape[0] as number, (i) => (indices.data[i] === row ? at(updates, [i, column as number]) : 0)),
  );

function normalised(x: Dense, weight: Dense, epsilon: number): Dense {
  const width = x.shape.at(-1) as number;
  const last = x.shape.length - 1;
  return fill(x.shape, (i) => {
    const square = total(width, (j) => at(x, moved(i, last, j)) ** 2) / width;
    return (at(x, i) / Math.sqrt(square + epsilon)) * at(weight, i);
  });
}

const rotated = (sign: number) => (x: Dense, cos: Dense, sin: Dense) => {
  const last = x.shape.length - 1;
  const half = (x.shape[last] as number) / 2;
  return fill(x.shape, (index) => {
    const position = index[last] as number;
    const angle = moved(index, last, position % half);
    const [a, b] = [at(x, angle), at(x, moved(index, last, (position % half) + half))];
    const [c, s] = [at(cos, angle), sign * at(sin, angle)];
    return position < half ? a * c - b * s : b * c + a * s;
  });
};

/** Two heads of width 4 over one head of keys: three past ones, and the rows' own. */
function attended(...inputs: Dense[]): Dense[] {
  const input = (i: number) => inputs[i] as Dense;
  const [q, k, v, keys, values, seen] = [input(0), input(1), input(2), input(7), input(8), input(9)];
  const rows = q.shape[0] as number;
  const turn = (x: Dense, heads: number, c: Dense, s: Dense) =>
    rotated(1)({ shape: [rows, heads, 4], data: x.data }, inserted(c), inserted(s));
  const queries = turn(q, 2, input(5), input(6));
  const ownKeys = turn(k, 1, input(3), input(4));
  const key = (j: number, i: number) => (j < 3 ? at(keys, [0, 0, j, i]) : at(ownKeys, [j - 3, 0, i]));
  const value = (j: number, i: number) => (j < 3 ? at(values, [0, 0, j, i]) : at(v, [j - 3, i]));
  const scores = fill([rows, 2, rows + 3], ([row, head, j]) => {
    const dot = total(4, (i) => at(queries, [row, head, i] as number[]) * key(j as number, i));
    return dot + at(seen, [row, j] as number[]);
  });
  const weights = softmaxOf(scores);
  const out = fill([rows, 8], ([row, column]) => {
    const [head, i] = [Math.floor((column as number) / 4), (column as number) % 4];
    return total(rows + 3, (j) => at(weights, [row, head, j] as number[]) * value(j, i));
  });
  const byHead = (x: Dense): Dense => ({ shape: [1, 1, rows, 4], data: x.data });
  return [out, byHead(ownKeys), byHead(v)];
}
const inserted = ({ shape: [rows, width], data }: Dense): Dense => ({ shape: [rows, 1, width] as number[], data });

const logLoss = (logits: Dense, labels: Dense, weights: Dense): Dense => {
  const probabilities = softmaxOf(logits);
  const row = (i: number) => -(weights.data[i] as number) * Math.log(at(probabilities, [i, labels.data[i] as number]));
  return { shape: [], data: [total(labels.shape[0] as number, row)] };
};

const guarded = (title: string, value: Input, after: Input): Case => ({
  title,
  inputs: [value, after],
  build: (g, x, y) => g.guard(x, g.mul(y, y)),
  reference: (x) => x,
});

export const cases: Record<OpName, readonly Case[]> = {
  add: [
    ...binary(
      (g, a, b) => g.add(a, b),
      (a, b) => a + b,
    ),
    integers(
      (g, a, b) => g.add(a, b),
      (a, b) => a + b,
    ),
  ],
  sub: binary(
    (g, a, b) => g.sub(a, b),
    (a, b) => a - b,
  ),
  mul: [
    ...binary(
      (g, a, b) => g.mul(a, b),
      (a, b) => a * b,
    ),
    integers(
      (g, a, b) => g.mul(a, b),
      (a, b) => a * b,
    ),
    {
      title: 'a value with itself',
      inputs: [real(n, 3)],
      build: (g, x) => g.mul(x, x),
      reference: (x) => map(x, (v) => v * v),
    },
  ],
  div: binary(
    (g, a, b) => g.div(a, b),
    (a, b) => a / b,
    positive,
  ),
  neg: unary(
    (g, x) => g.neg(x),
    (x) => -x,
  ),
  exp: unary((g, x) => g.exp(x), Math.exp),
  log: unary((g, x) => g.log(x), Math.log, positive(n, 3)),
  sqrt: unary((g, x) => g.sqrt(x), Math.sqrt, positive(n, 3)),
  sigmoid: unary(
    (g, x) => g.sigmoid(x),
    (x) => 1 / (1 + Math.exp(-x)),
  ),
  tanh: unary((g, x) => g.tanh(x), Math.tanh),
  cos: unary((g, x) => g.cos(x), Math.cos).map((c) => ({ ...c, tolerance: { webgpu: 1e-3 } })),
  sin: unary((g, x) => g.sin(x), Math.sin).map((c) => ({ ...c, tolerance: { webgpu: 1e-3 } })),
  silu: unary(
    (g, x) => g.silu(x),
    (x) => x / (1 + Math.exp(-x)),
  ),
  cast: [
    { title: 'int32 to float', inputs: [whole(9, n, 2)], build: (g, x) => g.cast(x, 'f32'), reference: (x) => x },
    {
      title: 'float to int32, towards zero',
      inputs: [fixed(n, 2)],
      build: (g, x) => g.cast(g.cast(x, 'i32'), 'f32'),
      reference: (x) => map(x, Math.trunc),
    },
    {
      title: 'int32 to bool and back',
      inputs: [whole(3, n, 2)],
      build: (g, x) => g.cast(g.cast(x, 'bool'), 'i32'),
      reference: (x) => map(x, (v) => Number(v !== 0)),
    },
  ],
  equal: comparison(
    (g, a, b) => g.equal(a, b),
    (a, b) => a === b,
  ),
  greaterOrEqual: comparison(
    (g, a, b) => g.greaterOrEqual(a, b),
    (a, b) => a >= b,
  ),
  and: [
    {
      title: 'a column and a row to a table',
      inputs: [whole(2, n, 1), whole(2, 1, 4)],
      build: (g, a, b) => g.cast(g.and(isOdd(g, a), isOdd(g, b)), 'f32'),
      reference: (x, y) => fill(larger(x, y), (i) => at(x, i) * at(y, i)),
    },
  ],
  where: [
    {
      title: 'a choice broadcast over both branches',
      inputs: [whole(2, n, 1), real(3), real(n, 3)],
      build: (g, c, a, b) => g.where(isOdd(g, c), a, b),
      reference: (c, a, b) => fill(b.shape, (i) => (at(c, i) ? at(a, i) : at(b, i))),
    },
  ],
  reduceSum: [
    {
      title: 'the last axis, kept',
      inputs: [real(n, 3)],
      build: (g, x) => g.reduceSum(x, [1]),
      reference: (x) => sumOver(x, [1], [x.shape[0] as number, 1]),
    },
    {
      title: 'several axes, a symbolic one among them',
      inputs: [real(2, n, 3)],
      build: (g, x) => g.reduceSum(x, [0, 1], false),
      reference: (x) => sumOver(x, [0, 1], [3], false),
    },
  ],
  reduceMean: [
    {
      title: 'two axes, dropped',
      inputs: [real(2, n, 3)],
      build: (g, x) => g.reduceMean(x, [0, 2], false),
      reference: (x) => map(sumOver(x, [0, 2], [x.shape[1] as number], false), (v) => v / 6),
    },
  ],
  softmax: [{ title: 'the last axis', inputs: [real(2, n, 4)], build: (g, x) => g.softmax(x), reference: softmaxOf }],
  attention: [
    {
      title: 'four axes and a mask that is broadcast over heads',
      inputs: [real(2, 2, n, 3), real(2, 2, 4, 3), real(2, 2, 4, 2), mask(4, 2, 1, n, 4)],
      build: (g, q, k, v, m) => g.attention(q, k, v, m)[0],
      reference: (q, k, v, m) => {
        const scores = product(q, k, false, true);
        return product(softmaxOf(fill(scores.shape, (i) => at(scores, i) + at(m, i))), v);
      },
    },
  ],
  cachedAttention: [
    {
      title: 'two heads that share keys, after some that are past',
      // q, k, v; cos and sin of the keys' angles, and of the queries'; past keys and values; mask; past
      inputs: [
        fixed(n, 8),
        ...[fixed(n, 4), fixed(n, 4)],
        ...[fixed(n, 2), fixed(n, 2), fixed(n, 2), fixed(n, 2)],
        ...[fixed(1, 1, 3, 4), fixed(1, 1, 3, 4)],
        input([n, addDims(n, 3)], (draw) => (draw < 0.3 ? -1e9 : 0), { trained: false }),
        input([1], () => 3, { dtype: 'i32', trained: false }),
      ],
      build: (g, ...inputs) => g.cachedAttention(inputs, { heads: 2, kvHeads: 1, headDim: 4 }),
      reference: attended,
    },
  ],
  lowRank: [
    {
      title: 'a base and two thin products',
      inputs: [fixed(n, 3), fixed(n, 5), fixed(2, 5), fixed(3, 2)],
      build: (g, ...inputs) => g.lowRank(...(inputs as [Value, Value, Value, Value])),
      reference: (base, x, a, b) => {
        const added = product(product(x, a, false, true), b, false, true);
        return fill(base.shape, (i) => at(base, i) + at(added, i));
      },
    },
  ],
  matmul: [
    matmul('rows by a matrix', real(n, 3), real(3, 2)),
    matmul('the left side transposed, summed over a symbolic size', real(n, 3), real(n, 2), transA),
    matmul('the right side transposed', real(n, 3), real(2, 3), transB),
    matmul('both transposed', real(3, n), real(2, 3), both),
    matmul('in batches', real(2, n, 3), real(2, 3, 2)),
    matmul('in batches, the left side transposed', real(2, 1, 3, n), real(2, 1, 3, 2), transA),
    matmul('in batches, the right side transposed', real(1, 2, n, 3), real(1, 2, n, 3), transB),
    matmul('in batches, both transposed', real(2, 3, n), real(2, 2, 3), both),
  ],
  project: [
    {
      title: 'forward',
      inputs: [real(n, 3), fixed(2, 3)],
      build: (g, x, w) => g.project(x, w),
      reference: (x, w) => product(x, w, false, true),
    },
    {
      title: 'backward',
      inputs: [real(n, 2), fixed(2, 3)],
      build: (g, x, w) => g.project(x, w, 'backward'),
      reference: (x, w) => product(x, w),
    },
  ],
  reshape: [
    {
      title: 'two axes joined, one of them symbolic',
      inputs: [real(2, n, 3)],
      build: (g, x) => g.reshape(x, [multiplyDims(2, n), 3]),
      reference: (x) => ({ shape: [2 * (x.shape[1] as number), 3], data: x.data }),
    },
    {
      title: 'a symbolic axis kept in its place and another taken apart',
      inputs: [real(n, 6)],
      build: (g, x) => g.reshape(x, [n, 2, 3]),
      reference: (x) => ({ shape: [x.shape[0] as number, 2, 3], data: x.data }),
    },
  ],
  transpose: [
    {
      title: 'a cycle of three axes',
      inputs: [real(2, n, 3)],
      build: (g, x) => g.transpose(x, [1, 2, 0]),
      reference: (x) => fill([x.shape[1] as number, 3, 2], ([i, j, k]) => at(x, [k, i, j] as number[])),
    },
  ],
  expandLike: [
    {
      title: 'a column along the width',
      inputs: [real(n, 1), fixed(n, 3)],
      build: (g, x, like) => g.expandLike(x, like),
      reference: (x, like) => fill(like.shape, (i) => at(x, i)),
    },
    {
      title: 'a row along a symbolic size and a new axis',
      inputs: [real(1, 3), fixed(2, n, 3)],
      build: (g, x, like) => g.expandLike(x, like),
      reference: (x, like) => fill(like.shape, (i) => at(x, i)),
    },
    {
      title: 'a value that has the shape already',
      inputs: [real(n, 3), fixed(n, 3)],
      build: (g, x, like) => g.expandLike(x, like),
      reference: (x) => x,
    },
  ],
  slice: [
    {
      title: 'the middle',
      inputs: [real(n, 5)],
      build: (g, x) => g.slice(x, 1, 1, 4),
      reference: (x) => cut(x, 1, 1, 4),
    },
  ],
  unslice: [
    {
      title: 'zeros on both sides',
      inputs: [real(n, 2)],
      build: (g, x) => g.unslice(x, 1, 1, 4),
      reference: (x) =>
        fill([x.shape[0] as number, 4], ([i, j]) => (j === 1 || j === 2 ? at(x, [i as number, j - 1]) : 0)),
    },
  ],
  concat: [
    {
      title: 'unequal sizes',
      inputs: [real(n, 1), real(n, 3)],
      build: (g, a, b) => g.concat([a, b], 1),
      reference: (...parts) => joined(1, parts),
    },
    {
      title: 'equal symbolic sizes',
      inputs: [real(2, n, 2), real(2, n, 2)],
      build: (g, a, b) => g.concat([a, b], 1),
      reference: (...parts) => joined(1, parts),
    },
    {
      title: 'the same value twice',
      inputs: [real(n, 2)],
      build: (g, x) => g.concat([x, x], 0),
      reference: (x) => joined(0, [x, x]),
    },
    {
      title: 'int32',
      inputs: [whole(9, n, 2), whole(9, 3, 2)],
      build: (g, a, b) => g.concat([a, b], 0),
      reference: (...parts) => joined(0, parts),
    },
  ],
  split: [
    {
      title: 'a symbolic size into two',
      inputs: [real(2, multiplyDims(2, n), 3)],
      build: (g, x) => g.split(x, 1, 2),
      reference: (x) => [
        cut(x, 1, 0, (x.shape[1] as number) / 2),
        cut(x, 1, (x.shape[1] as number) / 2, x.shape[1] as number),
      ],
    },
    {
      title: 'a part that nothing depends on',
      inputs: [real(n, 6)],
      build: (g, x) => g.split(x, 1, 3)[1] as Value,
      reference: (x) => cut(x, 1, 2, 4),
    },
    {
      title: 'int32',
      inputs: [whole(9, 1, multiplyDims(2, n))],
      build: (g, x) => g.split(x, 1, 2),
      reference: (x) => [
        cut(x, 1, 0, (x.shape[1] as number) / 2),
        cut(x, 1, (x.shape[1] as number) / 2, x.shape[1] as number),
      ],
    },
  ],
  gather: [
    {
      title: 'rows, some twice',
      inputs: [real(4, 3), whole(4, n)],
      build: (g, table, indices) => g.gather(table, indices),
      reference: gathered,
    },
    {
      title: 'by a table of indices',
      inputs: [real(4, 3), whole(4, 2, n)],
      build: (g, table, indices) => g.gather(table, indices),
      reference: gathered,
    },
    {
      title: 'distinct rows of a table of symbolic size',
      inputs: [real(addDims(n, 2), 3), counting(n)],
      build: (g, table, indices) => g.gather(table, indices),
      reference: gathered,
    },
  ],
  scatterAdd: [
    {
      title: 'rows that fall together are summed',
      inputs: [whole(3, n), real(n, 2), fixed(3, 2)],
      build: (g, indices, updates, like) => g.scatterAdd(indices, updates, like),
      reference: scattered,
    },
    {
      title: 'distinct rows of a symbolic number',
      inputs: [counting(n), real(n, 2), fixed(addDims(n, 1), 2)],
      build: (g, indices, updates, like) => g.scatterAdd(indices, updates, like),
      reference: scattered,
    },
  ],
  rmsNorm: [
    {
      title: 'rows, weight trained',
      inputs: [real(n, 4), positive(4)],
      build: (g, x, weight) => g.rmsNorm(x, weight, 1e-5),
      reference: (x, weight) => normalised(x, weight, 1e-5),
    },
    {
      title: 'three axes and an epsilon that counts',
      inputs: [real(2, n, 4), positive(4)],
      build: (g, x, weight) => g.rmsNorm(x, weight, 0.5),
      reference: (x, weight) => normalised(x, weight, 0.5),
    },
  ],
  rotary: [false, true].map((inverse) => ({
    title: inverse ? 'back' : 'forth, one angle for both heads of a row',
    inputs: [real(n, 8), fixed(n, 2), fixed(n, 2)],
    build: (g, x, cos, sin) => g.rotary(x, cos, sin, inverse),
    reference: (x, cos, sin) => {
      const heads = { shape: [x.shape[0] as number, 2, 4], data: x.data };
      return { shape: x.shape, data: rotated(inverse ? -1 : 1)(heads, inserted(cos), inserted(sin)).data };
    },
  })),
  crossEntropy: [
    {
      title: 'weighted rows',
      inputs: [real(n, 5), whole(5, n), fixed(n)],
      build: (g, logits, labels, weights) => g.crossEntropy(logits, labels, weights),
      reference: logLoss,
    },
  ],
  crossEntropyGrad: [
    {
      title: 'times the gradient of the loss',
      inputs: [fixed(n, 5), whole(5, n), fixed(n), fixed()],
      build: (g, ...inputs) => g.op('crossEntropyGrad', inputs, {}),
      reference: (logits, labels, weights, dloss) => {
        const probabilities = softmaxOf(logits);
        return fill(logits.shape, ([i, j]) => {
          const hit = labels.data[i as number] === j ? 1 : 0;
          return (at(probabilities, [i, j] as number[]) - hit) * (weights.data[i as number] as number) * at(dloss, []);
        });
      },
    },
  ],
  dropoutMask: [
    { title: 'kept scaled, or zero', inputs: [whole(40000, n)], build: (g, seeds) => g.dropoutMask(seeds, 7, 3, 0.4) },
  ],
  guard: [
    guarded('equal shapes', real(n, 3), fixed(n, 3)),
    guarded('another width', real(n, 3), fixed(n, 2)),
    guarded('more axes', real(2, n, 3), fixed(n, 2)),
    guarded('fewer axes', real(n), fixed(n, 2)),
    guarded('seeds of int32', whole(9, n), fixed(n, 2)),
  ],
};
