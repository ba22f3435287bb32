/** A text read for its claims: words behind short forms, quantities, dates, sides, relatives, and what is denied. */
import { stem } from '../porter.ts';
import { sectionsOf } from '../sections.ts';
import { type Expansion, expansionAt, wordPattern } from './abbreviations.ts';
import { type ClockTime, clocksOf } from './clocks.ts';
import { type DateStyle, datesOf, type FoundDate, styleOf } from './dates.ts';
import { frequenciesOf } from './frequencies.ts';
import { deniedWords } from './negation.ts';
import { gestationsOf, quantitiesOf, timeSharesOf } from './quantities.ts';
import { type Span, sentencesOf } from './sentences.ts';
import { inAmerican } from './spelling.ts';
import { cellsOf } from './tables.ts';
import type { Quantity } from './units.ts';
import { unsureWords } from './unsure.ts';
import { isEmpty, isKin, kinOf } from './vocabulary.ts';

/** A word with content, and where it stands. */
export interface Term extends Span {
  readonly word: string;
  readonly stem: string;
  /** Counts the words of the whole text. */
  readonly position: number;
  readonly denied: boolean;
  /** Whether it may as well be the other way. */
  readonly unsure: boolean;
}

/** Something that has one right value for what it is said of. */
export type Value = Span & { readonly position: number } & (Measure | Named);

type Measure =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'ratio'; readonly parts: readonly string[] }
  | { readonly kind: 'frequency'; readonly perDay: number }
  | { readonly kind: 'date'; readonly date: FoundDate }
  | { readonly kind: 'clock'; readonly clock: ClockTime };
type Named = { readonly kind: 'side'; readonly side: string } | { readonly kind: 'kin'; readonly kin: string };

export interface Sentence extends Span {
  readonly text: string;
  readonly terms: readonly Term[];
  readonly values: readonly Value[];
  /** Every word in lower case, empty ones and marks too, and the position of the first. */
  readonly words: readonly string[];
  readonly first: number;
  /** Stems of the heading that it stands below. */
  readonly heading: ReadonlySet<string>;
  /** Its cells, where it is a line of a table. */
  readonly columns: readonly Column[];
}

/** A cell and what its column is called. */
export interface Column extends Span {
  readonly stems: ReadonlySet<string>;
  readonly dates: readonly FoundDate[];
}

export interface Reading {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** In how many sentences a stem stands. */
  readonly counts: ReadonlyMap<string, number>;
  readonly words: ReadonlySet<string>;
  /** Those that its dates tell, in order. */
  readonly years: readonly number[];
  /** How it writes dates. */
  readonly style: DateStyle;
}

/** @param forms short forms of this text alone. @param style how dates are written: an answer follows its note */
export function read(text: string, forms: readonly Expansion[] = [], style: DateStyle = styleOf(text)): Reading {
  const headings = headingWords(text);
  const columns = columnsOf(text, style);
  let position = 0;
  let at = -1;
  const sentences = sentencesOf(text).map((span): Sentence => {
    while ((headings[at + 1]?.start ?? Number.POSITIVE_INFINITY) <= span.start) at++;
    const { terms, values, words } = readSentence(text, span, position, style, forms);
    const first = position;
    position += words.length + 1;
    return {
      ...span,
      text: text.slice(span.start, span.end),
      terms,
      values,
      words,
      first,
      heading: headings[at]?.stems ?? new Set(),
      columns: columns.filter((cell) => isWithin(cell, span)),
    };
  });
  const counts = new Map<string, number>();
  for (const { terms } of sentences)
    for (const one of new Set(terms.map((term) => term.stem))) counts.set(one, (counts.get(one) ?? 0) + 1);
  const words = new Set(sentences.flatMap(({ terms }) => terms.map(({ word }) => word)));
  return { text, sentences, counts, words, years: yearsOf(sentences), style };
}

const isWithin = (cell: Span, { start, end }: Span): boolean => cell.start < end && start < cell.end;

function columnsOf(text: string, style: DateStyle): Column[] {
  return cellsOf(text).map(({ start, end, title }) => {
    const { terms, values } = readSentence(text, title, 0, style);
    const dates = values.flatMap((value) => (value.kind === 'date' ? value.date : []));
    return { start, end, stems: new Set(terms.map((term) => term.stem)), dates };
  });
}

/** Where a note tells none, days still lie apart. */
const anyYear = 2023;

function yearsOf(sentences: readonly Sentence[]): number[] {
  const dates = sentences.flatMap(({ values }) =>
    values.flatMap((value) => (value.kind === 'date' ? value.date.readings : [])),
  );
  const years = [...new Set(dates.flatMap(({ year }) => year ?? []))].sort();
  return years.length > 0 ? years : [anyYear];
}

