/** The events of a text that have a date or a time of the day, each with the words that are said of it. */
import { weightOf } from './alignment.ts';
import { daysOf, shifted } from './calendar.ts';
import { marksOf, type Part, type Placed, partsOf } from './clauses.ts';
import { roleOf, rolesOf } from './date-roles.ts';
import type { FoundDate } from './dates.ts';
import type { Reading, Sentence, Term, Value } from './reading.ts';

export interface Moment {
  readonly sentence: Sentence;
  /** Undefined where the day is counted or not told: "POD 3", "two days later", "at 11:00". */
  readonly date: FoundDate | undefined;
  /** In days since 1970; more than one where they can be read in more ways, none where no day is told. */
  readonly days: readonly number[];
  /** After midnight, where that is told. */
  readonly minutes: number | undefined;
  /** Stems said of it, and how surely: 1 in its own clause, less around it. */
  readonly words: ReadonlyMap<string, number>;
  readonly roles: readonly string[];
  /** "POD 3", and not "for three days". */
  readonly isNumbered: boolean;
}

export type DateValue = Value & { kind: 'date' };
export type ClockValue = Value & { kind: 'clock' };
export type QuantityValue = Value & { kind: 'quantity' };

export const datesIn = ({ values }: Sentence): DateValue[] =>
  values.filter((value): value is DateValue => value.kind === 'date').sort((a, b) => a.position - b.position);
export const quantitiesIn = ({ values }: Sentence): QuantityValue[] =>
  values.filter((value): value is QuantityValue => value.kind === 'quantity');
/** Of a day and more. */
export const timesIn = (sentence: Sentence): QuantityValue[] =>
  quantitiesIn(sentence).filter(({ quantity }) => quantity.dimension === 'time' && quantity.amount >= 24);

const told = new WeakMap<Reading, readonly Moment[]>();
const counted = new WeakMap<Reading, readonly Moment[]>();

/** Those of a note's dates and times of the day, in order; read once. */
export const toldMoments = (note: Reading): readonly Moment[] =>
  once(told, note, () => note.sentences.flatMap((sentence, i) => momentsIn(sentence, note, termsAfter(i, note))));

/** The days that a note counts from its dates; read once. */
export const countedMoments = (note: Reading): readonly Moment[] =>
  once(counted, note, () => note.sentences.flatMap((sentence) => countedIn(sentence, note)));

function once(known: WeakMap<Reading, readonly Moment[]>, note: Reading, read: () => readonly Moment[]) {
  const moments = known.get(note) ?? read();
  known.set(note, moments);
  return moments;
}

/** A date, a time of the day, or both beside each other. */
interface Point {
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly date: DateValue | undefined;
  readonly clock: ClockValue | undefined;
}

/** @param after what follows on the same line. @param note whose years they are read with */
export function momentsIn(sentence: Sentence, { years, style }: Reading, after: readonly Term[] = []): Moment[] {
  const points = pointsOf(sentence, style.slashes);
  const parts = partsOf(sentence, points);
  return points.map((point, i) => {
    const [from, to] = rangeAround(points, i, sentence);
    const before = points.findLastIndex(({ date }, at) => at < i && date);
    const dated = point.date ?? points[before]?.date;
    // A time of the day is told of what its date is told of.
    const ofDate = point.date ? [] : (parts[before] ?? []).map(({ term }) => ({ term, own: false }));
    return {
      sentence,
      date: point.date?.date,
      days: dated ? daysOf(dated.date, years) : [],
      minutes: point.clock?.clock.minutes,
      words: wordsOf([...parts.slice(from, to + 1).flat(), ...ofDate], sentence, i === points.length - 1 ? after : []),
      roles: isOperatingRoom(point, sentence)
        ? ['operation']
        : rolesAt(dated ?? point, sentence, dated ? (parts[i] ?? []) : [], from < i ? 'end' : to > i ? 'start' : ''),
      isNumbered: false,
    };
  });
}

/** "OR 05/06/2024". */
const isOperatingRoom = (point: Point, { text, start }: Sentence): boolean =>
  /\bOR:?\s*$/.test(text.slice(0, point.start - start));

/** The first and last of the points that are told as one, as "from 9/6 to 9/14" and "on 12, 13 and 14 February". */
function rangeAround(points: readonly Point[], at: number, sentence: Sentence): [number, number] {
  const joined = (i: number) => isRange(points[i], points[i + 1], sentence);
  let [from, to] = [at, at];
  while (joined(from - 1)) from--;
  while (joined(to)) to++;
  return [from, to];
}

/** On how many dates something is told to have been: 3 for "on 12, 13 and 14 February". */
export function datesTogether(sentence: Sentence): number[] {
  const points = pointsOf(sentence, true);
  return points.map((_, i) => {
    const [from, to] = rangeAround(points, i, sentence);
    return to - from + 1;
  });
}

