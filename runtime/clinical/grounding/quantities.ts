/** Numbers with their units, in digits and in words. */
import { type Hedge, type Quantity, quantityOf, unitNames } from './units.ts';

const split = (text: string) => text.split(' ');
const small = split(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const tens = split('twenty thirty forty fifty sixty seventy eighty ninety');
const ordinals = split('zeroth first second third fourth fifth sixth seventh eighth ninth tenth');
const numberWord = `(?:(?:${tens.join('|')})(?:[- ](?:${small.slice(1, 10).join('|')}))?|${[...small].reverse().join('|')}|hundred|both)`;
const half = '(?:\\s+and\\s+(?:a\\s+|one[-\\s])?(?:half|quarter)|\\s+and\\s+three[-\\s]quarters?)';
const number = `(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?${half}?|${numberWord}(?!\\p{L})${half}?)`;

/** Words before a number that is not meant to the last digit; they tell on which side of it the truth lies. */
const below =
  'nearly|almost|not quite|just (?:under|below|short of)|(?:a (?:little|bit)|slightly) (?:under|below|less than)|close to';
const above =
  'just (?:over|above)|(?:a (?:little|bit)|slightly) (?:over|above|more than)|over|more than|upwards of|at least|some';
const under = 'less than|under|below|lower than';
const over = '(?:well |far |markedly )?above|greater than|higher than|exceed(?:s|ed|ing)?|(?:well|far) over';
const near = 'about|approximately|around|roughly|approx\\.?|circa|~|≈';
const hedges = `${below}|${above}|${under}|${over}|${near}`;
const hedge = `(?:(?:${hedges})\\s*)?`;

/** A number begins after anything but a letter or a number; "x5" and the 4 of "39w4d" begin one too. */
const before = '(?<![\\p{L}\\p{N}]|\\d[.,/])(?<!\\d-)|(?<=(?<!\\p{L})[xX×])|(?<=\\d[wd])';
const about = `(?:(?<about>${hedges})\\s*)?`;
const timeName = '(?:minutes?|hours?|days?|weeks?|months?|years?|hrs?|wks?)';
/** "Four and eight weeks later": both numbers have the unit of time. */
const pair = `(?:(?:,\\s${number}){0,2},?\\s(?:and|or)\\s${number}(?=[\\s-]${timeName}(?!\\p{L})))?`;
const range = `(?<chain>${number}(?:\\s?(?:-+>|→|=>|-|–|to|x|×|by)\\s?${hedge}${number}){0,3}${pair})`;
const more = '(?:(?:more|further|consecutive|full|additional|whole|other|straight)\\s+)?';
const compound =
  '(?:[mnpuµμkc]?(?:g|mol|mEq|Eq|IU|U|L)|mcg|cc|units?|lit(?:er|re)s?|(?:milli|micro)?grams?|(?:milli|micro|nano)mol(?:es)?)(?:\\s?/\\s?|\\s+per\\s+)(?:m(?:2|²)|square\\smet(?:er|re)|deciliter|decilitre|liter|litre|(?:d|m|µ|μ)?(?:L|l)|kg|hr?|hour|minute|min|day|24\\s?h|mol)(?:\\s?/\\s?(?:hr?|hour|min|minute|day))?';
const temperature = '°\\s?[CF]|º\\s?[CF]|degrees?\\s[CF](?:elsius|ahrenheit)?|(?<=[\\d.]\\s)[CF]|(?<=\\d\\.\\d)[CF]';
const age = '(?<=\\d)/?[MF]|(?:years?|yrs?)[- ]olds?|y/?o|y\\.o\\.?|years?\\s+of\\s+age';
const plainUnit = unitNames.join('|');
const unit = `(?:(?<temperature>${temperature})|(?<age>${age})|(?<compound>${compound})|(?<unit>${plainUnit}))(?![\\p{L}/])`;
const pattern = new RegExp(
  `(?:${before})${about}${range}(?:(?<ordinal>st|nd|rd|th)(?!\\p{L})|[\\s-]?${more}${unit})?`,
  'giu',
);

const dayPattern =
  /\b(?:pod|ppd|dol|hd|(?:hospital|postoperative|postop|post-op)\s+days?|days?)\s?#?(?<number>\d{1,2})(?:-(?<high>\d{1,2}))?\b/giu;
const agePattern = /\bage[d:]?\s+(?:of\s+)?(?<number>\d{1,3})\b/giu;
const typePattern = /\b(?:T(?=[12]DM)|DM(?=[12]\b)|(?:CKD|CABGx|GOLD|NYHA)(?=[1-5]\b))(?<number>[1-5])/gu;
const romanPattern =
  /\b(?:grade|stage|class|type|bethesda|fitzpatrick|figo|forrest|mallampati|nyha|killip|hurley|level|phase|group)\s(?<roman>I{1,3}|IV|VI{0,3})(?=[ABCabc]?(?![\p{L}\p{N}]))/giu;
const romans = split('I II III IV V VI VII VIII');

/** "grade III": the number alone, so that the word before it still counts. */
const romansOf = (text: string): Quantity[] =>
  [...text.matchAll(romanPattern)].flatMap(({ 0: whole, index, groups: { roman = '' } = {} }) => {
    const value = romans.indexOf(roman) + 1;
    const end = index + whole.length;
    return value > 0 ? [quantityOf({ start: end - roman.length, end }, value, String(value), '')] : [];
  });

const ordinalPattern = new RegExp(
  `\\b(?<ordinal>${ordinals.slice(1).join('|')})(?:\\s+(?:hospital|postoperative)?\\s*(?<day>day))?\\b`,
  'giu',
);

/** The quantities of a text in order. Dates and ratios are to be blanked out before. */
export function quantitiesOf(text: string): Quantity[] {
  const found = [
    ...named(text, dayPattern, 'day'),
    ...named(text, agePattern, 'age'),
    ...named(text, typePattern, ''),
    ...romansOf(text),
    ...fractionsOf(text),
    ...singleTimes(text),
    ...spacedThousands(text),
  ];
  found.push(
    ...ordinalsOf(text).filter((one) => !found.some((other) => other.start < one.end && one.start < other.end)),
  );
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (!found.some((other) => other.start < end && match.index < other.end)) found.push(...read(match, text));
  }
  return joined(
    found.sort((a, b) => a.start - b.start),
    text,
  );
}

