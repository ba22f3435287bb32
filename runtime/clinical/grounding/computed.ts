/** Values that the note does not have as they stand, but from which they follow: dates, differences, what a day adds up to. */
import type { Match } from './alignment.ts';
import { daysBetween, daysOf, shifted } from './calendar.ts';
import { roleOf, rolesIn } from './date-roles.ts';
import { type FoundDate, sameDate } from './dates.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isRounded, type Quantity, sameQuantity } from './units.ts';

/** @param matches sentences of the note that the claim is about, the best first */
export function isComputed(value: Value, claim: Sentence, note: Reading, matches: readonly Match[]): boolean {
  if (value.kind === 'date') return isShiftedDate(value, claim, note, matches);
  if (value.kind !== 'quantity') return false;
  if (value.quantity.dimension === 'time') return isTimeBetween(value, claim, note, matches);
  return isDifference(value.quantity, claim, note) || isDailyTotal(value.quantity, claim, matches);
}

type DateValue = Value & { kind: 'date' };
type QuantityValue = Value & { kind: 'quantity' };

const datesIn = ({ values }: Sentence) => values.filter((value): value is DateValue => value.kind === 'date');
const quantitiesIn = ({ values }: Sentence) =>
  values.filter((value): value is QuantityValue => value.kind === 'quantity');
const timesIn = (sentence: Sentence) =>
  quantitiesIn(sentence).flatMap(({ quantity }) =>
    quantity.dimension === 'time' && quantity.amount >= 24 ? quantity : [],
  );

const nearest = (matches: readonly Match[]) =>
  matches.filter(({ score }) => score >= 0.6 * (matches[0]?.score ?? 0)).map(({ sentence }) => sentence);

/** The note's dates in days since 1970; of those that the claim counts from, if it names coming or going. */
function anchorsOf(claim: Sentence, note: Reading): number[] {
  const asked = rolesIn(claim);
  const all = note.sentences.flatMap((sentence) =>
    datesIn(sentence).map((date) => ({ date, role: roleOf(date, sentence) })),
  );
  const named = all.filter(({ role }) => role !== undefined && asked.includes(role));
  return (named.length > 0 ? named : all).flatMap(({ date }) => daysOf(date.date, note.years));
}

const tellsOneOf = (sentence: Sentence, times: readonly Quantity[], date: FoundDate): boolean =>
  timesIn(sentence).some((time) => times.some((other) => sameQuantity(other, time, ''))) ||
  datesIn(sentence).some((other) => sameDate(other.date, date));

/** "On April 6, five days before admission", "six months ago": from a date of the note and a time that either text tells. */
function isShiftedDate({ date }: DateValue, claim: Sentence, note: Reading, matches: readonly Match[]): boolean {
  const own = timesIn(claim);
  const times = own.length > 0 ? own : [...nearest(matches), ...note.sentences.filter(countsBack)].flatMap(timesIn);
  const told = own.length === 0 || note.sentences.some((one) => tellsOneOf(one, own, date));
  return (
    told && anchorsOf(claim, note).some((anchor) => times.some((time) => isShiftTo(anchor, time, date, note.years)))
  );
}

const relation = /^(?:after|before|later|earlier|ago|prior|following|from|since|past|post)$/;

/** "One week after discharge": between two dates of the note, or of the note and the claim. */
function isTimeBetween(
  { quantity }: QuantityValue,
  claim: Sentence,
  note: Reading,
  matches: readonly Match[],
): boolean {
  if (isSpan(quantity, note, matches) || isBetweenClocks(quantity, claim, note)) return true;
  if (!claim.words.some((word) => relation.test(word))) return false;
  const own = datesIn(claim);
  const dates = own.length > 0 ? own : nearest(matches).flatMap(datesIn);
  const days = dates.flatMap(({ date }) => daysOf(date, note.years));
  return anchorsOf(claim, note).some((anchor) => days.some((day) => day !== anchor && isShift(anchor, quantity, day)));
}

/** "Two days before admission", "for six months, prior to". */
const countsBack = ({ words }: Sentence): boolean => words.some((word) => /^(?:before|ago|prior|earlier)$/.test(word));

/** A date without a day is reached in its month. */
function isShiftTo(anchor: number, time: Quantity, date: FoundDate, years: readonly number[]): boolean {
  if (daysOf(date, years).some((day) => isShift(anchor, time, day))) return true;
  const reached = [1, -1].map((sign) => new Date(shifted(anchor, sign * time.value, time.unit) * 86_400_000));
  return date.readings.some(
    ({ year, month, day }) =>
      day === undefined && reached.some((one) => one.getUTCFullYear() === year && one.getUTCMonth() + 1 === month),
  );
}

/** "Two days" of "8/30–9/1"; the last day may count. */
function isSpan({ unit, amount }: Quantity, note: Reading, matches: readonly Match[]): boolean {
  if (!/^(?:d|w)/.test(unit)) return false;
  return nearest(matches).some((sentence) => {
    const dates = datesIn(sentence).map(({ date }) => daysOf(date, note.years));
    return dates
      .slice(1)
      .some((ends, i) => ends.some((end) => dates[i]?.some((from) => [0, 1].includes(amount / 24 - (end - from)))));
  });
}

