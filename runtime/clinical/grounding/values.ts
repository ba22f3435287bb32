/** Numbers, doses, dates, sides and relatives: each must stand in the note, said of the same. */
import type { Match } from './alignment.ts';
import { columnScore } from './beyond.ts';
import { best, type Candidate, candidatesOf, isClaimed } from './candidates.ts';
import { otherDateOf } from './date-binding.ts';
import { roleOf } from './date-roles.ts';
import { otherFrequencyOf } from './drug-binding.ts';
import { type Fault, type FaultKind, faultAt } from './faults.ts';
import { isFree, isImplied, isShortName } from './free-values.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isChange, isReckonedAmount } from './reckoned-amounts.ts';
import { isReckonedAge, isReckonedDate, isReckonedGestation, isReckonedTime } from './reckoned-times.ts';
import { ofOtherRole } from './role-binding.ts';
import { isRival } from './same-value.ts';
import type { Span } from './sentences.ts';
import { isInSeries } from './series.ts';
import { anchorsIn, isDuration } from './time-between.ts';
import { timesIn } from './timeline.ts';
import { isDailyOfTotal, isOneOfMany } from './totals.ts';

/** A value is right where the note has it, and no other of its kind stands clearly nearer to the words around it. */
export function valueFault(value: Value, claim: Sentence, note: Reading, matches: readonly Match[]): Fault[] {
  const candidates = candidatesOf(value, claim, note);
  const own = best(candidates.filter(({ right }) => right));
  const rival = best(
    candidates.filter(
      ({ right, value: other, sentence }) =>
        !right && isRival(value, other) && !isClaimed(other, claim) && !isStartOfClaimed(other, sentence, claim),
    ),
  );
  if (isShortName(value, claim, note)) return [];
  if (!own && isFree(value, claim, note, rival)) return [];
  const other = own
    ? placedOtherwise(value, own, candidates, claim, note, matches)
    : otherDateOfCounted(value, claim, note);
  if (other) return [faultAt(faultKind(value), value, other)];
  const reckoned = isToldOtherwise(value, claim, own, rival)
    ? value.kind === 'quantity' && isReckonedAmount(value, claim, note, matches)
    : isReckoned(value, claim, note, matches);
  if (reckoned || (isImplied(value) && reckoned !== false)) return [];
  if (own && isOneOfMany(value, own, claim)) return [faultAt(faultKind(value), value, own.value)];
  const isTold = own && (reckoned !== false || own.score >= toldHere);
  const isPlaced =
    own && (isEndOfPair(value, claim) || !isNearer(rival, own, value.kind) || isInSeries(value, claim, note));
  if (isTold && isPlaced && !hasOtherRole(value, claim, candidates)) return [];
  if (value.kind === 'ratio' && isRange(value.parts, note)) return [];
  return [faultAt(faultKind(value), value, rival && rival.score > 0 ? rival.value : undefined)];
}

/** Of "rose from 1.3 to 2.1", of which the claim tells the 2.1, the 1.3 does not speak against another. */
const isStartOfClaimed = (other: Value, { values }: Sentence, claim: Sentence): boolean =>
  values.some((end) => end !== other && end.start === other.start && end.end === other.end && isClaimed(end, claim));

/** Where the note tells the value of something else: another column of the table, another event than the date's. */
function placedOtherwise(
  value: Value,
  own: Candidate,
  candidates: readonly Candidate[],
  claim: Sentence,
  note: Reading,
  matches: readonly Match[],
): Span | undefined {
  const column =
    ofOtherColumn(candidates, own, claim, note) ?? ofOtherRole(value, own, againstIt(value, candidates, claim), claim);
  if (column || value.kind !== 'date') return column?.value ?? otherFrequencyOf(value, claim, note);
  const isCounted = timesIn(claim).length > 0 && isReckoned(value, claim, note, matches) === true;
  return otherDateOf(value, claim, note, isCounted);
}

/** "Two days after admission, on 5 February" where the note dates the event to the 6th. */
const otherDateOfCounted = (value: Value, claim: Sentence, note: Reading): Span | undefined =>
  value.kind === 'date' && anchorsIn(claim).length > 0 && timesIn(claim).some((time) => isBeside(time, value))
    ? otherDateOf(value, claim, note, true)
    : undefined;

/** In words. */
const isBeside = (a: Value, b: Value): boolean => Math.abs(a.position - b.position) <= 8;

/** Whether it follows from what the note has; undefined where the note tells nothing of it. */
function isReckoned(value: Value, claim: Sentence, note: Reading, matches: readonly Match[]): boolean | undefined {
  if (value.kind === 'frequency') return (value.perDay === 1 && isDailyOfTotal(claim, note, matches)) || undefined;
  if (value.kind === 'date') return isReckonedDate(value, claim, note) || undefined;
  if (value.kind !== 'quantity') return undefined;
  if (value.quantity.dimension === 'age' && isReckonedAge(value, note)) return true;
  if (value.quantity.dimension === 'time') {
    if (isReckonedGestation(value, claim, note)) return true;
    const reckoned = isReckonedTime(value, claim, note);
    return reckoned || isReckonedAmount(value, claim, note, matches) || reckoned;
  }
  return isReckonedAmount(value, claim, note, matches) || undefined;
}

/** "Lasted 48 hours" where the note says "was run for 72 hours" of the same, whatever its dates say. */
const isToldOtherwise = (value: Value, claim: Sentence, own: Candidate | undefined, rival: Candidate | undefined) =>
  value.kind === 'quantity' &&
  value.quantity.dimension === 'time' &&
  rival?.value.kind === 'quantity' &&
  (own?.score ?? 0) < rival.score / 2 &&
  rival.score >= toldSurely &&
  !claim.words.some(isChange) &&
  isDuration({ ...value, kind: 'quantity' }, claim);

const toldSurely = 0.3;

/** "Between admission and 20 February": the words are of the other end. */
const isEndOfPair = ({ kind, position }: Value, { words, first }: Sentence): boolean =>
  kind === 'date' && words[position - first - 1] === 'and' && words.includes('between');

/** So near stand its words to a time that the note tells itself, whatever its dates say. */
const toldHere = 0.12;

/** A rival must stand about as near as a dose behind its drug, and clearly nearer than the value itself. */
const nearRival = 0.15;
/** Enough where the claim shares no word with its own place in the note. */
const nearAtAll = 0.08;
const rivalShare: Readonly<Record<string, number>> = { side: 0.92 };

/** Of a series behind one word the last stands further off than the first. */
const inSeries = 0.35;

/** With those that are right, what of the note may speak against the value. */
const againstIt = (value: Value, candidates: readonly Candidate[], claim: Sentence) =>
  candidates.filter(({ value: other, right }) => right || (isRival(value, other) && !isClaimed(other, claim)));

/** Another value of the same line of a table, in a column that fits better. */
const ofOtherColumn = (candidates: readonly Candidate[], own: Candidate, claim: Sentence, note: Reading) =>
  candidates.find(
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