/** "Two hours and 15 minutes" is one time, "3 lb 4 oz" one weight. */
function joined(found: readonly Quantity[], text: string): Quantity[] {
  return found.flatMap((one, i) => {
    const [before, next] = [found[i - 1], found[i + 1]];
    if (before && isCompound(before, one, text)) return [];
    if (!next || !isCompound(one, next, text)) return [one];
    const [times, unit] = compounds.find(([, , large]) => large.test(one.unit)) ?? [60, 'min'];
    const sum = times * one.value + next.value;
    return [
      quantityOf(
        { start: one.start, end: next.end },
        sum,
        String(sum),
        unit,
        one.hedge === 'implied' ? undefined : one.hedge,
      ),
    ];
  });
}

const compounds = [
  [60, 'min', /^h/, /^min/],
  [16, 'oz', /^(?:lb|pound)/, /^(?:oz|ounce)/],
  [12, 'inches', /^(?:ft|foot|feet)$/, /^inch/],
] as const;

const isCompound = (a: Quantity, b: Quantity, text: string): boolean =>
  compounds.some(([, , large, small]) => large.test(a.unit) && small.test(b.unit)) &&
  /^\s?(?:,|and)?\s?$/.test(text.slice(a.end, b.start));

/** "day 4", "aged 54"; of "T2DM" the number alone, so that the words behind the rest still count. */
function named(text: string, form: RegExp, unitName: string): Quantity[] {
  return [...text.matchAll(form)].flatMap((match) => {
    const end = match.index + match[0].length;
    const span = { start: unitName ? match.index : end - 1, end };
    const numbers = [match.groups?.number, match.groups?.high].flatMap((digits) => digits ?? []);
    return numbers.map((digits) => quantityOf(span, Number(digits), digits, unitName));
  });
}

