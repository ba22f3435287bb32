import { expect, it } from 'vitest';
import { Builder } from '../../runtime/graph/builder.ts';
import { symbol } from '../../runtime/graph/dim.ts';
import { peakBytes } from '../../runtime/graph/liveness.ts';

const n = symbol('n');

it('the peak is the most that is alive at once, feeds left out', () => {
  const g = new Builder();
  const x = g.input('x', 'f32', [n, 4]);
  const a = g.exp(x); //                          16n
  const b = g.neg(a); //                          a, b: 32n
  const c = g.concat([b, b], 1); //               a, b, c: 64n   ← b dies
  const d = g.reduceSum(c, [1]); //               a, c, d: 52n   ← c dies
  g.output('y', g.mul(a, d)); //                  a, d, y: 36n
  expect(peakBytes(g.finish(), { n: 10 })).toBe(64 * 10);
});

it('an output of the graph lives to the end, a value that nobody reads only while it is made', () => {
  const g = new Builder();
  const x = g.input('x', 'f32', [100]);
  g.output('kept', g.exp(x)); //  400
  g.sin(x); //                    800, then 400
  g.output('last', g.neg(x)); //  800
  g.output('small', g.reduceSum(x, [0])); //  804
  expect(peakBytes(g.finish(), {})).toBe(804);
});

it('a view takes no memory and keeps alive what it views', () => {
  const g = new Builder();
  const x = g.input('x', 'f32', [n, 6]);
  const a = g.exp(x); //                            24n
  const view = g.reshape(a, [n, 2, 3]); //          24n
  const b = g.reduceSum(x, [1]); //                 28n
  const after = g.guard(view, g.reshape(b, [n])); // 28n
  g.output('y', g.neg(after)); //                   a, y: 48n (b dies at the guard)
  expect(peakBytes(g.finish(), { n: 3 })).toBe(48 * 3);
});

it('booleans take a byte, int32 four', () => {
  const g = new Builder();
  const x = g.input('x', 'i32', [8]);
  const positive = g.greaterOrEqual(x, g.constant(Int32Array.of(0), []));
  g.output('y', g.cast(positive, 'i32'));
  expect(peakBytes(g.finish(), {})).toBe(8 * 1 + 8 * 4);
});
