import { expect, test } from 'vitest';
import { decimate } from '../../webview-ui/training/decimate.ts';

const noise = Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 5000) + ((i * 7919) % 1000) / 1e4);

test('a long line keeps its ends, its order and its shape with a thousandth of its points', () => {
  const kept = decimate(noise, 50);
  expect(kept.length).toBeLessThanOrEqual(102);
  expect([kept[0], kept.at(-1)]).toEqual([0, noise.length - 1]);
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
});

test('no peak is lost, however narrow', () => {
  for (const [at, height] of [
    [31_337, 99],
    [99_998, -99],
    [1, 42],
  ] as const) {
    const spiked = noise.with(at, height);
    expect(decimate(spiked, 50).map((i) => spiked[i])).toContain(height);
  }
});

test('in each part the lowest and the highest point remain', () => {
  const kept = decimate(noise, 10);
  const part = noise.slice(1, 1 + Math.floor((noise.length - 2) / 10));
  const seen = kept.filter((i) => i >= 1 && i <= part.length).map((i) => noise[i]);
  expect(seen).toEqual(expect.arrayContaining([Math.min(...part), Math.max(...part)]));
});

test('a short line is drawn as it is', () => {
  expect(decimate([], 10)).toEqual([]);
  expect(decimate([5], 10)).toEqual([0]);
  expect(decimate([3, 1, 2], 10)).toEqual([0, 1, 2]);
});
