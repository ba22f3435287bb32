/** Calendar dates in the ways that notes write them. */
import type { Span } from './sentences.ts';

/** What a text may mean: a field that it does not tell is undefined. */
export interface CalendarDate {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

export interface FoundDate extends Span {
  /** More than one where day and month may be the other way round. */
  readonly readings: readonly CalendarDate[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '(\\d{4})';

type Reader = (match: RegExpExecArray) => CalendarDate[];
const forms: readonly (readonly [pattern: string, read: Reader])[] = [
  [`\\b${year}([-/.])(\\d{1,2})\\2(\\d{1,2})\\b(?![-/.]\\d)`, ([, y, , m, d]) => numeric(y, m, d)],
  [
    `\\b(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})\\b(?![/.]\\d)`,
    ([, a, , b, y]) => [...numeric(y, a, b), ...numeric(y, b, a)],
  ],
  [
    `(?<![\\d.,/-])${day}[-/.](${monthName})(?:[-/.](\\d{4}|\\d{2})(?!\\d)|(?![\\p{L}\\d]))`,
    ([, d, m, y]) => numeric(y, monthNumber(m), d),
  ],
  [
    `(?<![\\p{L}\\d.,/-])(\\d{1,2})(${monthName})(\\d{4}|\\d{2})?(?![\\p{L}\\d])`,
    ([, d, m, y]) => numeric(y, monthNumber(m), d),
  ],
  // But "5 Mar 4.2 L" and "6 Mar 20 mg" are of the day before the month.
  [
    `(?<!(?<![\\d.,/:-])(?:[12]?\\d|3[01])(?:st|nd|rd|th)?\\s)\\b(${monthName})\\s+${day}\\b(?!:\\d|\\.\\d)(?:,?\\s+${year}\\b)?`,
    ([, m, d, y]) => numeric(y, monthNumber(m), d),
  ],
  [
    `(?<![\\d.,])${day}\\s+(?:of\\s+)?(${monthName})(?:,?\\s+${year}\\b|\\b)`,
    ([, d, m, y]) => numeric(y, monthNumber(m), d),
  ],
  // "12, 13 and 14 February", "12–14 February", and the other way round.
  [
    `(?<![\\d.,/:])${day}(?=(?:,\\s*\\d{1,2})*\\s*(?:,|and|or|to|through|-|–|&)\\s*\\d{1,2}(?:st|nd|rd|th)?\\s+(${monthName})(?![\\p{L}]))`,
    ([, d, m]) => numeric(undefined, monthNumber(m), d),
  ],
  [
    `(?<=\\b(${monthName})\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,\\s*\\d{1,2})*\\s*(?:,|and|to|through|-|–|&)\\s*)${day}(?![\\p{L}\\d:/%.])(?!\\s+(?:${monthName}|at))`,
    ([, m, d]) => numeric(undefined, monthNumber(m), d),
  ],
  [`\\b(${monthName})\\s+(?:of\\s+)?${year}\\b`, ([, m, y]) => numeric(y, monthNumber(m), undefined)],
  [
    `(?<=\\b(?:in|since|until|till|by|from|through|during|early|late|mid|last)[ -])(${monthName})(?![\\p{L}.]|\\s*\\d)`,
    ([, m]) => numeric(undefined, monthNumber(m), undefined),
  ],
  [`(?<![\\d/.-])(\\d{1,2})/${year}\\b(?!/)`, ([, m, y]) => numeric(y, m, undefined)],
  ['(?<=\\[\\*\\*)(\\d{1,2})-(\\d{1,2})(?=\\*\\*\\])', ([, m, d]) => numeric(undefined, m, d)],
  ['(?<![\\d/.-])(0[1-9])-([0-3]\\d)(?![\\d-])', ([, m, d]) => numeric(undefined, m, d)],
  ['(?<![\\d/.])([0-3]\\d)\\.([01]\\d)\\.(?!\\d)', ([, d, m]) => numeric(undefined, m, d)],
  [
    '\\bthe\\s+(\\d{1,2})(?:st|nd|rd|th)\\b(?!\\s+(?:day|week|month|year|percentile|centile|rib|nerve|toe|finger|digit|degree|cycle|dose|time|attempt|episode|visit|of|birthday|hospital|post))',
    ([, d]) => months.flatMap((_, m) => numeric(undefined, m + 1, d)),
  ],
  [
    '(?<![\\d/.])(\\d{1,2})/(\\d{1,2})(?![\\d/%]|\\.\\d)',
    ([, a, b]) => [...numeric(undefined, a, b), ...numeric(undefined, b, a)],
  ],
];
const compiled = forms.map(([pattern, read]) => ({ pattern: new RegExp(pattern, 'giu'), read }));

/** Which of two numbers is the month, where some date of the text can be read in one way only. */
function orderOf(text: string): 'day first' | 'month first' | undefined {
  const pairs = [
    ...text.matchAll(/(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)|\b(0\d)\/([0-3]\d)\b/g),
  ];
  const numbers = pairs.map(([, a, , b, c, d]) => [Number(a ?? c), Number(b ?? d)] as const);
  const [first, second] = [numbers.some(([a]) => a > 12), numbers.some(([, b]) => b > 12)];
  return first === second ? undefined : first ? 'day first' : 'month first';
}

/** "11-20", where other dates are written alike. */
const dashed = {
  pattern:
    /(?<![\d/.-])(1[0-2])-([0-3]\d)(?![\d-]|\.\d|\s?(?:m?g|mcg|ml|mm|cm|%|h|hrs?|hours|min|minutes|d|days|wks?|weeks|months|x|points)\b)/gi,
  read: ([, m, d]: RegExpExecArray) => numeric(undefined, m, d),
};

/** "19-06", where other dates are written alike, "09-06-2023". */
const dayDashed = {
  pattern:
    /(?<![\d/.-])([0-3]\d)-(0[1-9]|1[0-2])(?![\d-]|\.\d|\s?(?:m?g|mcg|ml|mm|cm|%|h|hrs?|hours|min|minutes|d|days|wks?|weeks|months|x|points)\b)/gi,
  read: ([, d, m]: RegExpExecArray) => numeric(undefined, m, d),
};

/** "09.02", where other dates are written alike. */
const dotted = {
  pattern: /(?<![\d/.-])([0-3]\d)\.(0\d|1[0-2])(?=\s*(?:$|[,;:)|]|\s(?:and|at|to|with)\b))/gi,
  read: ([, d, m]: RegExpExecArray) => numeric(undefined, m, d),
};

/** "On 10-5", where the note has "[**10-5**]". */
const bracketed = {
  pattern:
    /(?<=\b(?:on|by|from|until|till|through|since|of|before|after|to|and|was)\s)(1[0-2]|[1-9])-([12]\d|3[01]|[1-9])(?![\d-]|\.\d|\s?(?:m?g|mcg|ml|mm|cm|%|h|hrs?|hours?|min|minutes|d|days?|wks?|weeks?|months?|years?|x|points|times|puffs|units|tablets)\b)/gi,
  read: ([, m, d]: RegExpExecArray) => numeric(undefined, m, d),
};

export interface DateStyle {
  /** Whether "09.02" is a date. */
  readonly dots: boolean;
  /** Whether "11-20" is a date, and whether "20-11" is. */
  readonly dashes: boolean;
  readonly dayDashes: boolean;
  /** Whether dates stand in the brackets of what was made anonymous, "[**10-5**]". */
  readonly brackets: boolean;
  /** Whether "6/52" is six weeks, "3/12" three months and "5/7" five days. */
  readonly shares: boolean;
  /** Whether "14/6" is one rather than a ratio. */
  readonly slashes: boolean;
  readonly order: 'day first' | 'month first' | undefined;
  /** Whether "1020" is a time of the day. */
  readonly plainClocks: boolean;
}

/** How a text writes its dates. */
export const styleOf = (text: string): DateStyle => ({
  dots: /\b\d\d\.\d\d\.\d{4}\b/.test(text),
  dashes: /\b\d{4}-\d\d-\d\d\b/.test(text),
  dayDashes: /\b\d\d-\d\d-\d{4}\b/.test(text) && orderOf(text) !== 'month first',
  shares: /(?<![\d/])\d{1,2}\/52\b/.test(text),
  brackets: /\[\*\*\d{1,2}-\d{1,2}\*\*\]/.test(text),
  slashes:
    /\d\/\d{1,2}\/\d{2}/.test(text) ||
    slashedOf(text) !== undefined ||
    !/\b\d{4}-\d\d-\d\d|\d[a-z]{0,2}\s(?:[A-Z][a-z]{2,8})\s\d{4}|[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}/.test(text),
  order: orderOf(text) ?? slashedOf(text),
  plainClocks: /(?<![\p{L}\d.,:/#-])0\d[0-5]\d(?![\d/:%-]|[.,]\d|\s?(?:m?g|mcg|ml|mm|units?|x)\b)/u.test(text),
});

/** "Admitted 2018-09-04 … port out 9/6, culture 9/7": several of the months that are told in full; which number is the month. */
function slashedOf(text: string): DateStyle['order'] {
  const whole = [...text.matchAll(/\b\d{4}-(\d\d)-\d\d\b/g)].map(([, month]) => Number(month));
  const named = [
    ...text.matchAll(
      new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s(${monthName})\\s\\d{4}|\\b(${monthName})\\s\\d{1,2},\\s\\d{4}`, 'gi'),
    ),
  ];
  const told = new Set([...whole, ...named.map(([, a, b]) => monthNumber(a ?? b))]);
  const pairs = [...text.matchAll(/(?<![\d/.])(\d{1,2})\/(\d{1,2})(?![\d/%]|\.\d)/g)].map(
    ([, a, b]) => [Number(a), Number(b)] as const,
  );
  const [first, last] = [
    pairs.filter(([a, b]) => told.has(a) && b > 5),
    pairs.filter(([a, b]) => told.has(b) && a > 5),
  ];
  if (Math.max(first.length, last.length) < 3) return undefined;
  return first.length >= last.length ? 'month first' : 'day first';
}

/** The dates of a text in order; "2/4" is listed too, though it may be a ratio. */
export function datesOf(text: string, style: Partial<DateStyle> = {}): FoundDate[] {
  const found: FoundDate[] = [];
  const { order } = style;
  const ofStyle = [
    ...(style.dashes ? [dashed] : []),
    ...(style.dots ? [dotted] : []),
    ...(style.brackets ? [bracketed] : []),
  ];
  for (const { pattern, read } of [...(style.dayDashes ? [dayDashed] : []), ...compiled, ...ofStyle]) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const all = read(match);
      // Where both are possible, the month is read first.
      const readings = all.length === 2 && order ? all.slice(...(order === 'month first' ? [0, 1] : [1, 2])) : all;
      if (readings.length > 0 && found.every((other) => !overlap(other, span))) found.push({ ...span, readings });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** Whether they can be the same day; what one of them does not tell is no difference. */
export const sameDate = (a: FoundDate, b: FoundDate): boolean =>
  a.readings.some((one) =>
    b.readings.some((other) => one.month === other.month && agree(one.day, other.day) && agree(one.year, other.year)),
  );

const agree = (a: number | undefined, b: number | undefined) => a === undefined || b === undefined || a === b;

function numeric(y: string | undefined, m: string | number | undefined, d: string | undefined): CalendarDate[] {
  const [month, dayOfMonth] = [Number(m), d === undefined ? undefined : Number(d)];
  const fits = month >= 1 && month <= 12 && (dayOfMonth === undefined || (dayOfMonth >= 1 && dayOfMonth <= 31));
  if (!fits) return [];
  const whole = y === undefined ? undefined : Number(y) + (y.length === 2 ? 2000 : 0);
  return [{ year: whole, month, day: dayOfMonth }];
}

const monthNumber = (name = '') => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
