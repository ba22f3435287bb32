/** Times of the day in the ways that notes write them. */
import type { Span } from './sentences.ts';

export interface ClockTime extends Span {
  /** After midnight. */
  readonly minutes: number;
  /** Whether it is told to be before or after noon, or must be. */
  readonly certain: boolean;
  /** "around 6 PM". */
  readonly approximate: boolean;
}

const half =
  "(?<half>\\s?(?:[ap]\\.?m\\b\\.?)|\\s(?:in the|this|that|at)\\s(?:early\\s|late\\s)?(?:morning|afternoon|evening|night)|\\so['’]clock)";
const hedge =
  '(?:(?<about>about|approximately|around|roughly|nearly|almost|shortly before|shortly after|just before|just after|approx\\.?|~)\\s*)?';
const before = '(?<![\\p{L}\\d.,:/])';
const patterns = [
  `${before}${hedge}(?<hour>[01]?\\d|2[0-3])[:.](?<minute>[0-5]\\d)(?::[0-5]\\d)?(?![\\d:.]*\\d)(?!\\s?%)${half}`,
  `${before}${hedge}(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]\\d)(?::[0-5]\\d)?(?!\\d|:\\d)(?:\\s?h\\b)?`,
  `${before}${hedge}(?<hour>1[0-2]|0?[1-9])${half}`,
  `${before}${hedge}(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)\\s?(?:h|hrs|hours)\\b(?!\\s+(?:of|after|before|per))`,
  `${before}${hedge}(?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)\\b`,
  `(?<=\\d[/-]\\d{1,2}\\s(?:at\\s)?)(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)\\b(?![/-])`,
  `(?<=\\bat\\s)(?<hour>0\\d)(?<minute>[0-5]\\d)\\b`,
  `(?<=\\bat\\s)(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)\\b(?=\\s*(?:[.,;)]|$|\\s(?:on|and|with|from|by|to|the|he|she|after|in)\\b))`,
].map((pattern) => new RegExp(pattern, 'giu'));
/** "0715" and "1020", where a text writes its times so; 1900 to 2059 are years more often. */
const plain =
  /(?<![\p{L}\d.,:/#$-])(?<hour>0\d|1[0-8]|2[1-3])(?<minute>[0-5]\d)(?![\d/:%-]|[.,]\d|\s?(?:m?g|mcg|ml|mm|cc|k?cal|units?|x|g|u|cells?|copies)\b)/giu;
const hours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const spoken = new RegExp(
  `\\b(?:(?<part>half past|a quarter past|quarter past|a quarter to|quarter to)\\s+)?(?<word>${hours.join('|')})\\b(?<half>\\s?[ap]\\.?m\\b\\.?|\\s(?:in the|at)\\s(?:morning|afternoon|evening|night)|\\so['’]clock)?`,
  'giu',
);
const names =
  /\b(?:(?<about>around|about|shortly before|shortly after|just before|just after|before|after)\s+)?(?<name>noon|midday|midnight)\b/gi;

/** The times of the day in a text, in order. @param plainClocks whether four digits are one */
export function clocksOf(text: string, plainClocks = false): ClockTime[] {
  const found: ClockTime[] = [];
  for (const match of [...patterns, ...(plainClocks ? [plain] : []), names, spoken].flatMap((pattern) => [
    ...text.matchAll(pattern),
  ])) {
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    if (found.some((other) => other.start < span.end && span.start < other.end)) continue;
    const isNumber = match.groups?.word && !match.groups.part && !match.groups.half;
    if (!isNumber) found.push({ ...span, ...timeIn(inDigits(match.groups ?? {})) });
  }
  return found.sort((a, b) => a.start - b.start);
}

type Groups = Record<string, string | undefined>;

/** "A quarter to ten" as 9:45. */
function inDigits({ word, part = '', ...rest }: Groups): Groups {
  if (word === undefined) return rest;
  const hour = hours.indexOf(word.toLowerCase()) + 1;
  const minute = /half/i.test(part) ? 30 : /past/i.test(part) ? 15 : /to/i.test(part) ? 45 : 0;
  return { ...rest, hour: String(minute === 45 ? hour - 1 : hour), minute: String(minute) };
}

function timeIn({ name, hour = '0', minute = '0', half: part = '', about }: Groups) {
  const approximate = about !== undefined;
  if (name) return { minutes: /midnight/i.test(name) ? 0 : 720, certain: true, approximate };
  const told = Number(hour);
  const after = /p\.?m|afternoon|evening/i.test(part) || (/night/i.test(part) && told >= 6);
  const beforeNoon = /a\.?m|morning/i.test(part) || (/night/i.test(part) && told < 6);
  const hours = after && told < 12 ? told + 12 : beforeNoon && told === 12 ? 0 : told;
  return {
    minutes: 60 * hours + Number(minute),
    certain: after || beforeNoon || told > 12 || /^0/.test(hour),
    approximate,
  };
}

/** Whether they can be the same time; without "am" or "pm" the half of the day is open. */
export function sameClock(claim: ClockTime, note: ClockTime): boolean {
  const day = claim.certain && note.certain ? 1440 : 720;
  const apart = Math.abs(claim.minutes - note.minutes) % day;
  return Math.min(apart, day - apart) <= (claim.approximate ? 15 : 0);
}