/** How many days each range of dates covers, the last one counted: 3 for "2 March to 4 March". */
export function daysInRanges(sentence: Sentence): number[] {
  const points = pointsOf(sentence, true);
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (!point.date || !next?.date || !isRange(point, next, sentence)) return [];
    const [from, to] = [point.date.date, next.date.date].map((date) => daysOf(date, [anyYear])[0] ?? 0) as [
      number,
      number,
    ];
    return to > from ? to - from + 1 : [];
  });
}

const anyYear = 2023;

const isRange = (one: Point | undefined, other: Point | undefined, { text, start }: Sentence): boolean =>
  one !== undefined &&
  other !== undefined &&
  /^[\s\])*]*(?:,|,? and|to|through|thru|until|till|-+>?|–|→)[\s[(*]*$/i.test(
    text.slice(one.end - start, other.start - start),
  );

/** @param slashes whether "14/6" is a date */
function pointsOf(sentence: Sentence, slashes: boolean): Point[] {
  const clocks = sentence.values.filter((value): value is ClockValue => value.kind === 'clock');
  const taken = new Set<ClockValue>();
  const written = ({ start, end }: DateValue) => sentence.text.slice(start - sentence.start, end - sentence.start);
  const isDate = (date: DateValue) => slashes || !/^(?=.{3,4}$)\d{1,2}\/\d{1,2}$/.test(written(date));
  const dates = datesIn(sentence)
    .filter(isDate)
    .map((date): Point => {
      const clock = clocks.find((one) => !taken.has(one) && isBeside(date, one, sentence));
      if (clock) taken.add(clock);
      const start = Math.min(date.start, clock?.start ?? date.start);
      return { position: date.position, start, end: Math.max(date.end, clock?.end ?? 0), date, clock };
    });
  const alone = clocks
    .filter((clock) => !taken.has(clock))
    .map((clock): Point => ({ position: clock.position, start: clock.start, end: clock.end, date: undefined, clock }));
  return [...dates, ...alone].sort((a, b) => a.position - b.position);
}

/** "10/14 at 16:30", "08:30 on 10/15": no word of content between. */
function isBeside(date: DateValue, clock: ClockValue, { terms, words, first }: Sentence): boolean {
  const [a, b] = date.position < clock.position ? [date, clock] : [clock, date];
  if (terms.some(({ start }) => start >= a.end && start < b.start)) return false;
  const between = words.slice(a.position - first, b.position - first);
  return between.length <= 12 && !between.some((word) => /^(?:[;,|]|and|to|until|through)$/.test(word));
}

const [inClause, inSentence, around, inHeading] = [1, 0.6, 0.3, 0.4];

function wordsOf(part: readonly Part[], { heading }: Sentence, after: readonly Term[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const add = (stem: string, weight: number) => words.set(stem, Math.max(weight, words.get(stem) ?? 0));
  for (const { term, own } of part) add(term.stem, own ? inClause : inSentence);
  // "Admission date: 3/4, discharge date: 3/13": the heading's role is not the second date's.
  for (const stem of heading) if (part.length === 0 || rolesOf([stem]).length === 0) add(stem, inHeading);
  for (const { stem } of after) add(stem, around);
  return words;
}

/**
 * Where both coming and going stand beside a date, the nearer before it; where nothing does, what the heading says.
 * @param side of a range: "dates of stay: 9/5 to 9/26"
 */
function rolesAt(value: Placed, sentence: Sentence, part: readonly Part[], side: string): readonly string[] {
  const stems = part.filter(({ term }) => !isSide(term, sentence)).map(({ term }) => term.stem);
  const { words, first } = sentence;
  const before = words
    .slice(Math.max(0, value.position - first - 2), value.position - first)
    .filter((word) => word !== ':');
  if (/^(?:in|out)$/.test(before.at(-1) ?? '') && /^[.,;]?$/.test(before.at(-2) ?? ''))
    return [before.at(-1) === 'in' ? 'coming' : 'going'];
  const isStay = sentence.terms.slice(0, 3).some(({ stem }) => /^(?:stay|stai|hospit)$/.test(stem));
  if (side && (isStay || stems.some((stem) => /^(?:stay|stai|hospit|inpati|team|ward)$/.test(stem))))
    return [side === 'start' ? 'coming' : 'going'];
  const roles = rolesOf(sentence.terms.length > 0 ? stems : [...sentence.heading]);
  const nearest = roleOf(value, sentence);
  const both = roles.includes('coming') && roles.includes('going') && nearest !== undefined;
  return both ? [nearest, ...roles.filter((role) => role !== 'coming' && role !== 'going')] : roles;
}

const isSide = ({ position }: Term, { values }: Sentence): boolean =>
  values.some((value) => value.kind === 'side' && value.position === position);

/** What follows on the same line without a date of its own still happened then, more often than not. */
function termsAfter(at: number, { sentences, text }: Reading): Term[] {
  const terms: Term[] = [];
  for (let i = at + 1; i < sentences.length; i++) {
    const [before, sentence] = [sentences[i - 1] as Sentence, sentences[i] as Sentence];
    if (datesIn(sentence).length > 0 || text.slice(before.end, sentence.start).includes('\n')) break;
    terms.push(...sentence.terms);
  }
  return terms;
}

export const momentsWithRole = (role: string, note: Reading): Moment[] =>
  toldMoments(note).filter(({ roles }) => roles.includes(role));
/** From which a note counts what it does not say from when: coming or going, else its first date. */
export function bases(role: 'coming' | 'going', note: Reading): Moment[] {
  const named = momentsWithRole(role, note);
  return named.length > 0 ? named : toldMoments(note).slice(0, 1);
}
/** The days that a role has in the note's dates. */
export const daysWithRole = (role: string, note: Reading): number[] =>
  momentsWithRole(role, note).flatMap(({ days }) => days);

/** "POD 3", "two days later", "in six weeks", "for 10 days": from every date that the sentence may count from. */
function countedIn(sentence: Sentence, note: Reading): Moment[] {
  const words = wordsOf(
    sentence.terms.map((term) => ({ term, own: true })),
    sentence,
    [],
  );
  const next = sentence.words.includes('tomorrow') ? 1 : sentence.words.includes('yesterday') ? -1 : 0;
  const common = { sentence, date: undefined, minutes: undefined, words, roles: [], isNumbered: false };
  const days = daysOfFirst(note).map((day) => day + next);
  return [...(next === 0 ? [] : [{ ...common, days }]), ...countedTimes(sentence, note)];
}

const daysOfFirst = (note: Reading): readonly number[] => toldMoments(note)[0]?.days ?? [];

function countedTimes(sentence: Sentence, note: Reading): Moment[] {
  return timesIn(sentence).map((time) => {
    const days = [...new Set(daysCounted(time, sentence, note))];
    const words = wordsOf(partsOf(sentence, [time])[0] ?? [], sentence, []);
    const isNumbered = time.quantity.unit === 'day';
    return { sentence, date: undefined, days, minutes: undefined, words, roles: [], isNumbered };
  });
}

const back = /^(?:before|ago|prior|earlier|pta|history|previous|x|past|last)$/;

function daysCounted(time: QuantityValue, sentence: Sentence, note: Reading): number[] {
  const own = datesIn(sentence)
    .filter((date) => isCountedFrom(date, time, sentence))
    .flatMap(({ date }) => daysOf(date, note.years));
  const [coming, going, operation] = ['coming', 'going', 'operation'].map((role) => daysWithRole(role, note)) as [
    number[],
    number[],
    number[],
  ];
  const { unit, value } = time.quantity;
  if (unit === 'day') return dayNumbered(value, isPostoperative(time, sentence) ? operation : [], [...coming, ...own]);
  const bases = [...own, ...coming, ...going, ...operation];
  const later = bases.flatMap((day) => [shifted(day, value, unit), shifted(day, value, unit) - 1]);
  const isBack = sentence.words.some((word) => back.test(word));
  return isBack ? [...later, ...bases.map((day) => shifted(day, -value, unit))] : later;
}

/** No clause ends between the date and the time, or "starting" or the like stands before the date. */
function isCountedFrom(date: Value, time: Value, sentence: Sentence): boolean {
  const { words, first } = sentence;
  const before = words.slice(Math.max(0, date.position - first - 3), date.position - first);
  if (before.some((word) => /^(?:start|from|since|begin|began|first|count)/.test(word))) return true;
  const [a, b] = [Math.min(date.position, time.position), Math.max(date.position, time.position)];
  return !marksOf(sentence).some((mark) => mark > a && mark < b);
}

/** Of a hospital day the first is 1; after an operation the next day is. */
export const dayNumbered = (value: number, operation: readonly number[], coming: readonly number[]): number[] =>
  operation.length > 0 ? operation.map((day) => day + value) : coming.flatMap((day) => [day + value - 1, day + value]);

/** "POD 3" and not "hospital day 3", by the words beside it. */
export const isPostoperative = ({ position }: Value, { words, first }: Sentence): boolean =>
  words
    .slice(Math.max(0, position - first - 1), position - first + 5)
    .some((word) => /^(?:postop|postoperative|post|pod|operative|surgery)$/.test(word));

/** How much of what is said the moment shares, rare words before common ones. */
export function sharedWith(moment: Moment, said: ReadonlyMap<string, number>, note: Reading): number {
  let sum = 0;
  for (const [stem, weight] of said) sum += weight * (moment.words.get(stem) ?? 0) * weightOf(stem, note);
  return sum;
}
