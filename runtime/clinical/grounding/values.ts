/** Numbers, doses, dates, sides and relatives: each must stand in the note, said of the same. */
import { type Match, weightOf, wordsOf } from './alignment.ts';
import { columnScore, wordsBeyond } from './beyond.ts';
import { otherDateOf } from './date-binding.ts';
import { roleOf } from './date-roles.ts';
import { drugOf } from './drug-binding.ts';
import { type Fault, type FaultKind, faultAt } from './faults.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isDailyOfTotal, isReckonedAmount } from './reckoned-amounts.ts';
import { isReckonedAge, isReckonedDate, isReckonedTime } from './reckoned-times.ts';
import { comparable, isRival, sameValue } from './same-value.ts';
import type { Span } from './sentences.ts';
import { timesIn } from './timeline.ts';
import { isDrug } from './vocabulary.ts';

/** A value is right where the note has it, and no other of its kind stands clearly nearer to the words around it. */
export function valueFault(value: Value, claim: Sentence, note: Reading, matches: readonly Match[]): Fault[] {
  const candidates = candidatesOf(value, claim, note);
  const own = best(candidates.filter(({ right }) => right));
  const rival = best(
    candidates.filter(({ right, value: other }) => !right && isRival(value, other) && !isClaimed(other, claim)),
  );
  if (isCounting(value) && !own && !isCountedOtherwise(value, claim, note)) return [];
  if (value.kind === 'frequency' && value.perDay <= 1 && !own && !isOfSameDrug(value, claim, rival)) return [];
  if (own && isOfOtherColumn(candidates, own, claim, note)) return [faultAt(faultKind(value), value, rival?.value)];
  const counts = timesIn(claim).length > 0 && isReckoned(value, claim, note, matches);
  const other = value.kind === 'date' && own && !counts ? otherDateOf(value, claim, note) : undefined;
  if (other?.date) return [faultAt('date', value, other.date)];
  if (value.kind === 'kin' && !own && isNewborn(value.kin) && [...note.words].some((word) => newborn.test(word)))
    return [];
  const reckoned = isReckoned(value, claim, note, matches);
  if (reckoned || isImplied(value)) return [];
  if (
    own &&
    (reckoned !== false || own.score >= toldHere) &&
    !hasOtherRole(value, claim, candidates) &&
    !isNearer(rival, own, value.kind)
  )
    return [];
  if (value.kind === 'ratio' && isRange(value.parts, note)) return [];
  return [faultAt(faultKind(value), value, rival && rival.score > 0 ? rival.value : undefined)];
}

/** Whether it follows from what the note has; undefined where the note tells nothing of it. */
function isReckoned(value: Value, claim: Sentence, note: Reading, matches: readonly Match[]): boolean | undefined {
  if (value.kind === 'frequency') return (value.perDay === 1 && isDailyOfTotal(claim, note, matches)) || undefined;
  if (value.kind === 'date') return isReckonedDate(value, claim, note) || undefined;
  if (value.kind !== 'quantity') return undefined;
  if (value.quantity.dimension === 'age' && isReckonedAge(value, note)) return true;
  if (value.quantity.dimension === 'time') {
    const reckoned = isReckonedTime(value, claim, note);
    return reckoned || isReckonedAmount(value, claim, note, matches) || reckoned;
  }
  return isReckonedAmount(value, claim, note, matches) || undefined;
}

/** So near stand its words to a time that the note tells itself, whatever its dates say. */
const toldHere = 0.2;

/** A rival must stand about as near as a dose behind its drug, and clearly nearer than the value itself. */
const nearRival = 0.15;
/** Enough where the claim shares no word with its own place in the note. */
const nearAtAll = 0.08;
const rivalShare: Readonly<Record<string, number>> = { side: 0.75 };

/** "The next day", "a week later": said of much that the note does not date. */
const isImplied = (value: Value): boolean => value.kind === 'quantity' && value.quantity.hedge === 'implied';

/** "Her daughter" where the note has "a live girl". */
const isNewborn = (kin: string): boolean => /^(?:son|daughter|child)$/.test(kin);
const newborn = /^(?:girl|boy|baby|infant|newborn|neonate|twins?)$/;

/** "The two infusions", "the second one": what an answer may count itself. */
const isCounting = (value: Value): boolean =>
  value.kind === 'quantity' && /^(?:ordinal|count)$/.test(value.quantity.unit);

