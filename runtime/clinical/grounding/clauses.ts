/** Which words of a sentence belong to which of its values. */
import type { Sentence, Term, Value } from './reading.ts';

export interface Part {
  readonly term: Term;
  /** Whether no comma stands between it and the value. */
  readonly own: boolean;
}

export type Placed = Pick<Value, 'position'>;

/** For each value of a sentence, in order, its words: cut where a clause ends, or where the next value begins. */
export function partsOf(sentence: Sentence, values: readonly Placed[]): Part[][] {
  const marks = marksOf(sentence);
  const [first] = values;
  const valueFirst = first !== undefined && !sentence.terms.some(({ position }) => position < first.position);
  const cuts = values.slice(1).map((next, i) => {
    const { position } = values[i] as Placed;
    const between = marks.filter((at) => at > position && at < next.position);
    return (valueFirst ? between.at(-1) : between[0]) ?? (valueFirst ? next.position : position);
  });
  return values.map(({ position: at }, i) => {
    const [from, to] = [cuts[i - 1] ?? Number.NEGATIVE_INFINITY, cuts[i] ?? Number.POSITIVE_INFINITY];
    return sentence.terms
      .filter(({ position }) => position >= from && position < to)
      .map((term) => ({ term, own: !marks.some((mark) => isBetween(mark, term.position, at)) }));
  });
}

const isBetween = (at: number, a: number, b: number) => at > Math.min(a, b) && at < Math.max(a, b);

/** Where clauses end, as positions of words; not the marks within a date or a number. */
export function marksOf({ words, first }: Sentence): number[] {
  return words.flatMap((word, i) => {
    const inNumber = /^\d/.test(words[i - 1] ?? '') && /^\d/.test(words[i + 1] ?? '');
    return /^(?:[;,()|]|and|then|but|with)$/.test(word) || (word === '.' && !inNumber) ? first + i : [];
  });
}