/** Where each heading begins, and the stems of its words. */
function headingWords(text: string): { start: number; stems: ReadonlySet<string> }[] {
  const known = new Map<string, ReadonlySet<string>>();
  return sectionsOf(text).map(({ title, start }) => {
    const stems =
      known.get(title) ??
      new Set(readSentence(title, { start: 0, end: title.length }, 0, styleOf(title)).terms.map((term) => term.stem));
    known.set(title, stems);
    return { start, stems };
  });
}

interface Word extends Span {
  readonly text: string;
}

function readSentence(
  text: string,
  { start, end }: Span,
  position: number,
  style: DateStyle,
  forms: readonly Expansion[] = [],
) {
  const words = expanded(text.slice(start, end), start, forms);
  const lower = words.map((word) => inAmerican(word.text.toLowerCase().replace(/['’]s$/, '')));
  const denied = deniedWords(lower);
  const unsure = unsureWords(lower, denied);
  const at = (i: number) => ({ start: (words[i] as Word).start, end: (words[i] as Word).end, position: position + i });
  const wordAt = (offset: number) =>
    Math.max(
      0,
      words.findLastIndex((word) => word.start <= offset),
    );
  const measured = measuredValues(text, { start, end }, style);
  const inValue = (i: number) => measured.some((value) => at(i).start >= value.start && at(i).end <= value.end);
  // "OD" may be once a day or the right eye, "0.9 L" a volume or "0.92 R, 0.61 L" two sides.
  const hasRight = /\d\s?R\b/.test(text.slice(start, end));
  const isOther = (value: Measure) =>
    value.kind === 'frequency' || (value.kind === 'quantity' && (value.quantity.dimension !== 'volume' || !hasRight));
  const isNamedSide = (i: number) =>
    isSide(lower, i) &&
    !measured.some((value) => isOther(value) && at(i).start >= value.start && at(i).end <= value.end);
  const terms = lower.flatMap((word, i): Term[] => {
    const told = isNamedSide(i) || (/^\d*\p{L}/u.test(word) && !isEmpty(word) && !inValue(i));
    return told ? [{ ...at(i), word, stem: stem(word), denied: denied[i] ?? false, unsure: unsure[i] ?? false }] : [];
  });
  const named = lower.flatMap((word, i): Value[] => {
    if (isNamedSide(i)) return [{ ...at(i), kind: 'side', side: word }];
    const isWish =
      /^(?:child|children)$/.test(word) &&
      /^(?:have|having|bear|bearing|want|wants|wanting|any|more|no)$/.test(lower[i - 1] ?? '');
    return isKin(word) && !isWish ? [{ ...at(i), kind: 'kin', kin: kinOf(word) }] : [];
  });
  const values = measured.map((value): Value => ({ ...value, position: position + wordAt(value.start) }));
  return { terms, values: [...values, ...named], words: lower };
}

function expanded(text: string, offset: number, forms: readonly Expansion[]): Word[] {
  const tokens = [...text.matchAll(wordPattern)];
  const plain = tokens.map(([token]) => token);
  const words: Word[] = [];
  for (let i = 0; i < tokens.length; ) {
    const expansion = expansionAt(plain, i, forms);
    const count = expansion?.from.length ?? 1;
    const [first, last] = [tokens[i] as RegExpExecArray, tokens[i + count - 1] as RegExpExecArray];
    const span = { start: offset + first.index, end: offset + last.index + last[0].length };
    const plainText = isMinus(text, first) ? 'no' : isFracture(text, first) ? 'fracture' : first[0];
    for (const word of (expansion?.to ?? [plainText]).flatMap(wordParts)) words.push({ ...span, text: word });
    i += count;
  }
  return words;
}

/** "Nonobstructing" is "non" and "obstructing", "unruptured" "non" and "ruptured", "C5" a cycle too. */
const wordParts = (word: string): string[] => {
  if (/^non\p{Ll}{6,}$/iu.test(word)) return ['non', word.slice(3)];
  if (/^C\d$/.test(word)) return [word, 'cycle'];
  return opposite.test(word) ? ['non', word.slice(2)] : [word];
};
const opposite =
  /^(?:in(?:completely|adequately|sufficiently)|un(?:displaced|ruptured|obstructed|infected|successful|successfully|controlled|stable|resectable|vaccinated|ulcerated|fractured|affected|healed|restricted|assisted|supervised|witnessed))$/i;

/** "-LOC", "(-) fever": a minus before a finding denies it; at the beginning of a line it is a bullet. */
const isMinus = (text: string, { 0: token, index }: RegExpExecArray): boolean =>
  token === '-' && /[\s(,;]$/.test(text.slice(0, index)) && /^-(?:\p{L}{2}|\)\s?\p{L})/u.test(text.slice(index));

/** "Rt scapula #", "# neck of femur"; but "#20", and "# Anemia" as a heading. */
const isFracture = (text: string, { 0: token, index }: RegExpExecArray): boolean =>
  token === '#' &&
  /\p{L}[\s(]*$/u.test(text.slice(0, index)) &&
  /^#\s*(?:$|[,.;()]|(?:of|at|with|w\/|L?\d+\s?[-–])\b)|^#\s\d+[–-]\d/.test(text.slice(index));

/** "left" may be what someone did, "right" may be what is correct. */
function isSide(words: readonly string[], i: number): boolean {
  const [word, before = '', after = ''] = [words[i], words[i - 1], words[i + 1]];
  if (word === 'bilateral' || word === 'bilaterally') return true;
  if (before === '/' && /^\d+$/.test(words[i - 2] ?? '')) return false; // "x10^9/L"
  if (word !== 'left' && word !== 'right') return false;
  if (word === 'left' && /^(?:alone|untreated|untouched|unrepaired|behind|intact)$/.test(after)) return false;
  if (word === 'left' && /^(?:he|she|they|patient|who|and|was|be)$/.test(before))
    return !/^(?:[.,;]?|for|the|against|on|to|hospital|with|in|at)$/.test(after);
  // Parts of the heart are names.
  if (/^(?:ventric|atri|bundle$|heart$)/.test(after) || (after === 'anterior' && words[i + 2] === 'descending'))
    return false;
  const joined = after === '-' ? (words[i + 2] ?? '') : after;
  if (word === 'right' && joined === 'angle' && words[i + 2] === 'of') return true;
  return !(word === 'right' && /^(?:handed|hander|away|now|after|angled?)$/.test(joined));
}

/** "On 08/14", where the text writes its dates so. */
const isDated = (text: string, at: number, { slashes }: DateStyle): boolean =>
  slashes && /\b(?:on|by|until|till|since|from|through)\s+$/i.test(text.slice(0, at));

/** "0.2 x10^9/L": the power of ten counts nothing. */
const tenTo = /(?<!\p{L})[x×]\s?10(?:\s?[\^*]{1,2}\s?\d{1,2}|[eE]\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?:3|6|9|12)(?=\s?\/))/gu;

/** "ESRD 2/2 IgA nephropathy" is no second of February. */
const secondaryTo =
  /(?<=\p{L}\s)(?<!\b(?:cx|cxs|bcx|bc|cultures?|grew|bottles)\s)2\/2(?=\s(?!bottles?\b|cultures?\b|sets?\b|pulses\b)\p{L})/giu;

/** Frequencies first, then dates, times of the day, ratios and quantities: what one has read, the next does not see. */
function measuredValues(text: string, { start, end }: Span, style: DateStyle): (Span & Measure)[] {
  const blank = (found: string) => ' '.repeat(found.length);
  let rest = text.slice(start, end).replace(tenTo, blank).replace(secondaryTo, blank);
  const values: (Span & Measure)[] = [];
  const take = (span: Span, value: Measure, isRead = true) => {
    values.push({ ...value, start: start + span.start, end: start + span.end });
    if (isRead) rest = rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end);
  };
  for (const { perDay, ...span } of frequenciesOf(rest)) take(span, { kind: 'frequency', perDay });
  if (style.shares) for (const time of timeSharesOf(rest)) take(time, { kind: 'quantity', quantity: time });
  for (const time of gestationsOf(rest)) take(time, { kind: 'quantity', quantity: time });
  for (const date of datesOf(rest, style)) {
    const ratio = /^\d{1,2}\/\d{1,2}$/.test(rest.slice(date.start, date.end)) && !isDated(rest, date.start, style);
    take(date, { kind: 'date', date }, !ratio);
  }
  for (const clock of clocksOf(rest, style.plainClocks)) take(clock, { kind: 'clock', clock });
  for (const match of [...rest.matchAll(/(?<![\p{L}\d/.])\d+(?:\.\d+)?(?:\/\d+(?:\.\d+)?)+(?![\d/])/gu)]) {
    const span = { start: match.index, end: match.index + match[0].length };
    take(span, { kind: 'ratio', parts: match[0].split('/') });
  }
  for (const quantity of quantitiesOf(rest)) take(quantity, { kind: 'quantity', quantity }, false);
  return values;
}
