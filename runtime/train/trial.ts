/** A trial of a device with the run's own graph, weights and first batch: what `auto` decides by. */
import type { Example } from '../data/packing.ts';
import { type Engine, fullBatch } from './engine.ts';

/**
 * Seconds that a step takes: the second of two, as the first compiles and warms up. Changes no parameter. Releases the
 * engine, also where it fails.
 */
export async function secondsOfStep(
  engine: Engine,
  parameters: ReadonlyMap<string, Float32Array>,
  bins: readonly (readonly Example[])[],
  rows: number,
): Promise<number> {
  try {
    const batch = fullBatch(bins, rows, engine.padLengthTo);
    await engine.accumulate(parameters, [batch], 0);
    const start = performance.now();
    await engine.accumulate(parameters, [batch], 0);
    return (performance.now() - start) / 1000;
  } finally {
    await engine.release();
  }
}
