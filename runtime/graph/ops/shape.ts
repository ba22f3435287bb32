/** Ops that move, pick, join or sum values without computing new ones. */
import { addDims, type Dim, divideDim, equalDims, equalShapes, showShape, sizeOf } from '../dim.ts';
import type { OpName, TensorType, Value } from '../ir.ts';
import { type Emitter, int64, type OpRule, only, unbroadcast } from './rule.ts';

/** ONNX's Reshape takes one unknown size (−1); 0 copies the input's size at the same axis. */
function reshapeTarget(from: readonly Dim[], to: readonly Dim[]): number[] {
  let unknown = 0;
  return to.map((dim, axis) => {
    if (typeof dim === 'number') return dim;
    const source = from[axis];
    if (source !== undefined && equalDims(source, dim)) return 0;
    unknown++;
    if (unknown > 1) throw new Error(`reshape ${showShape(from)} to ${showShape(to)}: two sizes are unknown`);
    return -1;
  });
}

function sameButAxis(types: readonly TensorType[], axis: number): void {
  const first = only(types);
  for (const { shape } of types) {
    const same = shape.every((dim, i) => i === axis || equalDims(dim, first.shape[i] as Dim));
    if (!same || shape.length !== first.shape.length) throw new Error('concat: the other axes differ');
  }
}

const shapeVector = (e: Emitter, name: string) => only(e.emit('Shape', [name]));

function reduction<K extends 'reduceSum' | 'reduceMean'>(onnx: string): OpRule<K> {
  return {
    infer: ([x], { axes, keepDims }) => {
      const { dtype, shape } = x as TensorType;
      const reduced = shape.flatMap((dim, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [dim]));
      return [{ dtype, shape: reduced }];
    },
    vjp: (g, { op, inputs, attributes }, [dy]) => {
      const x = only(inputs);
      const kept = x.type.shape.map((dim, axis) => (attributes.axes.includes(axis) ? 1 : dim));
      const spread = g.expandLike(g.reshape(dy as Value, kept), x);
      if (op === 'reduceSum') return [spread];
      const count = sizeOf(attributes.axes.map((axis) => x.type.shape[axis] as Dim));
      if (typeof count !== 'number') throw new Error('the mean over a symbolic size has no gradient rule');
      return [g.scale(spread, 1 / count)];
    },
    lower: (e, { attributes }, [x]) =>
      e.emit(onnx, [x as string, e.literal(int64(attributes.axes), [attributes.axes.length])], {
        keepdims: attributes.keepDims ? 1 : 0,
      }),
  };
}

