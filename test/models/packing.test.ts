import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile, type HostTensor, type Session } from '../../runtime/backend/session.ts';
import { type Example, makeBatch } from '../../runtime/data/packing.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import { evaluationGraph } from '../../runtime/models/graphs.ts';
import { batchFeeds } from '../../runtime/train/feeds.ts';
import { openTiny } from './tiny.ts';

const tiny = openTiny('tiny-untied');
let session: Session;
beforeAll(async () => {
  const options = { model: tiny.description, trainWeights: false, adapter: undefined, batch: 1 };
  session = await compile(evaluationGraph(options, true), tiny.weights, { device: 'cpu', threads: 1 });
});
afterAll(() => session?.release());

const example = (seed: number, length: number): Example => {
  const random = seededRandom(seed);
  const tokens = Int32Array.from({ length }, () => random.integer(256));
  return { rowId: String(seed), task: 'Summarization', tokens, labelStart: 1, trimmed: false };
};

/** The logits of each example of a row, as bytes. */
async function logitsOf(bin: readonly Example[]): Promise<Buffer[]> {
  const batch = makeBatch([bin], 64);
  const { logits } = await session.run(batchFeeds(tiny.description, batch, 1), ['logits']);
  const { data } = logits as HostTensor;
  let at = 0;
  return bin.map(({ tokens }) => {
    const part = data.subarray(at * 256, (at + tokens.length - 1) * 256);
    at += tokens.length - 1;
    return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  });
}

it('the neighbours of an example in a packed row do not change its logits by a bit', async () => {
  const [middle, before, after] = [example(1, 20), example(2, 17), example(3, 25)];
  const [, reference] = await logitsOf([before, middle, after]);
  const [, changed] = await logitsOf([example(4, 17), middle, example(5, 25)]);
  expect(changed?.equals(reference as Buffer)).toBe(true);
  const [, other] = await logitsOf([before, example(6, 20), after]);
  expect(other?.equals(reference as Buffer)).toBe(false);
});
