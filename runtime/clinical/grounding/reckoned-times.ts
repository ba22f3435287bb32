/** Times and dates that the note does not have as they stand, but which follow from its dates and times of the day. */
import { allMoments, daysOfAll, mostAlike } from './alike-moments.ts';
import { isApart, isOnDate, shifted } from './calendar.ts';
import { rolesOf } from './date-roles.ts';
import { type FoundDate, sameDate } from './dates.ts';
import type { Reading, Sentence } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDuration, timeBetween } from './time-between.ts';
import {
  bases,
  countedMoments,
  type DateValue,
  datesIn,
  dayNumbered,
  daysWithRole,
  isPostoperative,
  momentsIn,
  type QuantityValue,
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

/** "By then 33 weeks and 5 days" of "33w2d on admission" three days before. @param value weeks, with days behind them, or the days */
export function isReckonedGestation(value: QuantityValue, claim: Sentence, note: Reading): boolean {
  if (!claim.words.some((word) => pregnancy.test(word))) return false;
  const total = gestationAround(value, claim);
  if (total === undefined) return false;
  const told = note.sentences.flatMap((sentence) =>
    timesIn(sentence).flatMap((time) => {
      const from = gestationAround(time, sentence);
      return from === undefined ? [] : [{ from, days: daysOfAll(momentsIn(sentence, note)) }];
    }),
  );
  const coming = daysWithRole('coming', note);
  const all = daysOfAll(toldMoments(note));
  return told.some(({ from, days }) =>
    [...coming, ...days].some((start) => all.some((end) => end > start && end - start === total - from)),
  );
}

const pregnancy = /^(?:pregnan|gestation|born$|birth|deliver|cesarean|labor|postmenstrual|corrected)/;

/** In days: of "33 weeks and 5 days" for either of the two. */
function gestationAround({ quantity, position }: QuantityValue, sentence: Sentence): number | undefined {
  const near = timesIn(sentence).filter((time) => Math.abs(time.position - position) <= 4);
  const weeks = /^w/.test(quantity.unit) ? quantity : near.find((time) => /^w/.test(time.quantity.unit))?.quantity;
  if (!weeks || weeks.value < 20 || weeks.value > 45) return undefined;
  const days = near.find(
    (time) => /^d/.test(time.quantity.unit) && time.position >= position - 4 && time.quantity.value < 7,
  )?.quantity;
  return 7 * weeks.value + (days?.value ?? 0);
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
  const since = daysOfAll(mostAlike(toldMoments(note), claim.terms, note)).flatMap((from) =>
    going.map((to) => to - from),
  );
  if ([...lengths, ...since].some((days) => isLength(quantity, days))) return true;
  return lengths.length > 0 && ofStayAlone ? false : undefined;
}

const isLength = (time: Quantity, days: number): boolean =>
  isApart(0, days, time) || (!/^night/.test(time.unit) && isApart(0, days + 1, time));

/** "On hospital day 3", "on postoperative day 2". */
function isDayNumber(value: QuantityValue, claim: Sentence, note: Reading): boolean {
  const operation = isPostoperative(value, claim) ? daysWithRole('operation', note) : [];
  const counted = dayNumbered(value.quantity.value, operation, daysWithRole('coming', note));
  const own = daysOfAll(momentsIn(claim, note));
  const days = own.length > 0 ? own : daysOfAll(mostAlike(allMoments(note), claim.terms, note));
  return days.some((day) => counted.includes(day));
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
  // "By the morning of 6 July she had been afebrile for two days".
  const lasting = timesIn(claim).some((time) => isDuration(time, claim))
    ? mostAlike(toldMoments(note), claim.terms, note)
    : [];
  const from = [
    ...lasting,
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
