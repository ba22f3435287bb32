/** The primitives of a language model: norm, rotary positions, softmax, loss, dropout. */
import type { Dim } from '../dim.ts';
import type { Node, OpName, TensorType, Value } from '../ir.ts';
import { batchedProduct } from './products.ts';
import { type Emitter, int64, type OpRule, only } from './rule.ts';

const scalar = (e: Emitter, value: number) => e.literal(Float32Array.of(value), []);
const lastAxis = (type: TensorType) => type.shape.length - 1;

/** Softmax of the logits, and of each row the log of the sum of exponentials; in plain ops, stable. */
function logSumExp(e: Emitter, logits: string): string {
  const axes = e.literal(int64([1]), [1]);
  const max = only(e.emit('ReduceMax', [logits, axes]));
  const exp = only(e.emit('Exp', [only(e.emit('Sub', [logits, max]))]));
  const log = only(e.emit('Log', [only(e.emit('ReduceSum', [exp, axes]))]));
  return only(e.emit('Add', [log, max]));
}

const column = (e: Emitter, name: string) => only(e.emit('Reshape', [name, e.literal(int64([-1, 1]), [2])]));

const logProbabilities = (e: Emitter, logits: string | undefined) =>
  only(e.emit('LogSoftmax', [logits as string], { axis: 1 }));

/** Labels as ONNX wants indices: [A, 1] int64. */
const indexColumn = (e: Emitter, labels: string | undefined) =>
  only(e.emit('Cast', [column(e, labels as string)], { to: 7 }));

/** Where the label stands: [A, V] of 0 and 1, without int64. */
function oneHot(e: Emitter, labels: string, vocabulary: number): string {
  const range = e.literal(
    Int32Array.from({ length: vocabulary }, (_, i) => i),
    [1, vocabulary],
  );
  return only(e.emit('Cast', [only(e.emit('Equal', [column(e, labels), range]))], { to: 1 }));
}

