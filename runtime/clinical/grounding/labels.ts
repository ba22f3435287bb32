/** Which words of a note stand before its values and name what is measured or given. */
import type { Reading, Sentence } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { quantitiesIn } from './timeline.ts';
import type { Quantity } from './units.ts';

interface Labelled {
  readonly quantity: Quantity;
  readonly labels: ReadonlySet<string>;
}

const known = new WeakMap<Reading, readonly Labelled[]>();

/** For each telling word of the claim the note's values that stand behind it. */
export function labelledAs({ terms }: Sentence, note: Reading, more: readonly string[] = []): Quantity[][] {
  const all = known.get(note) ?? note.sentences.flatMap(labelledIn);
  known.set(note, all);
  const stems = terms.map(({ stem }) => stem).filter((stem) => !isReportingWord(stem) || isMeasure.test(stem));
  return [...new Set([...stems, ...more])].map((stem) =>
    all.filter(({ labels }) => labels.has(stem)).map(({ quantity }) => quantity),
  );
}

/** Reporting words that name what is measured. */
export const isMeasure = /^(?:weigh|weight|height|score|pain|count|rate|blood|level)$/;

/** In words: what stands so far before a value may be what is measured. */
export const labelReach = 7;

function labelledIn(sentence: Sentence): Labelled[] {
  const subject = sentence.terms.slice(0, 3).map(({ stem }) => stem);
  return quantitiesIn(sentence).map(({ quantity, position, start }) => {
    const before = sentence.terms.filter((term) => term.position < position && position - term.position <= labelReach);
    const column = sentence.columns.find((cell) => cell.start <= start && start < cell.end)?.stems ?? [];
    return { quantity, labels: new Set([...before.map(({ stem }) => stem), ...subject, ...column]) };
  });
}