/** Whether the note counts the same thing by another number. */
function isCountedOtherwise(value: Value, claim: Sentence, note: Reading): boolean {
  const thing = behind(value, claim);
  if (thing === undefined) return false;
  return note.sentences.some((sentence) =>
    sentence.values.some(
      (other) =>
        other.kind === 'quantity' && other.quantity.dimension === 'number' && thing === behind(other, sentence),
    ),
  );
}

const behind = ({ position }: Value, { terms }: Sentence): string | undefined =>
  terms.find((term) => term.position > position && term.position <= position + 3)?.stem;

/** Of a series behind one word the last stands further off than the first. */
const inSeries = 0.35;

/** Another value of the same line of a table, in a column that fits better. */
const isOfOtherColumn = (candidates: readonly Candidate[], own: Candidate, claim: Sentence, note: Reading): boolean =>
  candidates.some(
    ({ right, value, sentence }) =>
      !right &&
      sentence === own.sentence &&
      !isClaimed(value, claim) &&
      columnScore(value, sentence, claim, note) > columnScore(own.value, sentence, claim, note),
  );

const isNearer = (rival: Candidate | undefined, own: Candidate, kind: Value['kind']): boolean =>
  rival !== undefined &&
  rival.score >= (own.score === 0 ? nearAtAll : nearRival) &&
  own.score <
    (own.sentence === rival.sentence && kind === 'quantity' ? inSeries : (rivalShare[kind] ?? 0.5)) * rival.score;

/** What the claim tells too does not speak against it: "from 0.9 to 1.3". */
const isClaimed = (other: Value, claim: Sentence): boolean =>
  isTelling(other) && claim.values.some((value) => comparable(value, other) && sameValue(value, other, wordsOf(claim)));

interface Candidate {
  readonly value: Value;
  readonly sentence: Sentence;
  readonly score: number;
  readonly right: boolean;
}

const best = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);

function candidatesOf(value: Value, claim: Sentence, note: Reading): Candidate[] {
  const about = wordsOf(claim);
  const label = labelOf(value, claim);
  const all = note.sentences.flatMap((sentence) =>
    sentence.values
      .filter((other) => comparable(value, other))
      .map((other) => {
        const score = closeness(value, claim, other, sentence, note) * (isBare(value, other) ? 0.6 : 1);
        const right = sameValue(value, other, about) && (score > 0 || !isBare(value, other) || isTemperature(value));
        return { value: other, sentence, score, right };
      }),
  );
  const labelled = label === undefined ? [] : all.filter((other) => labelOf(other.value, other.sentence) === label);
  const drug = drugOf(value, claim);
  const ofDrug = drug ? all.filter((other) => isOneOf(drugOf(other.value, other.sentence), drug)) : [];
  return labelled.length > 0 ? labelled : ofDrug.length > 0 ? ofDrug : all;
}

const isOfSameDrug = (value: Value, claim: Sentence, rival: Candidate | undefined): boolean => {
  const drug = drugOf(value, claim);
  return drug !== undefined && rival !== undefined && isOneOf(drugOf(rival.value, rival.sentence), drug);
};

const isOneOf = (some: ReadonlySet<string> | undefined, of: ReadonlySet<string>): boolean =>
  some !== undefined && [...some].some((one) => of.has(one));

/** A number without the unit that is claimed. */
const isBare = (claim: Value, other: Value) =>
  claim.kind === 'quantity' &&
  other.kind !== 'frequency' &&
  claim.quantity.dimension !== 'number' &&
  (other.kind !== 'quantity' || other.quantity.dimension === 'number');

const isTemperature = (value: Value): boolean =>
  value.kind === 'quantity' && value.quantity.dimension === 'temperature';

const labels = /^(?:type|stage|grade|class|group|phase)$/;

/** "type 1", "stage 3": the number belongs to the word before it alone. */
const labelOf = ({ position }: Value, { terms }: Sentence) =>
  terms.find((term) => labels.test(term.word) && term.position < position && term.position >= position - 2)?.word;

