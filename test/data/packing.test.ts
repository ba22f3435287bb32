import { describe, expect, test } from 'vitest';
import { type Example, makeBatch, packExamples } from '../../runtime/data/packing.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import { batchesOfEpoch } from '../../runtime/data/sampler.ts';

/** Every token is unlike every other, so that none can be lost or moved unseen. */
function sampleExamples(count: number, longest: number, seed: number): Example[] {
  const random = seededRandom(seed);
  let token = 1;
  return Array.from({ length: count }, (_, i) => {
    const length = 2 + random.integer(longest - 1);
    return {
      rowId: String(i),
      task: 'Summarization',
      tokens: Int32Array.from({ length }, () => token++),
      labelStart: 1 + random.integer(length - 1),
      trimmed: false,
    };
  });
}

const ids = (bins: readonly (readonly Example[])[]) => bins.flat().map((example) => example.rowId);
const inOrder = (names: string[]) => names.toSorted((a, b) => Number(a) - Number(b));
const total = (bin: readonly Example[]) => bin.reduce((sum, example) => sum + example.tokens.length, 0);

test('packing loses nothing, repeats nothing and fills no bin over the limit', () => {
  for (let seed = 0; seed < 20; seed++) {
    const examples = sampleExamples(100, 64, seed);
    const bins = packExamples(examples, 64 + seed * 10, true);
    expect(inOrder(ids(bins))).toEqual(ids([examples]));
    expect(Math.max(...bins.map(total))).toBeLessThanOrEqual(64 + seed * 10);
  }
});

test('bins are nearly full, and without packing there is one for each example', () => {
  const examples = sampleExamples(400, 64, 3);
  expect(total(examples) / (packExamples(examples, 128, true).length * 128)).toBeGreaterThan(0.95);
  expect(packExamples(examples, 128, false).map(total)).toEqual(examples.map((example) => example.tokens.length));
});

test('a batch holds each example with positions from 0, one segment, and every label once', () => {
  for (let seed = 0; seed < 20; seed++) {
    const bins = packExamples(sampleExamples(30, 50, seed), 100, true);
    const batch = makeBatch([...bins, []], 16);
    expect(batch.rows).toBe(bins.length + 1);
    expect(batch.length % 16).toBe(0);
    for (const [row, bin] of bins.entries())
      for (const [i, example] of bin.entries()) {
        const own = [...batch.segments.keys()].filter(
          (at) => Math.floor(at / batch.length) === row && batch.segments[at] === i + 1,
        );
        expect(own.map((at) => batch.tokens[at])).toEqual([...example.tokens]);
        expect(own.map((at) => batch.positions[at])).toEqual([...example.tokens.keys()]);
      }
    expect(batch.segments.filter((segment) => segment > 0)).toHaveLength(batch.tokenCount);
    const expected = bins.flat().flatMap((example) => [...example.tokens.slice(example.labelStart)]);
    expect([...batch.labels]).toEqual(expected);
    for (const [i, at] of batch.labelIndex.entries()) {
      expect(batch.tokens[at + 1]).toBe(batch.labels[i]);
      expect(batch.segments[at]).toBe(batch.segments[at + 1]);
    }
  }
});

test('a batch of empty bins is all padding', () => {
  expect(makeBatch([[], []], 8)).toMatchObject({ rows: 2, length: 8, tokenCount: 0, labels: new Int32Array(0) });
});

describe('an epoch', () => {
  const config = { seed: 42, sequenceLength: 100, packing: true, batchSize: 3 };
  const examples = sampleExamples(1500, 60, 1);

  test('sees every example once, in batches of at most batchSize bins', () => {
    const batches = batchesOfEpoch(examples, config, 2);
    expect(inOrder(ids(batches.flat()))).toEqual(ids([examples]));
    expect(batches.slice(0, -1).every((batch) => batch.length === 3)).toBe(true);
  });

  test('has an order of its own that seed and number give again', () => {
    const order = (epoch: number, seed = 42) => ids(batchesOfEpoch(examples, { ...config, seed }, epoch).flat());
    expect(order(0)).toEqual(order(0));
    expect(order(1)).not.toEqual(order(0));
    expect(order(0, 43)).not.toEqual(order(0));
  });

  test('packs other examples together than the one before', () => {
    const company = (epoch: number) =>
      new Set(
        batchesOfEpoch(examples, config, epoch)
          .flat()
          .map((bin) => inOrder(ids([bin])).join()),
      );
    const before = company(0);
    expect([...company(1)].filter((bin) => before.has(bin) && bin.includes(',')).length).toBeLessThan(20);
  });
});
