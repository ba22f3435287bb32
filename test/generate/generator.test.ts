import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGenerator, type Generator } from '../../runtime/generate/generator.ts';
import { goldenModels, relativeError } from '../goldens/load.ts';
import { devices } from '../graph/devices.ts';
import { goldenTraining, openTiny } from '../models/tiny.ts';

const chunkings = [
  { how: 'one token at a time', sizes: new Array<number>(28).fill(1) },
  { how: 'a long prefill and then tokens', sizes: [20, 1, 1, 1, 1, 1, 1, 1, 1] },
  { how: 'chunks of unequal size', sizes: [3, 7, 1, 12, 5] },
  { how: 'all at once', sizes: [28] },
];

describe.each(devices)('on $device', ({ device, missing }) => {
  // SwiftShader compiles a shader for every new length, so one model and one chunking must do there.
  const models = device === 'cpu' ? goldenModels : goldenModels.slice(0, 1);
  const tried = device === 'cpu' ? chunkings : chunkings.slice(1, 2);

  describe.skipIf(missing).each(models)('prefill and decode of %s', (name) => {
    const tiny = openTiny(name);
    const { options, parameters } = goldenTraining(tiny, 'lora');
    const reference = tiny.golden.training('lora');
    const tokens = [...tiny.golden.row.tokens];
    let tuned: Generator;
    let base: Generator;
    beforeAll(async () => {
      const create = (adapter: typeof options.adapter) =>
        createGenerator(tiny, { adapter, trainWeights: false, device, threads: 1 });
      [tuned, base] = [await create(options.adapter), await create(undefined)];
    });
    afterAll(async () => {
      await tuned?.release();
      await base?.release();
    });

    /** The last position of each chunk against the row of the golden logits. */
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
      expectEqual(await tuned.logitsOf(tokens, parameters, sizes), sizes, reference.rowLogits().data);
    });

    it.each(tried.slice(0, 2))('give those of the base without an adapter, $how', async ({ sizes }) => {
      expectEqual(await base.logitsOf(tokens, new Map(), sizes), sizes, reference.rowLogits(true).data);
    });

    it('write the most likely token each time, and stop at the end token or the limit', async () => {
      const written = await tuned.greedy(tokens.slice(0, 20), parameters, -1, 4);
      expect(written).toHaveLength(4);
      const again = await tuned.logitsOf([...tokens.slice(0, 20), ...written.slice(0, 3)], parameters, [20, 1, 1, 1]);
      expect(again.map((logits) => logits.indexOf(Math.max(...logits)))).toEqual(written);
      const eos = written[2] as number;
      const upTo = written.slice(0, written.indexOf(eos));
      expect(await tuned.greedy(tokens.slice(0, 20), parameters, eos, 4)).toEqual(upTo);
    });
  });
});
