import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type HostTensor, type Session } from '../../runtime/backend/session.ts';
import type { PackedBatch } from '../../runtime/data/packing.ts';
import { Builder } from '../../runtime/graph/builder.ts';
import { symbol } from '../../runtime/graph/dim.ts';
import { dropoutFeeds } from '../../runtime/train/feeds.ts';
import { devices } from '../graph/devices.ts';

const rate = 0.1;
const columns = 768;
const rows = 512;
const layers = [1, 2, 30];
const batch = { rows: 2, length: rows / 2 } as PackedBatch;

/** The masks of three layers, [rows, columns] each, from the seeds of a step. */
async function masksOf(session: Session, seed: number, step: number, micro = 0): Promise<Uint8Array[]> {
  const results = await session.run(dropoutFeeds(batch, seed, step, micro));
  return layers.map((layer) => Uint8Array.from((results[`mask${layer}`] as HostTensor).data, (x) => (x > 0 ? 1 : 0)));
}

async function maskSession(device: 'cpu' | 'webgpu'): Promise<Session> {
  const g = new Builder();
  const seeds = g.input('dropoutSeeds', 'i32', [symbol('rows')]);
  for (const layer of layers) g.output(`mask${layer}`, g.dropoutMask(seeds, columns, layer, rate));
  return compile(g.finish(), undefined, { device, threads: 1 });
}

/** Correlation of two masks, element by element; of independent ones it is below 5/√n almost surely. */
function correlation(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  const [meanA, meanB] = [a, b].map((mask) => mask.reduce((sum, x) => sum + x, 0) / mask.length) as [number, number];
  a.forEach((x, i) => {
    both += (x - meanA) * ((b[i] as number) - meanB);
  });
  return both / a.length / Math.sqrt(meanA * (1 - meanA) * meanB * (1 - meanB));
}
const chance = (count: number) => 5 / Math.sqrt(count);

describe('dropout masks', () => {
  let session: Session;
  let masks: Uint8Array[];
  beforeAll(async () => {
    session = await maskSession('cpu');
    masks = await masksOf(session, 42, 3);
  });
  afterAll(() => session?.release());

  const row = (mask: Uint8Array, r: number) => mask.subarray(r * columns, (r + 1) * columns);
  const column = (mask: Uint8Array, c: number) =>
    Uint8Array.from({ length: rows }, (_, r) => mask[r * columns + c] as number);
  const keptShare = (part: Uint8Array) => part.reduce((sum, x) => sum + x, 0) / part.length;
  const spread = (count: number) => 5 * Math.sqrt((rate * (1 - rate)) / count);

  it('drop their rate of the whole, of every row and of every column', () => {
    for (const mask of masks) {
      // The residues are not quite uniform for one column: up to half a percent beside chance.
      expect(Math.abs(keptShare(mask) - (1 - rate))).toBeLessThan(0.003);
      for (let r = 0; r < rows; r++)
        expect(Math.abs(keptShare(row(mask, r)) - (1 - rate))).toBeLessThan(spread(columns));
      for (let c = 0; c < columns; c++)
        expect(Math.abs(keptShare(column(mask, c)) - (1 - rate))).toBeLessThan(spread(rows) + 0.005);
    }
  });

  it('are independent across layers, steps, micro batches and seeds', async () => {
    const [first, second, third] = masks as [Uint8Array, Uint8Array, Uint8Array];
    const others = [await masksOf(session, 42, 4), await masksOf(session, 42, 3, 1), await masksOf(session, 43, 3)];
    for (const other of [second, third, ...others.map(([mask]) => mask as Uint8Array)])
      expect(Math.abs(correlation(first, other))).toBeLessThan(chance(first.length));
  });

  it('are independent across neighbouring rows and columns', () => {
    const [mask] = masks as [Uint8Array];
    expect(Math.abs(correlation(mask.subarray(columns), mask.subarray(0, -columns)))).toBeLessThan(chance(mask.length));
    expect(Math.abs(correlation(mask.subarray(1), mask.subarray(0, -1)))).toBeLessThan(chance(mask.length));
  });

  it('have no two columns alike, within a layer and between layers', () => {
    const all = masks.flatMap((mask) => Array.from({ length: columns }, (_, c) => column(mask, c).join('')));
    expect(new Set(all).size).toBe(layers.length * columns);
  });

  it('are the same whenever they are made of the same seed and step', async () => {
    expect(await masksOf(session, 42, 3)).toEqual(masks);
  });

  it.skipIf(devices[1]?.missing)('are the same on WebGPU', async () => {
    const other = await maskSession('webgpu');
    expect(await masksOf(other, 42, 3)).toEqual(masks);
    await other.release();
  });
});