export const shape = {
  reduceSum: reduction('ReduceSum'),
  reduceMean: reduction('ReduceMean'),
  reshape: {
    infer: ([x], { shape: to }) => {
      const type = x as TensorType;
      if (!equalDims(sizeOf(type.shape), sizeOf(to)))
        throw new Error(`reshape ${showShape(type.shape)} to ${showShape(to)}: the sizes differ`);
      return [{ dtype: type.dtype, shape: to }];
    },
    vjp: (g, { inputs }, [dy]) => [g.reshape(dy as Value, only(inputs).type.shape)],
    lower: (e, { inputs, attributes }, [x]) => {
      const target = reshapeTarget(only(inputs).type.shape, attributes.shape);
      return e.emit('Reshape', [x as string, e.literal(int64(target), [target.length])]);
    },
  },
  transpose: {
    infer: ([x], { perm }) => [
      { dtype: (x as TensorType).dtype, shape: perm.map((axis) => (x as TensorType).shape[axis] as Dim) },
    ],
    vjp: (g, { attributes: { perm } }, [dy]) => [
      g.transpose(
        dy as Value,
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ],
    lower: (e, { attributes }, inputs) => e.emit('Transpose', inputs, { perm: attributes.perm }),
  },
  expandLike: {
    infer: ([x, like]) => [{ dtype: (x as TensorType).dtype, shape: (like as TensorType).shape }],
    vjp: (g, { inputs }, [dy]) => [unbroadcast(g, dy as Value, only(inputs).type.shape), undefined],
    lower: (e, _, [x, like]) => e.emit('Expand', [x as string, shapeVector(e, like as string)]),
  },
  slice: {
    infer: ([x], { axis, start, end }) => {
      const { dtype, shape: from } = x as TensorType;
      return [{ dtype, shape: from.map((dim, i) => (i === axis ? end - start : dim)) }];
    },
    vjp: (g, { inputs, attributes: { axis, start } }, [dy]) => {
      const size = only(inputs).type.shape[axis];
      if (typeof size !== 'number') throw new Error('slice of a symbolic axis has no gradient rule');
      return [g.unslice(dy as Value, axis, start, size)];
    },
    lower: (e, { attributes: { axis, start, end } }, [x]) => {
      const [starts, ends, axes] = [start, end, axis].map((n) => e.literal(int64([n]), [1]));
      return e.emit('Slice', [x, starts, ends, axes] as string[]);
    },
  },
  unslice: {
    infer: ([x], { axis, size }) => {
      const { dtype, shape: from } = x as TensorType;
      return [{ dtype, shape: from.map((dim, i) => (i === axis ? size : dim)) }];
    },
    vjp: (g, { inputs, attributes: { axis, start } }, [dy]) => [
      g.slice(dy as Value, axis, start, start + (only(inputs).type.shape[axis] as number)),
    ],
    lower: (e, { inputs, attributes: { axis, start, size } }, [x]) => {
      const from = only(inputs).type.shape;
      const pads = new Array<number>(2 * from.length).fill(0);
      pads[axis] = start;
      pads[from.length + axis] = size - start - (from[axis] as number);
      return e.emit('Pad', [x as string, e.literal(int64(pads), [pads.length])]);
    },
  },
  concat: {
    infer: (types, { axis }) => {
      sameButAxis(types, axis);
      const joined = types.map((type) => type.shape[axis] as Dim).reduce(addDims);
      return [{ dtype: only(types).dtype, shape: only(types).shape.map((dim, i) => (i === axis ? joined : dim)) }];
    },
    vjp: (g, { inputs, attributes: { axis } }, [dy]) => {
      const sizes = inputs.map((input) => input.type.shape[axis] as Dim);
      if (sizes.every((size) => equalDims(size, only(sizes)))) return g.split(dy as Value, axis, sizes.length);
      let start = 0;
      return inputs.map((input) => {
        const size = input.type.shape[axis];
        if (typeof size !== 'number') throw new Error('concat of unequal symbolic sizes has no gradient rule');
        start += size;
        return g.slice(dy as Value, axis, start - size, start);
      });
    },
    lower: (e, { attributes }, inputs) => e.emit('Concat', inputs, { axis: attributes.axis }),
  },
  split: {
    infer: ([x], { axis, parts }) => {
      const { dtype, shape: from } = x as TensorType;
      const part = from.map((dim, i) => (i === axis ? divideDim(dim, parts) : dim));
      return Array.from({ length: parts }, () => ({ dtype, shape: part }));
    },
    vjp: (g, { outputs, attributes: { axis } }, dys) => {
      const zero = (part: Value) => g.mul(part, g.scalar(0));
      return [
        g.concat(
          outputs.map((part, i) => dys[i] ?? zero(part)),
          axis,
        ),
      ];
    },
    lower: (e, { attributes: { axis, parts } }, inputs) =>
      e.emit('Split', inputs, { axis, num_outputs: parts }, { outputs: parts }),
  },
  gather: {
    infer: ([table, indices]) => {
      const { dtype, shape: from } = table as TensorType;
      return [{ dtype, shape: [...(indices as TensorType).shape, ...from.slice(1)] }];
    },
    vjp: (g, { inputs }, [dy]) => {
      const [table, indices] = inputs as [Value, Value];
      const rows = g.flatten(dy as Value);
      return [g.scatterAdd(g.reshape(indices, [sizeOf(indices.type.shape)]), rows, table), undefined];
    },
    lower: (e, _, inputs) => e.emit('Gather', inputs, { axis: 0 }),
  },
  scatterAdd: {
    infer: ([, , like]) => [like as TensorType],
    vjp: (g, { inputs }, [dy]) => [undefined, g.gather(dy as Value, only(inputs)), undefined],
    lower: (e, { inputs }, names) => lowerScatterAdd(e, only(inputs, 2).type.shape[0] as Dim, names),
  },
  guard: {
    infer: ([value]) => [value as TensorType],
    vjp: null,
    lower: (e, { inputs }, names) => lowerGuard(e, inputs as [Value, Value], names),
  },
} satisfies { [K in OpName]?: OpRule<K> };

/**
 * The CPU adds row after row, in their order. Dawn: a known number of rows is one-hot(indices)ᵀ · updates as one product,
 * whose sum does not depend on timing; with a symbolic number the indices must differ, and each row is just placed.
 */
function lowerScatterAdd(e: Emitter, rows: Dim, [indices, updates, like]: readonly string[]): string[] {
  const zeros = () => only(e.emit('Mul', [like as string, e.literal(Float32Array.of(0), [])]));
  const column = () => {
    const long = only(e.emit('Reshape', [indices as string, e.literal(int64([-1, 1]), [2])]));
    return only(e.emit('Cast', [long], { to: 7 }));
  };
  if (e.device === 'cpu') {
    const places = only(e.emit('Expand', [column(), shapeVector(e, updates as string)]));
    return e.emit('ScatterElements', [zeros(), places, updates as string], { axis: 0, reduction: { text: 'add' } });
  }
  if (typeof rows !== 'number') return e.emit('ScatterND', [zeros(), column(), updates as string]);
  const range = e.literal(
    Int32Array.from({ length: rows }, (_, i) => i),
    [rows, 1],
  );
  const hit = only(e.emit('Equal', [range, indices as string]));
  return e.emit('MatMul', [only(e.emit('Cast', [hit], { to: 1 })), updates as string]);
}

/**
 * Reshape(value, shape taken from `after`): free, and no optimizer can see through it, so that the recomputation that
 * follows is neither merged with the first computation nor scheduled before `after` exists.
 */
function lowerGuard(e: Emitter, [value, after]: readonly [Value, Value], [x, y]: readonly string[]): string[] {
  const [target, source] = [value.type.shape, after.type.shape];
  const from = shapeVector(e, y as string);
  if (equalShapes(target, source)) return e.emit('Reshape', [x as string, from]);
  const axis = target.findIndex((dim) => typeof dim !== 'number');
  const at = source.findIndex((dim) => equalDims(dim, target[axis] as Dim));
  if (axis < 0 || at < 0) throw new Error(`guard: no common size in ${showShape(target)} and ${showShape(source)}`);
  // WebGPU would compute the joined shape on the CPU; broadcasting to one column of `after` copies, but stays there.
  if (e.device === 'webgpu')
    return e.emit('Expand', [x as string, columnShape(e, y as string, source, at, target.length - axis)]);
  const size = only(e.emit('Slice', [from, e.literal(int64([at]), [1]), e.literal(int64([at + 1]), [1])]));
  const rest = target.map((dim, i) => (i === axis ? undefined : typeof dim === 'number' ? dim : -1));
  const parts = rest.map((dim) => (dim === undefined ? size : e.literal(int64([dim]), [1])));
  return e.emit('Reshape', [x as string, parts.length === 1 ? size : only(e.emit('Concat', parts, { axis: 0 }))]);
}

/** The shape of one element-wide slice of `name` that keeps only axis `at`, with `trailing` axes from there on. */
function columnShape(e: Emitter, name: string, shape: readonly Dim[], at: number, trailing: number): string {
  const axes = shape.flatMap((_, axis) => (axis === at ? [] : [axis]));
  const bounds = (value: number) => e.literal(int64(axes.map(() => value)), [axes.length]);
  const thin =
    axes.length === 0
      ? name
      : only(e.emit('Slice', [name, bounds(0), bounds(1), e.literal(int64(axes), [axes.length])]));
  const target = [-1, ...new Array<number>(trailing - 1).fill(1)];
  return shapeVector(e, only(e.emit('Reshape', [thin, e.literal(int64(target), [target.length])])));
}
