import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDecoder, type Decoder, type Loaded, prefill } from '../../runtime/generate/decoder.ts';
import { goldenModels, relativeError } from '../goldens/load.ts';
import { devices } from '../graph/devices.ts';
import { goldenTraining, openTiny } from '../models/tiny.ts';

const chunkings = [
  { how: 'one token at a time', sizes: new Array<number>(28).fill(1) },
  { how: 'a long prefill and then tokens', sizes: [20, 1, 1, 1, 1, 1, 1, 1, 1] },
  { how: 'chunks of unequal size', sizes: [3, 7, 1, 12, 5] },
  { how: 'all at once', sizes: [28] },
];

/** Logits of each step's last row. */
async function logitsOf(decoder: Decoder, loaded: Loaded, tokens: readonly number[], sizes: readonly number[]) {
  const cache = decoder.newCache(tokens.length);
  const logits: Float32Array[] = [];
  for (const size of sizes) {
    const [last] = await decoder.advance(cache, { tokens: tokens.slice(cache.length, cache.length + size) }, loaded);
    logits.push(last as Float32Array);
  }
  return logits;
}

describe.each(devices)('on $device', ({ device, missing }) => {
  // SwiftShader is slow: one model and one chunking must do there.
  const models = device === 'cpu' ? goldenModels : goldenModels.slice(0, 1);
  const tried = device === 'cpu' ? chunkings : chunkings.slice(1, 2);

  describe.skipIf(missing).each(models)('prefill and decode of %s', (name) => {
    const tiny = openTiny(name);
    const { options, parameters } = goldenTraining(tiny, 'lora');
    const reference = tiny.golden.training('lora');
    const tokens = [...tiny.golden.row.tokens];
    let decoder: Decoder;
    let tuned: Loaded;
    beforeAll(async () => {
      decoder = await createDecoder(tiny, { adapter: options.adapter, trainWeights: false, device, threads: 1 });
      tuned = decoder.load(parameters, options.adapter?.scale);
    });
    afterAll(() => decoder?.release());

    /** The last position of each step against the row of the golden logits. */
    const expectEqual = (logits: readonly Float32Array[], sizes: readonly number[], expected: Float32Array) => {
      let end = 0;
      sizes.forEach((size, i) => {
        end += size;
        const row = expected.subarray((end - 1) * 256, end * 256);
        expect(relativeError(logits[i] as Float32Array, row), `position ${end}`).toBeLessThan(2e-5);
      });
      expect(end).toBe(tokens.length);
    };

    it.each(tried)('give the logits of training at every position, $how', async ({ sizes }) => {
      expectEqual(await logitsOf(decoder, tuned, tokens, sizes), sizes, reference.rowLogits().data);
    });

    it.each(tried.slice(0, 2))('give those of the base in the same session, $how', async ({ sizes }) => {
      const base = decoder.load(new Map());
      expectEqual(await logitsOf(decoder, base, tokens, sizes), sizes, reference.rowLogits(true).data);
    });

    // Not a skipped test: what follows is the host's part, the same on every device.
    if (device !== 'cpu') return;
    it('give them again after rows of another text were forgotten, and when the cache outgrows its room', async () => {
      const cache = decoder.newCache(1);
      await prefill(decoder, cache, [...tokens.slice(0, 9), ...new Array<number>(130).fill(7)], tuned);
      expect(cache.span).toBe(192);
      cache.truncate(9);
      expect(cache.span).toBe(64);
      const last = await prefill(decoder, cache, tokens.slice(9), tuned);
      expectEqual([last], [tokens.length], reference.rowLogits().data);
    });

    it('give each branch of a tree what it gives to the branch alone', async () => {
      const cache = decoder.newCache(tokens.length);
      const [stem, left, right] = [tokens.slice(0, 10), tokens.slice(10, 12), [5, 9]];
      await prefill(decoder, cache, stem, tuned);
      const branch = (path: number[]) => ({ stem: 10, path });
      const pair = (i: number) => [left[i], right[i]] as number[];
      await decoder.advance(cache, { tokens: pair(0), branches: [branch([]), branch([])] }, tuned);
      const rows = { tokens: pair(1), branches: [branch([10]), branch([11])], wanted: [0, 1] };
      const both = await decoder.advance(cache, rows, tuned);
      const [alone] = await logitsOf(decoder, tuned, [...stem, ...right], [12]);
      expect(relativeError(both[1] as Float32Array, alone as Float32Array)).toBeLessThan(2e-5);
      const golden = reference.rowLogits().data.subarray(11 * 256, 12 * 256);
      expect(relativeError(both[0] as Float32Array, golden)).toBeLessThan(2e-5);
    });
  });
});
