/** How often something is given: "BID", "q6h", "twice a day", "every two weeks". */
import type { Span } from './sentences.ts';

export interface Frequency extends Span {
  readonly perDay: number;
}

const count = '(?<count>once|one|2|two|twice|3|three|thrice|4|four|5|five|6|six)';
const perDay = '(?:daily|a\\s+day|per\\s+day|each\\s+day)';
const perWeek = '(?<week>weekly|a\\s+week|per\\s+week|each\\s+week)';
const times = `(?:${count}(?:\\s+times)?\\s+(?:${perDay}|${perWeek})|(?<often>[2-6])\\s?(?:x\\s?/?|/)\\s?(?:daily|day|d)\\b)`;
const every =
  '(?:every|each)\\s+(?:(?<every>\\d+|two|three|four|six|eight|twelve|other|second|third)\\s+)?(?<unit>hours?|days?|weeks?|months?|morning|evening|night)\\b|(?<alternate>alternate)\\s+days\\b';
/** "8-hourly", "12/12 h", "morning and night". */
const hourly =
  '(?<hourly>\\d{1,2})(?:[\\s-]?h(?:ou)?r?ly\\b|(?<=\\b(?:6|8|12|24))/(?:6|8|12|24)\\s?h\\b)|(?<twice>(?:every |each )?morning and (?:every |each |at )?(?:night|evening)|am and pm)\\b';
const latin =
  '(?<latin>[btq]id\\b|[btq]\\.i\\.d\\.|[tq]ds\\b|bd\\b)|q\\.?\\s?(?<hours>\\d+)\\s?(?:h(?:rs?|ours?)?)\\b|q(?<interval>\\d+)\\s?(?<each>d|days?|wks?|w|weeks?|months?)\\b';
/** "Daily" behind a dose, and not in "daily weights". */
const ends =
  '(?=\\s*(?:[.,;:)(|\\]]|$|(?:and|for|with|at|in|to|until|as|by|was|is|x|since|from|on|after|before|then|when|plus|or|instead|because|unless|if|via|starting|beginning|new)\\b|prn))';
const once = `(?<once>daily${ends}|nightly\\b|(?<=(?:mg|g|mcg|micrograms?|µg|ug|units?|tablets?|capsules?|drops?|po|sc|iv|im|sl|inh|mmol|mEq)\\s)(?:(?:od|om)\\b(?!\\s+eye)|on(?=\\s*(?:[.,;:)(|]|$|\\n)))|q\\.?\\s?(?:d|day|daily|hs|am|pm)\\b|nocte\\b|at\\s+(?:bedtime|night)\\b)|(?<weekly>weekly${ends})|(?<monthly>monthly${ends})`;
/** "1-0-1": in the morning, at noon and in the evening, and at night. */
const tablets = '(?<tablets>(?<![\\d.,-])[0-3](?:\\s?-\\s?[0-3]){2,3}(?!\\s?[\\d-]|[.,]\\d))';
const pattern = new RegExp(`\\b(?:${tablets}|${hourly}|${latin}|${times}|${every}|${once})`, 'gi');

const numbers: Readonly<Record<string, number>> = {
  once: 1,
  one: 1,
  two: 2,
  twice: 2,
  second: 2,
  other: 2,
  three: 3,
  thrice: 3,
  third: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  twelve: 12,
};
const latinNumbers: Readonly<Record<string, number>> = { b: 2, t: 3, q: 4 };
const numberIn = (name: string): number => numbers[name.toLowerCase()] ?? Number(name);

/** The frequencies of a text in order. */
export const frequenciesOf = (text: string): Frequency[] =>
  [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    perDay: perDayOf(match.groups ?? {}),
  }));

function perDayOf(groups: Readonly<Record<string, string | undefined>>): number {
  const { latin: word, hours, interval, each, count: named = groups.often, week, every: nth = '1', unit } = groups;
  if (groups.tablets) return Math.max(1, groups.tablets.match(/[1-3]/g)?.length ?? 0);
  if (groups.hourly) return 24 / Number(groups.hourly);
  if (groups.twice) return 2;
  if (word) return latinNumbers[word.charAt(0).toLowerCase()] ?? 1;
  if (hours) return 24 / Number(hours);
  if (interval) return 1 / (Number(interval) * daysIn(each ?? ''));
  if (named) return numberIn(named) / (week ? 7 : 1);
  if (groups.alternate) return 1 / 2;
  if (groups.once) return 1;
  if (groups.weekly) return 1 / 7;
  if (groups.monthly) return 1 / 30;
  return /^h/.test(unit ?? '') ? 24 / numberIn(nth) : 1 / (numberIn(nth) * daysIn(unit ?? ''));
}

const daysIn = (unit: string): number => (/^w/.test(unit) ? 7 : /^m(?!orning)/.test(unit) ? 30 : 1);
