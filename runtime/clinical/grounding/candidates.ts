/** The values of a note that a claimed one may be, and how near they stand to the same words. */
import { weightOf, wordsOf } from './alignment.ts';
import { wordsBeyond } from './beyond.ts';
import { marksOf, partsOf } from './clauses.ts';
import { isAtDischarge, isDischargeList } from './discharge-drugs.ts';
import { drugOf } from './drug-binding.ts';
import type { Reading, Sentence, Term, Value } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { comparable, isRival, sameValue } from './same-value.ts';
import type { Span } from './sentences.ts';
import { isDrug } from './vocabulary.ts';

export interface Candidate {
  readonly value: Value;
  readonly sentence: Sentence;
  readonly score: number;
  readonly right: boolean;
}

export const best = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);

/** Those behind the same label or of the same drug, where there are any. */
export function candidatesOf(value: Value, claim: Sentence, note: Reading): Candidate[] {
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
  const atDischarge = isAtDischarge(claim) ? ofDrug.filter(({ sentence }) => isDischargeList(sentence)) : [];
  return [labelled, atDischarge, ofDrug].find((some) => some.length > 0) ?? all;
}

/** What the claim tells too does not speak against it: "from 0.9 to 1.3". */
export const isClaimed = (other: Value, claim: Sentence): boolean =>
  isTelling(other) && claim.values.some((value) => comparable(value, other) && sameValue(value, other, wordsOf(claim)));

export const isOneOf = (some: ReadonlySet<string> | undefined, of: ReadonlySet<string>): boolean =>
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
  for (const term of termsOf(value, claim)) {
    if (term.position === value.position) continue;
    const here = 1 / (1 + Math.abs(term.position - value.position) / 3);
    const distances = sentence.terms
      .filter(({ stem, position }) => stem === term.stem && position !== other.position)
      .map((one) => {
        const from =
          value.kind === 'quantity'
            ? start
            : value.kind === 'side'
              ? firstSide(one, other, sentence, note.text)
              : other;
        return (
          distanceOf(one, from, term.position - value.position, note.text) + (from === other || from === start ? 0 : 1)
        );
      });
    const beside = beyond.get(term.stem) ?? (sentence.heading.has(term.stem) ? 0.3 : 0);
    const there = Math.max(beside, 1 / (1 + Math.min(...distances) / 6));
    sum += here * there * weightOf(term.stem, note) * (isDrug(term.word) ? 2 : 1);
  }
  const ends = value.kind === 'date' && isEnd(value, claim) && isEnd(other, sentence) ? sameEnd : 0;
  return sum + ends + besideValues(value, claim, other, sentence, note.text);
}

/** "Through October 5": the last day of something. */
const isEnd = ({ position }: Value, { words, first }: Sentence): boolean =>
  /^(?:through|thru|until|till)$/.test(words[position - first - 1] ?? '');
const sameEnd = 0.3;

/** Of a claim with two sides each has its own clause: "the left hip and the right wrist". */
function termsOf(value: Value, claim: Sentence): readonly Term[] {
  const sides = claim.values.filter(({ kind }) => kind === 'side').sort((a, b) => a.position - b.position);
  if (value.kind !== 'side' || sides.length < 2) return claim.terms;
  const parts = partsOf(claim, sides).map((part) => part.map(({ term }) => term));
  // "In the right eye, none in the left": the second says nothing of its own.
  const tells = ({ stem, position }: Term) =>
    !isReportingWord(stem) && !sides.some((side) => side.position === position);
  return parts.every((part) => part.some(tells)) ? (parts[sides.indexOf(value)] ?? []) : claim.terms;
}

/** "0.92 right, 0.61 left": a value that stands beside the same other value. */
function besideValues(value: Value, claim: Sentence, other: Value, sentence: Sentence, text: string): number {
  const about = wordsOf(claim);
  const pairs = claim.values.filter(
    (beside) =>
      beside !== value &&
      isTelling(beside) &&
      !(beside.kind === 'date' && value.kind === 'date') &&
      !isOfOtherSide(beside, value, claim),
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

/** "Hand movements in the left eye and 6/9 in the right": the 6/9 is the right one's. */
function isOfOtherSide(beside: Value, side: Value, claim: Sentence): boolean {
  if (side.kind !== 'side') return false;
  const marks = marksOf(claim);
  const isCut = (a: Value, b: Value) =>
    marks.some((mark) => mark > Math.min(a.position, b.position) && mark < Math.max(a.position, b.position));
  const others = claim.values.filter((other) => other.kind === 'side' && other !== side);
  return isCut(beside, side) && others.some((other) => !isCut(beside, other));
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

/** "Visual acuity: right 6/9, left hand movements": what stands before the first side of a list is told of each. */
function firstSide(term: Term, side: Value, { values }: Sentence, text: string): Value {
  const first = values.find(({ kind, position }) => kind === 'side' && position > term.position);
  const isList = first && first.position < side.position && /[,;]\s/.test(text.slice(first.end, side.start));
  return isList ? first : side;
}

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
