/** Values that an answer may tell by itself, though the note does not have them. */
import { type Candidate, isOneOf } from './candidates.ts';
import { drugOf } from './drug-binding.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';

/** Whether nothing in the note speaks against a value that it does not have. @param rival the nearest other value */
export function isFree(value: Value, claim: Sentence, note: Reading, rival: Candidate | undefined): boolean {
  if (value.kind === 'frequency') return value.perDay <= 1 && !isOfSameDrug(value, claim, rival);
  if (value.kind === 'kin') return isNewborn(value.kin) && [...note.words].some((word) => newborn.test(word));
  if (value.kind === 'date') return isMonth(value) && !(rival && rival.score >= nearRival && isMonth(rival.value));
  if (isWholeDay(value, claim)) return true;
  return isCounting(value) && (isSum(claim) || !isCountedOtherwise(value, claim, note));
}

const isOfSameDrug = (value: Value, claim: Sentence, rival: Candidate | undefined): boolean => {
  const drug = drugOf(value, claim);
  return drug !== undefined && rival !== undefined && isOneOf(drugOf(rival.value, rival.sentence), drug);
};

/** "The next day", "a week later": said of much that the note does not date. */
export const isImplied = (value: Value): boolean => value.kind === 'quantity' && value.quantity.hedge === 'implied';

/** "Her daughter" where the note has "a live girl". */
const isNewborn = (kin: string): boolean => /^(?:son|daughter|child)$/.test(kin);
const newborn = /^(?:girl|boy|baby|infant|newborn|neonate|twins?)$/;

/** "Cycle 5" of "C5", "grade 2" of "G2". */
export function isShortName(value: Value, { words, first }: Sentence, { text }: Reading): boolean {
  if (value.kind !== 'quantity' || value.quantity.dimension !== 'number') return false;
  const name = words[value.position - first - 1] ?? '';
  const short = `${name.charAt(0).toUpperCase()}${value.quantity.value}`;
  return /^(?:cycle|grade|day|week|visit)$/.test(name) && new RegExp(`\\b${short}\\b`).test(text);
}

/** "Drained 1.4 litres over 24 hours" of "1400 mL/24 h": the amount beside it is what counts. */
const isWholeDay = ({ position, ...value }: Value, { words, first, values }: Sentence): boolean =>
  value.kind === 'quantity' &&
  /^h/.test(value.quantity.unit) &&
  value.quantity.value === 24 &&
  words.slice(position - first - 1, position - first + 1).some((word) => /^(?:over|in|per|every|each)$/.test(word)) &&
  values.some((other) => other.kind === 'quantity' && /^(?:volume|mass|units)$/.test(other.quantity.dimension));

/** "The two infusions", "the second one": what an answer may count itself. */
const isCounting = (value: Value): boolean =>
  value.kind === 'quantity' && /^(?:ordinal|count)$/.test(value.quantity.unit);

/** "Eight bands in all" of "6 bands" and "2 further bands". */
const isSum = ({ words }: Sentence): boolean =>
  /\b(?:in (?:all|total)|altogether|overall|combined)\b/.test(words.join(' '));

const nearRival = 0.15;

/** "In January", without a day or a year. */
const isMonth = (value: Value): boolean =>
  value.kind === 'date' && value.date.readings.every(({ day, year }) => day === undefined && year === undefined);

/** Whether the note counts the same thing by another number. */
function isCountedOtherwise(value: Value, claim: Sentence, note: Reading): boolean {
  const [thing] = behind(value, claim);
  return note.sentences.some((sentence) =>
    sentence.values.some(
      (other) =>
        other.kind === 'quantity' &&
        other.quantity.dimension === 'number' &&
        thing !== undefined &&
        behind(other, sentence).includes(thing),
    ),
  );
}

const behind = ({ position }: Value, { terms }: Sentence): string[] =>
  terms
    .filter((term) => term.position > position && term.position <= position + 3 && !isReportingWord(term.stem))
    .map(({ stem }) => stem);
