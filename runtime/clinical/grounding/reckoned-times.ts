/** Times and dates that the note does not have as they stand, but which follow from its dates and times of the day. */
import { areMinutesApart, isApart, isOnDate, shifted } from './calendar.ts';
import { marksOf } from './clauses.ts';
import { rolesOf } from './date-roles.ts';
import { type FoundDate, sameDate } from './dates.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import {
  bases,
  countedMoments,
  type DateValue,
  datesIn,
  daysWithRole,
  dayNumbered,
  isPostoperative,
  type Moment,
  momentsIn,
  type QuantityValue,
  sharedWith,
  timesIn,
  toldMoments,
} from './timeline.ts';
import { type Quantity, sameQuantity } from './units.ts';

/** Whether a time follows from what the note dates: false where it dates both ends otherwise, undefined where not both. */
export function isReckonedTime(value: QuantityValue, claim: Sentence, note: Reading): boolean | undefined {
  const { quantity } = value;
  if (quantity.unit === 'day') return isDayNumber(value, claim, note) || undefined;
  const stay = quantity.amount >= 24 ? stayVerdict(value, claim, note) : undefined;
  return stay ?? timeBetween(value, claim, note);
}

/** Years from birth to coming. */
export function isReckonedAge({ quantity }: QuantityValue, note: Reading): boolean {
  return daysWithRole('birth', note).some((born) =>
    [...daysOfAll(bases('coming', note))].some(
      (day) => shifted(born, quantity.value, 'y') <= day && day < shifted(born, quantity.value + 1, 'y'),
    ),
  );
}

/** "Stayed 9 days": from coming to going, where the note tells both; the last day may count, a last night does not. */
function stayVerdict({ quantity }: QuantityValue, claim: Sentence, note: Reading): boolean | undefined {
  if (!claim.terms.some(({ stem }) => /^(?:stai|stay|inpati|hospit|admiss)$/.test(stem))) return undefined;
  const [coming, going] = [daysWithRole('coming', note), daysWithRole('going', note)];
  const lengths = coming.flatMap((from) => going.map((to) => to - from)).filter((days) => days >= 0);
  const telling = claim.terms.filter(({ stem }) => !isReportingWord(stem) && !/^(?:stai|stay|inpati)$/.test(stem));
  const ofStayAlone = claim.terms.some(({ stem }) => /^(?:stai|stay)$/.test(stem)) && telling.length === 0;
  if (lengths.some((days) => isLength(quantity, days))) return true;
  return lengths.length > 0 && ofStayAlone ? false : undefined;
}

const isLength = (time: Quantity, days: number): boolean =>
  isApart(0, days, time) || (!/^night/.test(time.unit) && isApart(0, days + 1, time));

const sharesMost = 0.3;

