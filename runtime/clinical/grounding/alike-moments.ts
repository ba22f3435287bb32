/** Which moments of a note something is said of. */
import { rolesOf } from './date-roles.ts';
import type { Reading, Term } from './reading.ts';
import { countedMoments, type Moment, sharedWith, toldMoments } from './timeline.ts';

const sharesMost = 0.3;
const roleWeight = 0.5;

/** Those of the moments that share most with what is said; none where nothing is shared. */
export function mostAlike(moments: readonly Moment[], terms: readonly Term[], note: Reading): Moment[] {
  const roles = rolesOf(terms.map(({ stem }) => stem));
  const said = new Map(terms.map(({ stem }) => [stem, 1]));
  const scored = moments.map((moment) => {
    const role = moment.roles.some((one) => roles.includes(one)) ? roleWeight : 0;
    return { moment, score: sharedWith(moment, said, note) + role };
  });
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score > 0 && score >= sharesMost * most).map(({ moment }) => moment);
}

/** With the days that are numbered, but not those that lie a time ahead of some date. */
export const allMoments = (note: Reading): Moment[] => [
  ...toldMoments(note),
  ...countedMoments(note).filter(({ isNumbered }) => isNumbered),
];

export const daysOfAll = (moments: readonly Moment[]): number[] => moments.flatMap(({ days }) => days);
