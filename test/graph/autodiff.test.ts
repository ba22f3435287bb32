import { describe, expect, it } from 'vitest';
import { compile } from '../../runtime/backend/session.ts';
import { gradients } from '../../runtime/graph/autodiff.ts';
import { Builder } from '../../runtime/graph/builder.ts';
import type { Value } from '../../runtime/graph/ir.ts';

/** The gradients of the scalar that `build` makes of inputs [2], at the given points. */
async function gradientsAt(build: (g: Builder, ...inputs: Value[]) => Value, points: readonly number[][]) {
  const g = new Builder();
  const inputs = points.map((_, i) => g.input(`x${i}`, 'f32', [2]));
  const loss = build(g, ...inputs);
  const grads = gradients(g, loss, inputs);
  for (const [i, grad] of grads.entries()) if (grad) g.output(`g${i}`, grad);
  const session = await compile(g.finish(), undefined, { device: 'cpu', threads: 1 });
  const feeds = points.map((point, i) => [`x${i}`, { data: Float32Array.from(point), shape: [2] }] as const);
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return grads.map((grad, i) => (grad ? [...(results[`g${i}`]?.data ?? [])] : undefined));
}

const sum = (g: Builder, x: Value) => g.reduceSum(x, [0], false);

describe('reverse-mode differentiation', () => {
  it('sums the gradients of all paths that lead to a value', async () => {
    // d/dx (x·x + 3x + x·y) = 2x + 3 + y
    const [dx, dy] = await gradientsAt(
      (g, x, y) => sum(g, g.add(g.add(g.mul(x, x), g.scale(x, 3)), g.mul(x, y as Value))),
      [
        [2, -1],
        [5, 7],
      ],
    );
    expect(dx).toEqual([2 * 2 + 3 + 5, 2 * -1 + 3 + 7]);
    expect(dy).toEqual([2, -1]);
  });

  it('says of an input that the loss does not depend on it', async () => {
    const [dx, dy] = await gradientsAt(
      (g, x) => sum(g, x),
      [
        [1, 2],
        [3, 4],
      ],
    );
    expect(dx).toEqual([1, 1]);
    expect(dy).toBeUndefined();
  });

  it('stops at a value that an op without a gradient has made', async () => {
    const isPositive = (g: Builder, x: Value) => g.cast(g.greaterOrEqual(x, g.scalar(0)), 'f32');
    const [dx] = await gradientsAt((g, x) => sum(g, g.mul(isPositive(g, x), x)), [[2, -1]]);
    expect(dx).toEqual([1, 0]);
  });

  it('takes the loss itself as a value to differentiate by', async () => {
    const g = new Builder();
    const x = g.input('x', 'f32', []);
    const loss = g.mul(x, x);
    const [dloss, dx] = gradients(g, loss, [loss, x]);
    g.output('dloss', dloss as Value);
    g.output('dx', dx as Value);
    const session = await compile(g.finish(), undefined, { device: 'cpu', threads: 1 });
    const { dloss: one, dx: twice } = await session.run({ x: { data: Float32Array.of(3), shape: [] } });
    await session.release();
    expect([one?.data[0], twice?.data[0]]).toEqual([1, 6]);
  });

  it('refuses to train a weight that the graph holds frozen', () => {
    const g = new Builder();
    const weight = g.weight('w', [2, 2]);
    const loss = g.reduceSum(g.project(g.input('x', 'f32', [1, 2]), weight), [0, 1], false);
    expect(() => gradients(g, loss, [weight])).toThrow('project is for frozen weights');
  });
});

describe('the shape rules', () => {
  const g = new Builder();
  const table = g.input('table', 'f32', [2, 3]);
  it.each([
    ['shapes that do not broadcast', () => g.add(table, g.input('a', 'f32', [2])), 'do not broadcast'],
    ['inner sizes that differ', () => g.matmul(table, table), 'matmul: [2, 3] and [2, 3]'],
    ['a reshape to another number of elements', () => g.reshape(table, [7]), 'reshape [2, 3] to [7]'],
    ['a split into unequal parts', () => g.split(table, 1, 2), '3 is no multiple of 2'],
    ['a concat of rows of unequal width', () => g.concat([table, g.input('b', 'f32', [2, 4])], 0), 'concat'],
  ])('refuse %s', (_, build, message) => {
    expect(build).toThrow(message);
  });
});