export const nn = {
  softmax: {
    infer: ([x]) => [x as TensorType],
    vjp: (g, { outputs }, [dy]) => {
      const y = only(outputs);
      const weighted = g.mul(dy as Value, y);
      return [g.sub(weighted, g.mul(y, g.reduceSum(weighted, [lastAxis(y.type)])))];
    },
    lower: (e, { inputs }, names) => e.emit('Softmax', names, { axis: lastAxis(only(inputs).type) }),
  },
  attention: {
    infer: ([q, k, v]) => {
      const [queries, keys, values] = [q, k, v].map((type) => (type as TensorType).shape) as [Dim[], Dim[], Dim[]];
      const wide = (width: Dim | undefined): TensorType => ({
        dtype: 'f32',
        shape: [...queries.slice(0, -1), width as Dim],
      });
      return [wide(values.at(-1)), wide(keys.at(-2))];
    },
    // Weights that are not marked to be kept are computed again here, part after part; Σ P∘dP is taken as Σ dO∘O, which is
    // far smaller (Dao et al. 2022, FlashAttention, section B).
    vjp: (g, { inputs, outputs }, [dy]) => {
      const [q, k, v, mask] = inputs as [Value, Value, Value, Value];
      const [out, kept] = outputs as [Value, Value];
      const weights = kept.keep ? kept : g.softmax(g.add(g.matmul(q, k, { transB: true }), mask));
      const dout = dy as Value;
      const dots = g.reduceSum(g.mul(dout, out), [lastAxis(out.type)]);
      const dscores = g.mul(weights, g.sub(g.matmul(dout, v, { transB: true }), dots));
      const dv = g.matmul(weights, dout, { transA: true });
      return [g.matmul(dscores, k), g.matmul(dscores, q, { transA: true }), dv, undefined];
    },
    lower: (e, { inputs }, [q, k, v, mask]) => {
      const rank = only(inputs).type.shape.length;
      const scores = batchedProduct(e, rank, [q, k] as string[], false, true);
      const masked = e.emit('Add', [only(scores), mask as string]);
      const weights = only(e.emit('Softmax', masked, { axis: rank - 1 }));
      return [only(e.emit('MatMul', [weights, v as string])), weights];
    },
  },
  rmsNorm: {
    infer: ([x]) => {
      const type = x as TensorType;
      return [type, { dtype: 'f32', shape: [...type.shape.slice(0, -1), 1] }];
    },
    vjp: (g, { inputs, outputs }, [dy], wants) => {
      const [x, weight] = inputs as [Value, Value];
      const inverse = only(outputs, 1);
      const axis = lastAxis(x.type);
      const scaled = g.mul(dy as Value, weight);
      // dx = r·(w·dy) − x·r³·mean(w·dy·x), r = 1/rms
      const projection = g.reduceMean(g.mul(scaled, x), [axis]);
      const cubed = g.mul(g.mul(inverse, inverse), inverse);
      const dx = () => g.sub(g.mul(scaled, inverse), g.mul(x, g.mul(cubed, projection)));
      const leading = x.type.shape.slice(0, -1).map((_, i) => i);
      const dw = () => g.reduceSum(g.mul(dy as Value, g.mul(x, inverse)), leading, false);
      return [wants[0] ? dx() : undefined, wants[1] ? dw() : undefined];
    },
    lower: {
      cpu: (e, { attributes }, inputs) =>
        e.emit(
          'SimplifiedLayerNormalization',
          inputs,
          { axis: -1, epsilon: { float: attributes.epsilon } },
          { outputs: 2 },
        ),
      // The provider's own SimplifiedLayerNormalization gives a wrong second output (ONNX Runtime 1.30).
      webgpu: (e, { inputs, attributes }, [x, weight]) => {
        const axes = e.literal(int64([lastAxis(only(inputs).type)]), [1]);
        const mean = only(e.emit('ReduceMean', [only(e.emit('Mul', [x as string, x as string])), axes]));
        const rms = only(e.emit('Sqrt', [only(e.emit('Add', [mean, scalar(e, attributes.epsilon)]))]));
        const inverse = only(e.emit('Div', [scalar(e, 1), rms]));
        const normalised = only(e.emit('Mul', [x as string, inverse]));
        return [only(e.emit('Mul', [normalised, weight as string])), inverse];
      },
    },
  },
  rotary: {
    infer: ([x]) => [x as TensorType],
    vjp: (g, { inputs, attributes }, [dy]) => {
      const [, cos, sin] = inputs as [Value, Value, Value];
      return [g.rotary(dy as Value, cos, sin, !attributes.inverse), undefined, undefined];
    },
    lower: lowerRotary,
  },
  crossEntropy: {
    infer: () => [{ dtype: 'f32', shape: [] }],
    vjp: (g, { inputs }, [dy]) => [only(g.op('crossEntropyGrad', [...inputs, dy as Value], {})), undefined, undefined],
    lower: {
      cpu: (e, _, [logits, labels, weights]) => {
        const picked = only(
          e.emit('GatherElements', [logProbabilities(e, logits), indexColumn(e, labels)], { axis: 1 }),
        );
        const weighted = only(e.emit('Mul', [picked, column(e, weights as string)]));
        return e.emit('Neg', e.emit('ReduceSum', [weighted], { keepdims: 0 }));
      },
      webgpu: (e, { inputs }, [logits, labels, weights]) => {
        const vocabulary = only(inputs).type.shape[1] as number;
        const hit = oneHot(e, labels as string, vocabulary);
        const picked = only(
          e.emit('ReduceSum', [only(e.emit('Mul', [logits as string, hit])), e.literal(int64([1]), [1])]),
        );
        const losses = only(e.emit('Sub', [logSumExp(e, logits as string), picked]));
        return e.emit('ReduceSum', [only(e.emit('Mul', [losses, column(e, weights as string)]))], { keepdims: 0 });
      },
    },
  },
  crossEntropyGrad: {
    infer: ([logits]) => [logits as TensorType],
    vjp: null,
    lower: {
      // softmax · w, and at the label (p − 1) · w: one array, changed in place.
      cpu: (e, _, [logits, labels, weights, dloss]) => {
        const probabilities = only(e.emit('Exp', [logProbabilities(e, logits)]));
        const scale = only(e.emit('Mul', [column(e, weights as string), dloss as string]));
        const scaled = only(e.emit('Mul', [probabilities, scale]));
        const at = indexColumn(e, labels);
        const right = only(e.emit('Sub', [only(e.emit('GatherElements', [scaled, at], { axis: 1 })), scale]));
        return e.emit('ScatterElements', [scaled, at, right], { axis: 1 });
      },
      webgpu: (e, { inputs }, [logits, labels, weights, dloss]) => {
        const vocabulary = only(inputs).type.shape[1] as number;
        const probabilities = only(e.emit('Softmax', [logits as string], { axis: 1 }));
        const difference = only(e.emit('Sub', [probabilities, oneHot(e, labels as string, vocabulary)]));
        const scale = only(e.emit('Mul', [column(e, weights as string), dloss as string]));
        return e.emit('Mul', [difference, scale]);
      },
    },
  },
  dropoutMask: {
    infer: ([seeds], { columns }) => [{ dtype: 'f32', shape: [(seeds as TensorType).shape[0] as Dim, columns] }],
    vjp: null,
    lower: lowerDropoutMask,
  },
} satisfies { [K in OpName]?: OpRule<K> };

