/** The order in which examples are seen: a function of the seed and the epoch, so that a cursor is enough to resume. */
import type { FineTuneConfig } from '../protocol/config.ts';
import { type Example, packExamples } from './packing.ts';
import { seededRandom, shuffled } from './random.ts';

/** The next batch to compute: `position` counts batches within the epoch. */
export interface Cursor {
  readonly epoch: number;
  readonly position: number;
}

/** Bins are packed from so many neighbours of the shuffled order, so that their company changes every epoch. */
const packingWindow = 512;

/** All batches of an epoch (from 0), each of at most batchSize bins; the last one may have fewer. */
export function batchesOfEpoch(
  examples: readonly Example[],
  config: Pick<FineTuneConfig, 'seed' | 'sequenceLength' | 'packing' | 'batchSize'>,
  epoch: number,
): Example[][][] {
  const random = seededRandom(config.seed ^ Math.imul(epoch + 1, 0x9e3779b1));
  const windows = chunks(shuffled(examples, random), packingWindow);
  const bins = windows.flatMap((window) => packExamples(window, config.sequenceLength, config.packing));
  return chunks(shuffled(bins, random), config.batchSize);
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
