/** Numbers, doses, dates, sides and relatives: each must stand in the note, said of the same. */
import { weightOf, wordsOf } from './alignment.ts';
import { type Fault, type FaultKind, faultAt } from './faults.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { comparable, isRival, sameValue } from './same-value.ts';
import { isDrug } from './vocabulary.ts';

/** A value is right where the note has it, and no other of its kind stands clearly nearer to the words around it. */
export function valueFault(value: Value, claim: Sentence, note: Reading): Fault[] {
  const candidates = candidatesOf(value, claim, note);
  const own = best(candidates.filter(({ right }) => right));
  const rival = best(candidates.filter(({ right, value: other }) => !right && isRival(value, other)));
  const dated = value.kind === 'date' && own !== undefined && !hasOtherRole(value, claim, candidates);
  if (
    dated ||
    (own && value.kind !== 'date' && (!rival || rival.score < nearRival || own.score >= rivalShare * rival.score))
  )
    return [];
  if (value.kind === 'ratio' && isRange(value.parts, note)) return [];
  if (isLengthOfStay(value, claim, note)) return [];
  return [faultAt(faultKind(value), value, rival && rival.score > 0 ? rival.value : undefined)];
}

const rivalShare = 0.5;
/** A rival must stand about as near as a dose behind its drug. */
const nearRival = 0.15;

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
      .map((other) => ({
        value: other,
        sentence,
        score: closeness(value, claim, other, sentence, note) * (isBare(value, other) ? 0.6 : 1),
        right: sameValue(value, other, about),
      })),
  );
  const labelled = label === undefined ? [] : all.filter((other) => labelOf(other.value, other.sentence) === label);
  return labelled.length > 0 ? labelled : all;
}

/** A number without the unit that is claimed. */
const isBare = (claim: Value, other: Value) =>
  claim.kind === 'quantity' &&
  claim.quantity.dimension !== 'number' &&
  (other.kind !== 'quantity' || other.quantity.dimension === 'number');

const labels = /^(?:type|stage|grade|class|group|phase)$/;

/** "type 1", "stage 3": the number belongs to the word before it alone. */
const labelOf = ({ position }: Value, { terms }: Sentence) =>
  terms.find((term) => labels.test(term.word) && term.position < position && term.position >= position - 2)?.word;

/** How near the same words stand to a value in the claim and in the note. */
function closeness(value: Value, claim: Sentence, other: Value, sentence: Sentence, note: Reading): number {
  let sum = 0;
  for (const term of claim.terms) {
    if (term.position === value.position) continue;
    const here = 1 / (1 + Math.abs(term.position - value.position) / 3);
    const distances = sentence.terms
      .filter(({ stem, position }) => stem === term.stem && position !== other.position)
      .map(({ position }) => Math.abs(position - other.position));
    const there = Math.max(sentence.heading.has(term.stem) ? 0.3 : 0, 1 / (1 + Math.min(...distances) / 6));
    sum += here * there * weightOf(term.stem, note) * (isDrug(term.word) ? 2 : 1);
  }
  return sum;
}

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

/** "Six days in hospital", where the note has the dates only; the last day may count. */
function isLengthOfStay(value: Value, { terms }: Sentence, note: Reading): boolean {
  if (value.kind !== 'quantity' || value.quantity.dimension !== 'time' || !terms.some(({ stem }) => stem === 'stay'))
    return false;
  const days = value.quantity.amount / 24;
  const [coming, going] = ['coming', 'going'].map((role) => daysOf(role, note)) as [number[], number[]];
  return coming.some((from) => going.some((to) => to - from === days || to - from === days - 1));
}

/** Dates with that role, as days since 1970. */
function daysOf(role: string, { sentences }: Reading): number[] {
  return sentences.flatMap((sentence) =>
    sentence.values.flatMap((value) => {
      if (value.kind !== 'date' || roleOf(value, sentence) !== role) return [];
      const [{ year, month, day } = { year: undefined, month: 1, day: undefined }] = value.date.readings;
      return year === undefined || day === undefined ? [] : [Date.UTC(year, month - 1, day) / 86_400_000];
    }),
  );
}

const roles: readonly (readonly [role: string, word: RegExp])[] = [
  ['coming', /^(?:admi|present|arriv)/],
  ['going', /^(?:discharg|left$|die|death)/],
];

/** Whether a date that is claimed for coming is only told of going in the note, or the other way round. */
function hasOtherRole(value: Value, claim: Sentence, candidates: readonly Candidate[]): boolean {
  const role = roleOf(value, claim);
  if (role === undefined) return false;
  const told = candidates.filter(({ right }) => right).map((other) => roleOf(other.value, other.sentence));
  return told.every((other) => other !== undefined && other !== role);
}

/** What a date is the date of, by the nearest word before it; of two dates behind one word only the first is told. */
function roleOf({ position }: Value, { terms, values, heading }: Sentence): string | undefined {
  const before = terms.filter((term) => term.position < position).reverse();
  for (const { stem, position: at } of before) {
    const role = roles.find(([, form]) => form.test(stem))?.[0];
    const between = values.some((other) => other.kind === 'date' && other.position > at && other.position < position);
    if (role) return between ? undefined : role;
  }
  return before.length > 0 ? undefined : roles.find(([, form]) => [...heading].some((word) => form.test(word)))?.[0];
}
