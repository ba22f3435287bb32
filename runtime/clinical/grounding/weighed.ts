/** What was weighed or offered and then not done, told in two clauses: "tracheostomy discussed, not needed". */
import { clauseAround } from './clause-borders.ts';

/** Of words, the last one not counted. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const isWeighed =
  /^(?:considered|discussed|offered|proposed|planned|suggested|recommended|debated|attempted|requested|ordered|reserve|reserved|prepared|drawn)$/;
const isDone =
  /^(?:needed|necessary|required|done|given|performed|pursued|indicated|started|placed|used|taken|wanted|desired|tolerated|obtained|attempted|feasible|possible)$/;

/** Whether "not" begins a clause that says nothing else of its own, and the one before tells what was weighed. */
export function isNotDone(words: readonly string[], at: number, start: number, end: number): boolean {
  if (words[at] !== 'not' || at !== start || !/^(?:,|but|and)$/.test(words[start - 1] ?? '')) return false;
  const before = clauseAround(words, Math.max(0, start - 2)).start;
  const isTold = words.slice(before + 1, start - 1).some((word) => isWeighed.test(word));
  return isTold && (isDone.test(words[at + 1] ?? '') || at + 1 >= end);
}

/** "Transfusion offered, patient declined." */
export const isOfOffer = (words: readonly string[], at: number): boolean =>
  /^(?:patient|pt|he|she|they|family|parents|,|but|and)$/.test(words[at - 1] ?? '') &&
  /^(?:[.,;)]?|this|it|that)$/.test(words[at + 1] ?? '') &&
  words.slice(0, at).some((word) => isWeighed.test(word));

/** What stands before the last verb of weighing or offering. */
export function weighedBefore(words: readonly string[], at: number): Range {
  const verb = words.slice(0, at).findLastIndex((word) => isWeighed.test(word));
  return { from: Math.max(clauseAround(words, verb).start, words.lastIndexOf(',', verb) + 1), to: verb };
}

/** "Decided against warfarin"; of "warfarin was debated, they decided against it" what was debated. */
export const decidedAgainst = (words: readonly string[], at: number): Range =>
  /^(?:it|this|that|[.,;]|)$/.test(words[at + 1] ?? '') && words.slice(0, at).some((word) => isWeighed.test(word))
    ? weighedBefore(words, at)
    : { from: at + 1, to: clauseAround(words, at + 1).end };