const parts = split('third quarter fifth sixth seventh eighth ninth tenth');
const fractionPattern = new RegExp(
  `\\b(?<count>an?|${small.slice(1, 10).join('|')})[- ](?<part>${parts.join('|')})s?(?=\\s+of\\b)`,
  'giu',
);

const singleTime =
  /(?<!to )\b(?:an?|the) (?<unit>minute|hour|day|week|fortnight|month|year)(?= (?:after|before|later|earlier|prior|following|and (?:\d+|\p{L}+) minutes)\b)|\b(?:next|following) (?<next>day)\b/giu;

const thousands = /(?<![\p{L}\d.,/])(?<high>[1-9]\d?) (?<low>\d{3})\s?(?<unit>g|ml)(?!\p{L})/giu;

/** "1 780 g". */
const spacedThousands = (text: string): Quantity[] =>
  [...text.matchAll(thousands)].map(({ 0: whole, index, groups: { high = '', low = '', unit: name = '' } = {} }) =>
    quantityOf({ start: index, end: index + whole.length }, Number(high + low), high + low, name.toLowerCase()),
  );

/** "A week after", "the day before", "the next day". */
const singleTimes = (text: string): Quantity[] =>
  [...text.matchAll(singleTime)].map(({ 0: whole, index, groups = {} }) =>
    quantityOf({ start: index, end: index + whole.length }, 1, '1', `${groups.unit ?? groups.next}s`, 'implied'),
  );

/** "A third of", "seven tenths of": as percent, about. */
function fractionsOf(text: string): Quantity[] {
  return [...text.matchAll(fractionPattern)].map(({ 0: whole, index, groups = {} }) => {
    const count = Math.max(1, small.indexOf(groups.count?.toLowerCase() ?? ''));
    const percent = (100 * count) / (3 + parts.indexOf(groups.part?.toLowerCase() ?? ''));
    return quantityOf({ start: index, end: index + whole.length }, percent, '0', '%', 'near');
  });
}

const gestationPattern =
  /(?<![\d/.+])(?<weeks>[2-4]\d)(?:\s?\+\s?(?<days>[0-6])(?![\d.])(?:\s?\/\s?40\b)?|\s(?<sevenths>[1-6])\/7\b|\s?\/\s?40\b)/g;

/** "36+3", "36+3/40", "36 3/7" and "36/40": weeks and days of a pregnancy. */
export const gestationsOf = (text: string): Quantity[] =>
  [...text.matchAll(gestationPattern)].flatMap(({ 0: whole, index, groups = {} }) => {
    const span = { start: index, end: index + whole.length };
    const { weeks = '', days, sevenths } = groups as Readonly<Record<string, string | undefined>>;
    const rest = days ?? sevenths;
    return [
      quantityOf(span, Number(weeks), weeks, 'weeks'),
      ...(rest === undefined ? [] : [quantityOf(span, Number(rest), rest, 'days')]),
    ];
  });

const sharePattern = /(?<![\d/.])(?<count>\d{1,2})\/(?<of>52|12|7)(?![\d/])/g;

/** "6/52", "3/12", "5/7": weeks, months and days as parts of a year and a week. */
export const timeSharesOf = (text: string): Quantity[] =>
  [...text.matchAll(sharePattern)].map(({ 0: whole, index, groups: { count = '', of = '' } = {} }) =>
    quantityOf(
      { start: index, end: index + whole.length },
      Number(count),
      count,
      of === '52' ? 'weeks' : of === '12' ? 'months' : 'days',
    ),
  );

function ordinalsOf(text: string): Quantity[] {
  return [...text.matchAll(ordinalPattern)].flatMap((match) => {
    const value = ordinals.indexOf(match.groups?.ordinal?.toLowerCase() ?? '');
    if (value === 1 && !match.groups?.day) return []; // "at first"
    const span = { start: match.index, end: match.index + match[0].length };
    return quantityOf(span, value, String(value), match.groups?.day ? 'day' : 'ordinal');
  });
}

