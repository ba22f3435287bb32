/** Whether a date is told of what the note tells it of: "the right date of another event" is the typical error. */
import { isOnDate } from './calendar.ts';
import { sameDate } from './dates.ts';
import type { Reading, Sentence } from './reading.ts';
import {
  countedMoments,
  type DateValue,
  datesIn,
  type Moment,
  momentsIn,
  sharedWith,
  toldMoments,
} from './timeline.ts';

/** The date of the note that fits the words of the claim clearly better than any with the claimed day, if there is one. */
export function otherDateOf({ date, position }: DateValue, claim: Sentence, note: Reading): Moment | undefined {
  // "Between admission and 20 February": the words are of the other end.
  if (claim.words[position - claim.first - 1] === 'and' && claim.words.includes('between')) return undefined;
  const said = momentsIn(claim, note).find((moment) => moment.date === date);
  if (!said) return undefined;
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
  return rival && rival.score >= least && rival.score > score * clearly ? rival.moment : undefined;
}

/** Shared rare words; and how much more than the claimed day has. */
const [least, clearly] = [0.3, 1.3];

function scoreOf(moment: Moment, said: Moment, note: Reading): number {
  const role = said.roles.some((one) => moment.roles.includes(one)) ? 0.5 : 0;
  return sharedWith(moment, said.words, note) + role;
}
