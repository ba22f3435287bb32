/** Element-wise ops: arithmetic with broadcasting, functions of one variable, comparison and choice. */
import type { Builder } from '../builder.ts';
import type { OpName, TensorType, Value } from '../ir.ts';
import { broadcastShapes, type OpRule, only, unbroadcast } from './rule.ts';

type Plain =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'sigmoid'
  | 'tanh'
  | 'cos'
  | 'sin'
  | 'silu';
type BinaryGradient = (g: Builder, dy: Value, a: Value, b: Value) => [() => Value, () => Value];
type UnaryGradient = (g: Builder, dy: Value, x: Value, y: Value) => Value;

function binary<K extends Plain>(onnx: string, gradient: BinaryGradient): OpRule<K> {
  return {
    infer: ([a, b]) => [
      { dtype: (a as TensorType).dtype, shape: broadcastShapes((a as TensorType).shape, (b as TensorType).shape) },
    ],
    vjp: (g, { inputs }, [dy], wants) => {
      const [a, b] = [only(inputs, 0), only(inputs, 1)];
      const parts = gradient(g, dy as Value, a, b);
      return [a, b].map((input, i) =>
        wants[i] ? unbroadcast(g, (parts[i] as () => Value)(), input.type.shape) : undefined,
      );
    },
    lower: (e, _, inputs) => e.emit(onnx, inputs),
  };
}

function unary<K extends Plain>(onnx: string, gradient: UnaryGradient): OpRule<K> {
  return {
    infer: ([x]) => [x as TensorType],
    vjp: (g, { inputs, outputs }, [dy]) => [gradient(g, dy as Value, only(inputs), only(outputs))],
    lower: (e, _, inputs) => e.emit(onnx, inputs),
  };
}

function comparison<K extends 'equal' | 'greaterOrEqual' | 'and'>(onnx: string): OpRule<K> {
  return {
    infer: ([a, b]) => [{ dtype: 'bool', shape: broadcastShapes((a as TensorType).shape, (b as TensorType).shape) }],
    vjp: null,
    lower: (e, _, inputs) => e.emit(onnx, inputs),
  };
}

const onnxDType = { f32: 1, i32: 6, bool: 9 } as const;

export const elementwise = {
  add: binary('Add', (_, dy) => [() => dy, () => dy]),
  sub: binary('Sub', (g, dy) => [() => dy, () => g.neg(dy)]),
  mul: binary('Mul', (g, dy, a, b) => [() => g.mul(dy, b), () => g.mul(dy, a)]),
  div: binary('Div', (g, dy, a, b) => [() => g.div(dy, b), () => g.neg(g.div(g.mul(dy, a), g.mul(b, b)))]),
  neg: unary('Neg', (g, dy) => g.neg(dy)),
  exp: unary('Exp', (g, dy, _, y) => g.mul(dy, y)),
  log: unary('Log', (g, dy, x) => g.div(dy, x)),
  sqrt: unary('Sqrt', (g, dy, _, y) => g.div(g.scale(dy, 0.5), y)),
  sigmoid: unary('Sigmoid', (g, dy, _, y) => g.mul(dy, g.mul(y, g.sub(g.scalar(1), y)))),
  tanh: unary('Tanh', (g, dy, _, y) => g.mul(dy, g.sub(g.scalar(1), g.mul(y, y)))),
  cos: unary('Cos', (g, dy, x) => g.neg(g.mul(dy, g.sin(x)))),
  sin: unary('Sin', (g, dy, x) => g.mul(dy, g.cos(x))),
  silu: {
    infer: ([x]) => [x as TensorType],
    // d/dx x·σ(x) = σ(x)·(1 + x·(1 − σ(x))) = σ + y·(1 − σ)
    vjp: (g, { inputs, outputs }, [dy]) => {
      const s = g.sigmoid(only(inputs));
      return [g.mul(dy as Value, g.add(s, g.mul(only(outputs), g.sub(g.scalar(1), s))))];
    },
    lower: {
      cpu: (e, _, inputs) => e.emit('QuickGelu', inputs, { alpha: { float: 1 } }, { domain: 'com.microsoft' }),
      webgpu: (e, _, [x]) => e.emit('Mul', [x as string, only(e.emit('Sigmoid', [x as string]))]),
    },
  } satisfies OpRule<'silu'>,
  cast: {
    infer: ([x], { to }) => [{ dtype: to, shape: (x as TensorType).shape }],
    vjp: null,
    lower: (e, { attributes }, inputs) => e.emit('Cast', inputs, { to: onnxDType[attributes.to] }),
  } satisfies OpRule<'cast'>,
  equal: comparison('Equal'),
  greaterOrEqual: comparison('GreaterOrEqual'),
  and: comparison('And'),
  where: {
    infer: ([condition, a, b]) => {
      const [c, x, y] = [condition, a, b] as [TensorType, TensorType, TensorType];
      return [{ dtype: x.dtype, shape: broadcastShapes(c.shape, broadcastShapes(x.shape, y.shape)) }];
    },
    vjp: (g, { inputs }, [dy], wants) => {
      const [condition, a, b] = inputs as [Value, Value, Value];
      const part = (input: Value, pick: () => Value) => unbroadcast(g, pick(), input.type.shape);
      const zero = g.scalar(0);
      return [
        undefined,
        wants[1] ? part(a, () => g.where(condition, dy as Value, zero)) : undefined,
        wants[2] ? part(b, () => g.where(condition, zero, dy as Value)) : undefined,
      ];
    },
    lower: (e, _, inputs) => e.emit('Where', inputs),
  } satisfies OpRule<'where'>,
} satisfies { [K in OpName]?: OpRule<K> };