function read(match: RegExpExecArray, text: string): Quantity[] {
  const { chain = '', about: word } = match.groups ?? {};
  const name = /^both$/i.test(match.groups?.chain ?? '') ? '' : unitOf(match); // "both feet"
  const after = text.slice(match.index + match[0].length);
  const [low = '', ...rest] = chain.match(numberPattern) ?? [];
  // "2b", but "98K"; "glucose-6-phosphate".
  const isName =
    /\d$/.test(match[0]) &&
    (/^(?!k(?!\p{L}))\p{L}/iu.test(after) || (/^-\p{L}/u.test(after) && /\p{L}-$/u.test(text.slice(0, match.index))));
  // "one" without a unit is mostly no number.
  if (name === '' && (isName || (low.toLowerCase() === 'one' && rest.length === 0))) return [];
  const isYear = name === '' && [low, ...rest].every((one) => /^(?:19|20)\d\d$/.test(one));
  const span = { start: match.index, end: match.index + match[0].trimEnd().length };
  if (isYear) return [low, ...rest].map((one) => quantityOf(span, Number(one), one, 'calendar year'));
  // "Over three days" is mostly no more than three.
  const isTime = /^(?:h|min|d|w|mo|y|night)/.test(name);
  const hedged = [
    /^over$/i.test(word?.trim() ?? '') && isTime ? undefined : word,
    ...chain.split(numberPattern).slice(1),
  ].map(hedgeIn);
  // "40 x5d" is no 40 days, "3.5 x 24 mm" is 3.5 mm.
  const apart = /[x×]/i.test(chain) && !/^(?:mm|cm|m|inch|inches|)$/.test(name);
  return [low, ...rest].map((digits, i) =>
    quantityOf(
      span,
      valueIn(digits),
      /\sand\s/i.test(digits) ? '0.00' : digits,
      unitFor(digits, apart && i < rest.length ? '' : name),
      hedged[i],
    ),
  );
}

/** A count in words is not measured. */
const unitFor = (digits: string, name: string): string => (name === '' && !/\d/.test(digits) ? 'count' : name);

const numberPattern = new RegExp(number, 'giu');

function hedgeIn(text: string | undefined): Hedge | undefined {
  const is = (words: string) => new RegExp(`(?:^|[\\s-])(?:${words})\\s*$`, 'i').test(text ?? '');
  if (is(below)) return 'below';
  if (/^(?:well|far|markedly) (?:above|over)$/i.test(text?.trim() ?? '')) return 'far over';
  if (is(above)) return 'above';
  if (is(under)) return 'under';
  if (is(over)) return 'over';
  return is(near) ? 'near' : undefined;
}

function unitOf({ groups = {} }: RegExpExecArray): string {
  const { age: years, compound: ratio, temperature: degrees, unit: name = '' } = groups;
  if (years) return 'age';
  if (ratio) return ratio.toLowerCase().replace(/\s?\/\s?|\s+per\s+/, '/');
  if (degrees) return /f/i.test(degrees.replace(/degrees?/i, '')) ? '°f' : '°c';
  // "T 38.9 HR 110": capitals are the next vital sign.
  return /^(?:HR|H|D|W|Y|MIN|G)$/.test(name) ? '' : name.toLowerCase();
}

function valueIn(digits: string): number {
  const [, whole, part] = /^(.*\S)\s+and\s+(?:a\s+|one[-\s])?((?:three[-\s])?(?:half|quarter))s?$/i.exec(digits) ?? [];
  if (whole && part) return valueIn(whole) + (/half/i.test(part) ? 0.5 : /three/i.test(part) ? 0.75 : 0.25);
  if (/^\d/.test(digits)) return Number(digits.replaceAll(',', ''));
  const [first = '', second] = digits.toLowerCase().split(/[- ]/);
  if (first === 'hundred') return 100;
  if (first === 'both') return 2;
  const ten = tens.indexOf(first);
  const rest = second === undefined ? 0 : small.indexOf(second);
  return ten >= 0 ? 10 * (ten + 2) + rest : small.indexOf(first);
}