/** On the CPU the operator that turns in one step; a row's place in the tables is its own, its angle came from the host. */
function lowerRotary(
  e: Emitter,
  { inputs: [x, table], attributes: { inverse } }: Node<'rotary'>,
  [rows, cos, sin]: readonly string[],
): string[] {
  const [width, half] = [x, table].map((value) => (value as Value).type.shape[1] as number) as [number, number];
  const reshaped = (name: string, shape: number[]) =>
    only(e.emit('Reshape', [name, e.literal(int64(shape), [shape.length])]));
  const angles = [cos as string, inverse ? only(e.emit('Neg', [sin as string])) : (sin as string)] as const;
  if (e.device === 'webgpu') {
    const columns = angles.map((name) => reshaped(name, [-1, 1, half])) as [string, string];
    const heads = reshaped(rows as string, [-1, width / (2 * half), 2 * half]);
    return [reshaped(rotate(e, heads, columns, [2, half]), [-1, width])];
  }
  return [reshaped(turn(e, reshaped(rows as string, [1, -1, width]), angles), [-1, width])];
}

/** For the CPU: heads side by side [1, rows, heads·d] or apart [.., heads, rows, d], by the angles of their rows [rows, d/2]. */
export function turn(e: Emitter, x: string, angles: readonly [string, string]): string {
  const first = e.literal(int64([0]), [1]);
  return only(e.emit('RotaryEmbedding', [x, first, ...angles], {}, { domain: 'com.microsoft' }));
}

/** Turns pairs (i, i + half) along an axis by the angles whose cos and sin are given, in plain ops. */
export function rotate(
  e: Emitter,
  x: string,
  [cos, sin]: readonly [string, string],
  [axis, half]: readonly [axis: number, half: number],
): string {
  const part = (from: number) =>
    only(e.emit('Slice', [x, ...[from, from + half, axis].map((n) => e.literal(int64([n]), [1]))]));
  const [first, second] = [part(0), part(half)];
  const times = (a: string, b: string) => only(e.emit('Mul', [a, b]));
  const left = only(e.emit('Sub', [times(first, cos), times(second, sin)]));
  const right = only(e.emit('Add', [times(second, cos), times(first, sin)]));
  return only(e.emit('Concat', [left, right], { axis }));
}

/** Largest prime whose square fits in an int32: products of two residues never overflow. */
const prime = 46337;

/** The residue of an int32, in ops that every device has. */
function modulo(e: Emitter, value: string): string {
  const p = e.literal(Int32Array.of(prime), []);
  const quotient = only(e.emit('Div', [value, p]));
  return only(e.emit('Sub', [value, only(e.emit('Mul', [quotient, p]))]));
}

/**
 * u = m·(m + 1) + r·d mod p, m = r·c mod p, for a row's seed r, a column's constant c and a layer's d; kept where
 * u ≥ rate·p. Integers only, none of them over an int32, so the mask is the same on every device and wherever the row is
 * computed again. r in [1, p), from the host. No two columns of all layers have the same mask: m·(m + 1) tells c from
 * −c, and d one layer's c from another's.
 */
function lowerDropoutMask(
  e: Emitter,
  { attributes: { columns, salt, rate } }: { attributes: { columns: number; salt: number; rate: number } },
  [seeds]: readonly string[],
): string[] {
  const integer = (value: number) => e.literal(Int32Array.of(value), []);
  const int = (opType: string, a: string, b: string) => only(e.emit(opType, [a, b]));
  let state = (salt * 7919 + 12345) % prime;
  const constants = Int32Array.from({ length: columns }, () => {
    state = (state * 28629 + 17) % prime;
    return 1 + (state % (prime - 1));
  });
  const row = column(e, seeds as string);
  const shift = modulo(e, int('Mul', row, integer(1 + ((salt * 30011) % (prime - 1)))));
  const mixed = modulo(e, int('Mul', row, e.literal(constants, [1, columns])));
  const u = modulo(e, int('Add', int('Mul', mixed, int('Add', mixed, integer(1))), shift));
  const kept = only(e.emit('GreaterOrEqual', [u, integer(Math.round(rate * prime))]));
  return e.emit('Mul', [only(e.emit('Cast', [kept], { to: 1 })), scalar(e, 1 / (1 - rate))]);
}
