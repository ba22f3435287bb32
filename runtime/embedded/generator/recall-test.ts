/**
 * A memory test as it is done at the bedside: words are read out and the patient says them again. Unlike other parts of a
 * note nothing in it can be guessed, so it is what teaches a small model most quickly to look things up.
 */
import { allWords } from './pools.ts';
import type { Random } from './random.ts';

export interface RecallTest {
  readOut: string;
  /** The same words, from the beginning or from somewhere in the middle. */
  said(random: Random): string;
}

export function drawRecallTest(random: Random, length: number): RecallTest {
  const drawn = Array.from({ length }, () => (random.chance(0.15) ? String(random.int(1, 99)) : random.pick(allWords)));
  return {
    readOut: `Recall test, read out: ${drawn.join(' ')}`,
    said: (where) => `Said again: ${drawn.slice(where.chance(0.5) ? 0 : where.int(0, length >> 1)).join(' ')}`,
  };
}