/** Those of the moments that share most with what is said; none where nothing is shared. */
function mostAlike(moments: readonly Moment[], terms: readonly Term[], note: Reading): Moment[] {
  const roles = rolesOf(terms.map(({ stem }) => stem));
  const said = new Map(terms.map(({ stem }) => [stem, 1]));
  const scored = moments.map((moment) => ({
    moment,
    score: sharedWith(moment, said, note) + (moment.roles.some((role) => roles.includes(role)) ? 0.5 : 0),
  }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score > 0 && score >= sharesMost * most).map(({ moment }) => moment);
}

/** With the days that are numbered, but not those that lie a time ahead of some date. */
const allMoments = (note: Reading): Moment[] => [
  ...toldMoments(note),
  ...countedMoments(note).filter(({ isNumbered }) => isNumbered),
];

const daysOfAll = (moments: readonly Moment[]): number[] => moments.flatMap(({ days }) => days);

/** "On hospital day 3", "on postoperative day 2". */
function isDayNumber(value: QuantityValue, claim: Sentence, note: Reading): boolean {
  const operation = isPostoperative(value, claim) ? daysWithRole('operation', note) : [];
  const counted = dayNumbered(value.quantity.value, operation, daysWithRole('coming', note));
  const own = daysOfAll(momentsIn(claim, note));
  const days = own.length > 0 ? own : daysOfAll(mostAlike(allMoments(note), claim.terms, note));
  return days.some((day) => counted.includes(day));
}

/** "Six weeks after discharge", "for five days": between two moments of the note, or of the note and the claim. */
function timeBetween(value: QuantityValue, claim: Sentence, note: Reading): boolean | undefined {
  const { quantity } = value;
  const { relation, anchor, event } = phrasesOf(value, claim);
  const isUsable = ({ days, minutes }: Moment) => (ofClock(quantity) ? minutes !== undefined || days.length > 0 : days.length > 0);
  const own = momentsIn(claim, note).filter(isUsable);
  const telling = event.filter(({ stem }) => !isReportingWord(stem));
  const alike = mostAlike(allMoments(note).filter(isUsable), relation || telling.length === 0 ? event : telling, note);
  const named = startsOf(relation, anchor, toldMoments(note).filter(isUsable), note);
  const starts = [...(named ?? [...alike, ...own]), ...(named && !ofClock(quantity) ? [] : besides(named ?? alike, note))];
  const ends = own.length > 0 ? own : alike;
  const isApartBy = (from: Moment, to: Moment) =>
    from !== to && (areApart(from, to, quantity, !relation) || areApart(to, from, quantity, !relation));
  if (starts.some((from) => ends.some((to) => isApartBy(from, to)))) return true;
  return isSure(anchor, telling, alike, own) ? false : undefined;
}

/** Both ends are dated: counted from coming, going or an operation, to what shares a telling word with the claim. */
const isSure = (anchor: readonly Term[], telling: readonly Term[], alike: readonly Moment[], own: readonly Moment[]): boolean =>
  own.length === 0 &&
  rolesOf(anchor.map(({ stem }) => stem)).length > 0 &&
  alike.some(({ words }) => telling.some(({ stem }) => (words.get(stem) ?? 0) >= 0.6));

/** @param inclusive whether the last day may count: "for five days" */
function areApart(from: Moment, to: Moment, time: Quantity, inclusive: boolean): boolean {
  const pairs = from.days.flatMap((day) => to.days.map((end) => [day, end] as const)).filter(([day, end]) => end >= day);
  if (ofClock(time) && from.minutes !== undefined && to.minutes !== undefined) {
    const days = pairs.length > 0 ? pairs.map(([day, end]) => end - day) : [undefined];
    return days.some((one) => areMinutesApart(from.minutes ?? 0, to.minutes ?? 0, one, time));
  }
  return pairs.some(
    ([day, end]) => end > day && (isApart(day, end, time) || (inclusive && isApart(day, end + 1, time))),
  );
}

/** What the same sentence tells: "started 4:15, off 10:15". */
const besides = (moments: readonly Moment[], note: Reading): Moment[] =>
  toldMoments(note).filter((one) => moments.some(({ sentence }) => sentence === one.sentence));

const ofClock = ({ unit }: Quantity): boolean => /^(?:h|min)/.test(unit);

/** The moments that are counted from; undefined where it is one of those that the claim is about. */
function startsOf(
  relation: string | undefined,
  anchor: readonly Term[],
  moments: readonly Moment[],
  note: Reading,
): Moment[] | undefined {
  if (relation === 'in') return bases('going', note);
  if (relation === 'ago' || relation === 'stay') return bases('coming', note);
  return anchor.length > 0 ? mostAlike(moments, anchor, note) : undefined;
}

interface Phrases {
  readonly relation: string | undefined;
  /** What is counted from, and what is told of the other end. */
  readonly anchor: readonly Term[];
  readonly event: readonly Term[];
}

const relations =
  /^(?:after|following|since|post|from|into|before|prior|until|preceding|later|earlier|ago|previously|between)$/;

function phrasesOf({ position }: QuantityValue, claim: Sentence): Phrases {
  const { words, first, terms } = claim;
  const from = position - first + 1;
  const at = words.slice(from, from + 5).findIndex((word) => relations.test(word));
  if (at < 0) return { relation: relationBefore(words, from - 1), anchor: [], event: terms };
  const relation = words[from + at] ?? '';
  if (/^(?:later|earlier|ago|previously)$/.test(relation)) return { relation, anchor: [], event: terms };
  const start = first + from + at;
  const isPair = relation === 'between';
  const end = marksOf(claim).find((mark) => mark > start) ?? Number.POSITIVE_INFINITY;
  const anchor = terms.filter((term) => term.position > start && term.position < end);
  const event = terms.filter((term) => (isPair ? term.position > end : !anchor.includes(term)));
  return event.length > 0 ? { relation, anchor, event } : { relation, anchor: [], event: terms };
}

/** "In two weeks", "after five days": from going, and from coming. */
function relationBefore(words: readonly string[], at: number): string | undefined {
  const [before, other] = [words[at - 1], words[at - 2]];
  if (before === 'in' && other !== 'stay') return 'in';
  return before === 'after' ? 'stay' : undefined;
}

/** Of what runs for a time from a date, the last day. */
const ends = /^(?:through|until|till|ends?|ended|finish(?:es|ed)?|complet(?:es|ed)|last|runs?)$/;

/** A date that is counted: "POD 3", "six weeks after discharge", by the note's words or the claim's own. */
export function isReckonedDate({ date }: DateValue, claim: Sentence, note: Reading): boolean {
  const ending = claim.words.some((word) => ends.test(word));
  const counting = ending ? countedMoments(note).filter(({ sentence }) => datesIn(sentence).length > 0) : [];
  const counted = daysOfAll([...mostAlike(countedMoments(note), claim.terms, note), ...counting]);
  const own = timesIn(claim).filter(({ quantity }) => isTold(quantity, date, note));
  if (own.length === 0) return counted.some((day) => isOnDate(day, date));
  const roles = rolesOf(claim.terms.map(({ stem }) => stem));
  const from = [
    ...toldMoments(note).filter((one) => one.roles.some((role) => roles.includes(role))),
    ...momentsIn(claim, note).filter((one) => one.date !== date),
  ];
  return own.some(({ quantity: { value, unit } }) =>
    daysOfAll(from).some((day) =>
      [shifted(day, value, unit), shifted(day, value, unit) - 1, shifted(day, -value, unit)].some((one) =>
        isOnDate(one, date),
      ),
    ),
  );
}

/** Whether the note has the time or the date: of both the one may follow from the other. */
const isTold = (time: Quantity, date: FoundDate, note: Reading): boolean =>
  note.sentences.some(
    (sentence) =>
      timesIn(sentence).some(({ quantity }) => sameQuantity(time, quantity, '')) ||
      datesIn(sentence).some((other) => sameDate(other.date, date)),
  );
