/** Which sentences of a note a claim is about. */
import type { Reading, Sentence } from './reading.ts';
import { sameValue } from './same-value.ts';

export interface Match {
  readonly sentence: Sentence;
  readonly score: number;
}

/** Rare words weigh more than common ones. */
export const weightOf = (stem: string, note: Reading): number => 1 / (1 + Math.log(1 + (note.counts.get(stem) ?? 0)));

export const wordsOf = ({ terms }: Sentence): string => terms.map(({ word }) => word).join(' ');

/** Sentences of the note that share words or values with the claim, the best first. */
export function alignedSentences(claim: Sentence, note: Reading): Match[] {
  const stems = [...new Set(claim.terms.map(({ stem }) => stem))];
  const about = wordsOf(claim);
  const scored = note.sentences.map((sentence) => {
    const own = new Set(sentence.terms.map(({ stem }) => stem));
    const words = stems.reduce((sum, stem) => {
      if (own.has(stem)) return sum + weightOf(stem, note);
      return sentence.heading.has(stem) ? sum + weightOf(stem, note) / 2 : sum;
    }, 0);
    const values = claim.values.filter((value) => sentence.values.some((other) => sameValue(value, other, about)));
    return { sentence, score: words + values.length / 2 };
  });
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}