/** How near the same words stand to a value in the claim and in the note. */
function closeness(value: Value, claim: Sentence, other: Value, sentence: Sentence, note: Reading): number {
  let sum = 0;
  const start = seriesStart(other, sentence, note.text);
  const beyond = wordsBeyond(other, sentence, note);
  for (const term of claim.terms) {
    if (term.position === value.position) continue;
    const here = 1 / (1 + Math.abs(term.position - value.position) / 3);
    const distances = sentence.terms
      .filter(({ stem, position }) => stem === term.stem && position !== other.position)
      .map((one) =>
        distanceOf(one, value.kind === 'quantity' ? start : other, term.position - value.position, note.text),
      );
    const beside = beyond.get(term.stem) ?? (sentence.heading.has(term.stem) ? 0.3 : 0);
    const there = Math.max(beside, 1 / (1 + Math.min(...distances) / 6));
    sum += here * there * weightOf(term.stem, note) * (isDrug(term.word) ? 2 : 1);
  }
  return sum + besideValues(value, claim, other, sentence, note.text);
}

/** "0.92 right, 0.61 left": a value that stands beside the same other value. */
function besideValues(value: Value, claim: Sentence, other: Value, sentence: Sentence, text: string): number {
  const about = wordsOf(claim);
  const pairs = claim.values.filter(
    (beside) => beside !== value && isTelling(beside) && !(beside.kind === 'date' && value.kind === 'date'),
  );
  return pairs.reduce((sum, beside) => {
    const distances = sentence.values
      .filter(
        (there) => there !== other && isTelling(there) && comparable(beside, there) && sameValue(beside, there, about),
      )
      .map((there) => gapBetween(there, other, text));
    const here = 1 / (1 + Math.abs(beside.position - value.position) / 3);
    return sum + (distances.length > 0 ? here / (1 + Math.min(...distances) / 3) : 0);
  }, 0);
}

/** In words; a comma is as far as three. */
function gapBetween(a: Value, b: Value, text: string): number {
  const between = text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start));
  return between.length / 6 + 3 * (between.match(/[,;()]/g)?.length ?? 0);
}

const isTelling = ({ kind }: Value): boolean => kind !== 'side' && kind !== 'kin' && kind !== 'frequency';

/** How far a word stands from a value, in words; a side also stands before or behind it as in the claim. */
function distanceOf(term: Span & { position: number }, value: Value, claimed: number, text: string): number {
  const distance = term.position - value.position;
  const between = text.slice(Math.min(term.end, value.end), Math.max(term.start, value.start));
  const turned = value.kind === 'side' && distance > 0 !== claimed > 0 ? 2 : 0;
  return Math.abs(distance) + turned + commaDistance[value.kind] * (between.match(/[,;.]\s/g)?.length ?? 0);
}

/** What stands behind a comma is told of something else more often than not. */
const commaDistance: Readonly<Record<Value['kind'], number>> = {
  side: 4,
  date: 4,
  clock: 4,
  quantity: 0,
  ratio: 0,
  frequency: 0,
  kin: 0,
};

/** "1.1 -> 1.9 (day 2) -> 1.2": the values of a series are told of the same, however far they stand. */
function seriesStart(value: Value, { values }: Sentence, text: string): Value {
  let first = value;
  for (let steps = 0; steps < longestSeries; steps++) {
    const last = values.findLast(
      (other) => other.end <= first.start && comparable(value, other) && isRival(value, other),
    );
    if (!last || !arrow.test(text.slice(last.end, first.start))) break;
    first = last;
  }
  return first;
}

const longestSeries = 8;
const arrow = /^\s*(?:\([^()]{0,30}\))?\s*(?:-+>|→|=>)\s*$/;

const faultKinds: Readonly<Record<Value['kind'], FaultKind>> = {
  quantity: 'number',
  ratio: 'number',
  frequency: 'frequency',
  date: 'date',
  clock: 'date',
  side: 'side',
  kin: 'person',
};
const faultKind = ({ kind }: Value): FaultKind => faultKinds[kind];

/** "24/26" where the note has "24-26". */
const isRange = (parts: readonly string[], note: Reading): boolean =>
  note.sentences.some(({ values }) =>
    parts.every((part) => values.some((other) => other.kind === 'quantity' && other.quantity.value === Number(part))),
  );

/** Whether a date that is claimed for coming is only told of going in the note, or the other way round. */
function hasOtherRole(value: Value, claim: Sentence, candidates: readonly Candidate[]): boolean {
  const role = value.kind === 'date' ? roleOf(value, claim) : undefined;
  if (role === undefined) return false;
  const told = candidates.filter(({ right }) => right).map((other) => roleOf(other.value, other.sentence));
  return told.every((other) => other !== undefined && other !== role);
}
