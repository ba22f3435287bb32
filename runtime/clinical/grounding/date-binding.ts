/** Whether a date is told of what the note tells it of: "the right date of another event" is the typical error. */
import { isOnDate } from './calendar.ts';
import { marksOf } from './clauses.ts';
import { rolesOf } from './date-roles.ts';
import { sameDate } from './dates.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { anchorsIn } from './time-between.ts';
import {
  countedMoments,
  type DateValue,
  datesIn,
  type Moment,
  momentsIn,
  sharedWith,
  toldMoments,
} from './timeline.ts';

/**
 * The date of the note that fits the words of the claim clearly better than any with the claimed day, if there is one.
 * @param isCounted whether the claim tells a time from which the date follows
 */
export function otherDateOf(
  { date, position }: DateValue,
  claim: Sentence,
  note: Reading,
  isCounted: boolean,
): DateValue | undefined {
  // "Between admission and 20 February": the words are of the other end.
  if (claim.words[position - claim.first - 1] === 'and' && claim.words.includes('between')) return undefined;
  const moment = momentsIn(claim, note).find((one) => one.date === date);
  if (!moment) return undefined;
  const said = withoutAnchors(moment, position, claim);
  const claimed = datesIn(claim);
  const scored = toldMoments(note)
    .filter((moment) => moment.date !== undefined)
    .map((moment) => ({ moment, score: scoreOf(moment, said, note) }))
    .sort((a, b) => b.score - a.score);
  const isRight = ({ date: other }: Moment) => other !== undefined && sameDate(date, other);
  const isTold = ({ date: other }: Moment) => claimed.some((one) => other !== undefined && sameDate(one.date, other));
  const own = scored.find(({ moment }) => isRight(moment));
  const counted = countedMoments(note).filter(
    ({ days, isNumbered }) => isNumbered && days.some((day) => isOnDate(day, date)),
  );
  const rival = scored.find(({ moment }) => !isTold(moment));
  const score = Math.max(own?.score ?? 0, ...counted.map((moment) => scoreOf(moment, said, note)));
  if (!rival || rival.score < least || rival.score <= score * clearly) return undefined;
  // "Apixaban 10 mg from 16 March, then 5 mg from 23 March": what is counted too may be told in another clause.
  if (isCounted && rival.moment.sentence === own?.moment.sentence) return undefined;
  return datesIn(rival.moment.sentence).find((other) => other.date === rival.moment.date);
}

/** "Nine days after admission, on 23 March": the admission is told of the other end. */
function withoutAnchors(moment: Moment, at: number, claim: Sentence): Moment {
  const anchors = anchorsIn(claim);
  // "Eight weeks after the last one on 24 May": it is the anchor's own date.
  const marks = marksOf(claim);
  const isOwn = ({ position }: Term) => position < at && !marks.some((mark) => mark > position && mark < at);
  if (anchors.some(isOwn)) return moment;
  const stems = anchors.map(({ stem }) => stem);
  const ofAnchor = rolesOf(stems);
  const words = new Map([...moment.words].filter(([stem]) => !stems.includes(stem)));
  return { ...moment, words, roles: moment.roles.filter((role) => !ofAnchor.includes(role)) };
}

/** Shared rare words; and how much more than the claimed day has. */
const [least, clearly] = [0.3, 1.3];

function scoreOf(moment: Moment, said: Moment, note: Reading): number {
  const role = said.roles.some((one) => moment.roles.includes(one)) ? 0.5 : 0;
  return sharedWith(moment, said.words, note) + role;
}