const clocksIn = ({ values }: Sentence) =>
  values.flatMap((value) => (value.kind === 'clock' ? value.clock.minutes : []));

/** "40 minutes after" between two times of the day. */
function isBetweenClocks({ unit, amount }: Quantity, claim: Sentence, { sentences }: Reading): boolean {
  if (!/^(?:h|min)/.test(unit)) return false;
  const own = clocksIn(claim);
  return sentences.some((sentence) => {
    const told = clocksIn(sentence);
    return told.some((one) =>
      [...told, ...own].some((other) => (other - one + 1440) % 1440 === Math.round(60 * amount)),
    );
  });
}

/** Days are exact; weeks, months and years may end a day or two off. */
const isShift = (anchor: number, time: Quantity, day: number): boolean =>
  [1, -1].some((sign) => {
    const slack = time.hedge
      ? Math.max(1, (0.1 * time.amount) / 24)
      : /^(?:mo|y)/.test(time.unit)
        ? 2
        : /^w/.test(time.unit)
          ? 1
          : 0;
    return daysBetween(shifted(anchor, sign * time.value, time.unit), day) <= slack;
  });

const change =
  /^(?:lo(?:st|se|ss)|gain|f(?:e|a)ll|drop|rose|rise|increas|decreas|declin|reduc|differ|chang|shrank|shrunk|grew|grow|went|climb|improv|worsen|shed|put|above|below|more$|less$|higher|lower|heavier|lighter)/;
/** In mg: below a pound it is no body weight. */
const bodyWeight = 4e5;

/** "Lost nearly 7 kg": between two values of one sentence with nothing else told between them, or two weights of a body. */
function isDifference(quantity: Quantity, claim: Sentence, { sentences }: Reading): boolean {
  if (!claim.words.some((word) => change.test(word)) || claim.words.includes('if')) return false;
  if (/^(?:tablets|puffs|age|calendar year)$/.test(quantity.dimension)) return false;
  const pairs = sentences.flatMap(pairsOf);
  const weights = sentences
    .flatMap(quantitiesIn)
    .filter(({ quantity: { dimension, amount } }) => dimension === 'mass' && amount >= bodyWeight);
  const ofBody =
    quantity.dimension === 'mass' ? weights.flatMap((a, i) => weights.slice(i + 1).map((b) => [a, b] as const)) : [];
  return [...pairs, ...ofBody].some(([a, b]) => isBetween(quantity, a.quantity, b.quantity));
}

/** Quantities of a sentence that follow each other with no telling word between. */
function pairsOf(sentence: Sentence): (readonly [QuantityValue, QuantityValue])[] {
  const values = quantitiesIn(sentence);
  const telling = sentence.terms.filter(({ stem }) => !isReportingWord(stem)).map(({ position }) => position);
  return values.flatMap((a, i) =>
    values
      .slice(i + 1)
      .flatMap((b) => (telling.some((at) => at > a.position && at < b.position) ? [] : [[a, b] as const])),
  );
}

function isBetween(claim: Quantity, a: Quantity, b: Quantity): boolean {
  const bare = a.dimension === 'number' || b.dimension === 'number';
  if (bare && claim.dimension === 'units') return false;
  const [one, other] = [a, b].map(({ dimension }) => dimension === 'number' || dimension === claim.dimension);
  if (!one || !other) return false;
  const apart = bare ? Math.abs(a.value - b.value) : Math.abs(a.amount - b.amount);
  const claimed = bare ? claim.value : claim.amount;
  const half = bare ? (claim.precision * claim.value) / (claim.amount || 1) : claim.precision;
  const exact = bare && claim.dimension === 'number' ? 1e-6 : 1.02 * half;
  return apart > 0 && (Math.abs(apart - claimed) <= exact || isRounded(claim, apart, claimed));
}

/** "900 mg a day" of "450 mg BID", behind a word that the claim has too. */
function isDailyTotal(quantity: Quantity, claim: Sentence, matches: readonly Match[]): boolean {
  const told = claim.words.join(' ');
  if (!/\b(?:a|per|each|every) day\b|\bdaily (?:dos|total|intake|amount)|\bin total\b|\btotal daily\b/.test(told))
    return false;
  if (claim.values.some(({ kind }) => kind === 'frequency')) return false;
  const stems = new Set(claim.terms.map(({ stem }) => stem));
  return matches.some(({ sentence: { terms, values } }) =>
    values.some((dose) => {
      const often = values.filter((value) => value.kind === 'frequency' && value.position >= dose.position)[0];
      if (dose.kind !== 'quantity' || often?.kind !== 'frequency' || often.position > dose.position + 5) return false;
      const named = terms.some(
        ({ stem, position }) => stems.has(stem) && dose.position - position <= 5 && position < dose.position,
      );
      const { amount, dimension } = dose.quantity;
      return (
        named &&
        dimension === quantity.dimension &&
        Math.abs(amount * often.perDay - quantity.amount) <= 1e-6 * quantity.amount
      );
    }),
  );
}
