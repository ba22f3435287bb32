/**
 * A memory test as it is done at the bedside: words are read out and the patient says them again. Unlike other parts of a
 * note nothing in it can be guessed, so it is what teaches a small model most quickly to look things up.
 */
import { allWords, drawDrug, drawSurname } from './pools.ts';
import type { Random } from './random.ts';

export interface RecallTest {
  readOut: string;
  /** The same words, from the beginning or from somewhere in the middle. */
  said(random: Random): string;
}

export function drawRecallTest(random: Random, length: number): RecallTest {
  const drawn = Array.from({ length }, () => drawWord(random));
  return {
    readOut: `Recall test, read out: ${drawn.join(' ')}`,
    said: (where) => `Said again: ${drawn.slice(where.chance(0.5) ? 0 : where.int(0, length >> 1)).join(' ')}`,
  };
}

/** Mostly a word of the notes; else a number, or a name that was never heard before. */
function drawWord(random: Random): string {
  if (random.chance(0.15)) return String(random.int(1, 99));
  if (random.chance(0.2))
    return random.chance(0.5) ? drawDrug('pretraining', random) : drawSurname('pretraining', random);
  return random.pick(allWords);
}
