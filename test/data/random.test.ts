import { expect, test } from 'vitest';
import { restoreRandom, seededHash, seededRandom, shuffled } from '../../runtime/data/random.ts';

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);

/** Expected: the first results of the C algorithm xoshiro128** 1.1 (prng.di.unimi.it), compiled, from the state 1, 2, 3, 4. */
test('the generator is xoshiro128**', () => {
  const { next } = restoreRandom([1, 2, 3, 4]);
  expect(draws(5, () => next() * 2 ** 32)).toEqual([11520, 0, 5927040, 70819200, 2031721883]);
});

test('the same seed gives the same draws, neighbouring seeds do not', () => {
  const first = draws(8, seededRandom(42).next);
  expect(draws(8, seededRandom(42).next)).toEqual(first);
  expect(draws(8, seededRandom(43).next).filter((value, i) => Math.abs(value - (first[i] as number)) < 1e-3)).toEqual(
    [],
  );
});

test('a kept state goes on where it was', () => {
  const random = seededRandom(7);
  draws(100, random.normal);
  const kept = JSON.parse(JSON.stringify(random.state()));
  expect(draws(10, restoreRandom(kept).next)).toEqual(draws(10, random.next));
});

test('normal draws have mean 0 and variance 1, uniform ones mean ½', () => {
  const random = seededRandom(1);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const normal = draws(20_000, random.normal);
  expect(Math.abs(mean(normal))).toBeLessThan(0.03);
  expect(Math.abs(mean(normal.map((value) => value * value)) - 1)).toBeLessThan(0.05);
  expect(Math.abs(mean(draws(20_000, random.next)) - 0.5)).toBeLessThan(0.01);
});

test('a shuffle keeps every item and leaves the list alone', () => {
  const items = draws(50, () => 0).map((_, i) => i);
  const mixed = shuffled(items, seededRandom(3));
  expect(mixed).not.toEqual(items);
  expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
});

test('a hash depends on seed and text', () => {
  expect(seededHash(1, 'a')).toBe(seededHash(1, 'a'));
  expect(new Set([seededHash(1, 'a'), seededHash(2, 'a'), seededHash(1, 'b')]).size).toBe(3);
});
