/** How long it is from one thing that a note dates to another: "six weeks after discharge", "for five days". */
import { allMoments, mostAlike } from './alike-moments.ts';
import { areMinutesApart, isApart } from './calendar.ts';
import { marksOf } from './clauses.ts';
import { rolesOf } from './date-roles.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import {
  bases,
  datesIn,
  type Moment,
  momentsIn,
  momentsWithRole,
  type QuantityValue,
  quantitiesIn,
  timesIn,
  toldMoments,
} from './timeline.ts';
import type { Quantity } from './units.ts';

/**
 * Whether the time lies between two moments of the note, or of the note and the claim: false where both ends are dated
 * otherwise, undefined where that is not sure.
 */
export function timeBetween(value: QuantityValue, claim: Sentence, note: Reading): boolean | undefined {
  const { quantity } = value;
  const phrases = phrasesOf(value, claim);
  const { from, to, isKnown, isSure } = endsOf(phrases, quantity, claim, note);
  const { relation = '' } = phrases;
  const isIt = (a: Moment, b: Moment) =>
    a !== b &&
    ((!back.test(relation) && areApart(a, b, quantity, relation === '')) ||
      (!ahead.test(relation) && areApart(b, a, quantity, relation === '')));
  if (from.some((a) => to.some((b) => isIt(a, b))) || isYearsApart(quantity, phrases.event, note)) return true;
  // "The catheter was in place for five days" where the note says "catheterised 30/12, out 04/01".
  const pairs = isKnown || phrases.relation ? [] : toldMoments(note);
  const isOne = (a: Moment, b: Moment) => ofClock(quantity) || a.sentence === b.sentence;
  if (pairs.some((a) => pairs.some((b) => isOne(a, b) && isIt(a, b)))) return true;
  if (isSure) return false;
  const isEvent = /^(?:after|following|before|later|earlier|since|from|prior|post)$/.test(phrases.relation ?? '');
  return (isEvent && momentsIn(claim, note).length === 0 && isSomewhere(quantity, claim, note)) || undefined;
}

/** From what is counted from to what is told of it, and the other way round. */
const ahead = /^(?:after|following|since|post|from|into)$/;
const back = /^(?:before|prior|preceding)$/;

/** Whether some moment that shares a word with the claim is so far from another: then that may be what it means. */
function isSomewhere(time: Quantity, claim: Sentence, note: Reading): boolean {
  const moments = allMoments(note);
  const stems = new Set(claim.terms.filter(({ stem }) => !isReportingWord(stem)).map(({ stem }) => stem));
  const shares = ({ words }: Moment) => [...words.keys()].some((stem) => stems.has(stem));
  return moments
    .filter(shares)
    .some((a) => moments.some((b) => a !== b && (areApart(a, b, time, false) || areApart(b, a, time, false))));
}

/** "Five years before" of "ICD 2016"; "for 18 years" of "since age 11". */
function isYearsApart(time: Quantity, event: readonly Term[], note: Reading): boolean {
  if (!/^y/.test(time.unit)) return false;
  const stems = new Set(event.map(({ stem }) => stem));
  const numbers = (sentence: Sentence, dimension: string) =>
    quantitiesIn(sentence).flatMap(({ quantity }) => (quantity.dimension === dimension ? quantity.value : []));
  const about = note.sentences.filter(({ terms }) => terms.some(({ stem }) => stems.has(stem)));
  const ages = note.sentences.flatMap((sentence) => numbers(sentence, 'age'));
  return about.some(
    (sentence) =>
      numbers(sentence, 'calendar year').some((year) => note.years.some((other) => other - year === time.value)) ||
      numbers(sentence, 'calendar year').some((from, _, all) => all.some((to) => to - from === time.value)) ||
      numbers(sentence, 'age').some((age) => ages.some((other) => other - age === time.value)),
  );
}

interface Ends {
  readonly from: readonly Moment[];
  readonly to: readonly Moment[];
  /** Whether the note dates anything in the words of the claim. */
  readonly isKnown: boolean;
  /** Counted from coming, going or an operation, to what shares a telling word with the claim. */
  readonly isSure: boolean;
}

function endsOf(
  { relation, anchor, event, clause, statement }: Phrases,
  time: Quantity,
  claim: Sentence,
  note: Reading,
): Ends {
  const usable = ({ days, minutes }: Moment) => days.length > 0 || (ofClock(time) && minutes !== undefined);
  const all = allMoments(note).filter(usable);
  const own = momentsIn(claim, note).filter((moment) => usable(moment) && isBetween(moment, statement, claim));
  const telling = event.filter(({ stem }) => !isReportingWord(stem));
  const said = relation || telling.length === 0 ? event : telling;
  const alike = [...mostAlike(all, said, note), ...mostAlike(all, clause, note)];
  const isKnown = isDated(relation ? telling : clause.filter(({ stem }) => !isReportingWord(stem)), event, time, all);
  const start = startsOf(relation, anchor, all, alike, note);
  const end = own.length > 0 ? own : isKnown || !start ? alike : all;
  const from = start
    ? [...start, ...(ofClock(time) ? besides(start, note) : [])]
    : [...alike, ...own, ...besides(alike, note)];
  const coming = back.test(relation ?? '') ? momentsWithRole('coming', note) : [];
  const beginnings =
    relation && !/^(?:later|earlier|when)$/.test(relation)
      ? []
      : [...momentsWithRole('coming', note), ...momentsWithRole('birth', note)];
  const tells = anchor.filter(({ stem }) => !isReportingWord(stem));
  const counted =
    own.length === 0 &&
    (rolesOf(anchor.map(({ stem }) => stem)).length > 0 ||
      anchor.some(isVisit) ||
      (tells.length > 0 &&
        (start ?? []).some(({ words }) => tells.every(({ stem }) => (words.get(stem) ?? 0) >= inSentence))));
  return {
    from: [...from, ...beginnings],
    to: ofClock(time)
      ? [...end, ...besides(start ?? [], note)]
      : [...end, ...coming, ...(isUntilNow(claim) ? untilNow(note) : [])],
    isKnown,
    isSure: counted && alike.some((moment) => isToldOf(moment, telling, event)),
  };
}

/** "He has been receiving it for ten months", "at the time of the visit": up to the day that the note is of. */
const isUntilNow = ({ words }: Sentence): boolean =>
  words.some(
    (word, i) =>
      /^(?:has|have)$/.test(word) &&
      /^(?:been|had|not|now|remained|taken|received|used|lived|worn)$/.test(words[i + 1] ?? ''),
  ) ||
  /\bat the time of (?:the|this|his|her|their) (?:visit|review|consultation|appointment|letter|assessment)\b/.test(
    words.join(' '),
  );
const untilNow = (note: Reading): Moment[] => [...toldMoments(note).slice(0, 1), ...bases('going', note)];

/** Whether a moment tells any of the words, or a role of the event. */
function isDated(words: readonly Term[], event: readonly Term[], time: Quantity, moments: readonly Moment[]): boolean {
  const timed = moments.filter(({ minutes }) => !ofClock(time) || minutes !== undefined);
  return timed.some((one) => words.some(({ stem }) => one.words.has(stem)) || sharesRole(one, event));
}

const isToldOf = (moment: Moment, words: readonly Term[], event: readonly Term[]): boolean =>
  words.some(({ stem }) => (moment.words.get(stem) ?? 0) >= inSentence) || sharesRole(moment, event);

function sharesRole(moment: Moment, event: readonly Term[]): boolean {
  const roles = rolesOf(event.map(({ stem }) => stem));
  return moment.roles.some((role) => roles.includes(role));
}

const inSentence = 0.6;

/** @param inclusive whether the last day may count: "for five days" */
function areApart(from: Moment, to: Moment, time: Quantity, inclusive: boolean): boolean {
  const pairs = from.days
    .flatMap((day) => to.days.map((end) => [day, end] as const))
    .filter(([day, end]) => end >= day);
  if (ofClock(time) && from.minutes !== undefined && to.minutes !== undefined) {
    const days = pairs.length > 0 ? pairs.map(([day, end]) => end - day) : [undefined];
    const [start, end] = [from.minutes, to.minutes];
    // "19:20 AF, back in sinus rhythm at 01:20": of the night after.
    return days.some(
      (one) =>
        areMinutesApart(start, end, one, time) || (one === 0 && end < start && areMinutesApart(start, end, 1, time)),
    );
  }
  return pairs.some(
    ([day, end]) => end > day && (isApart(day, end, time) || (inclusive && isApart(day, end + 1, time))),
  );
}

/** "Three weeks after this visit": what the note itself is of. */
const isVisit = ({ stem }: Term): boolean => /^(?:visit|consult|appoint)/.test(stem);

const ofClock = ({ unit }: Quantity): boolean => /^(?:h|min)/.test(unit);

/** What the same sentence tells: "started 4:15, off 10:15". */
const besides = (moments: readonly Moment[], note: Reading): Moment[] =>
  toldMoments(note).filter((one) => moments.some(({ sentence }) => sentence === one.sentence));

/** The moments that are counted from; undefined where it is one of those that the claim is about. */
function startsOf(
  relation: string | undefined,
  anchor: readonly Term[],
  moments: readonly Moment[],
  alike: readonly Moment[],
  note: Reading,
): Moment[] | undefined {
  if (relation === 'in') return bases('going', note);
  if (relation === 'ago' || relation === 'stay') return bases('coming', note);
  if (anchor.length === 0) return undefined;
  if (anchor.some(isVisit)) return [...moments.slice(0, 1), ...mostAlike(moments, anchor, note)];
  const named = [
    ...(anchor.some(isFirst) ? [...moments.slice(0, 1), ...sharing(moments, anchor)] : []),
    ...mostAlike(moments, anchor, note),
  ];
  const tells = anchor.some(({ stem }) => !isReportingWord(stem)) || rolesOf(anchor.map(({ stem }) => stem)).length > 0;
  // "After it was started" is of what the claim is about; what the note calls otherwise may be at any of its moments.
  if (!tells) return [...named, ...alike];
  return named.length > 0 ? named : [...moments];
}

/** "After the original excision", of which the note has another later. */
const isFirst = ({ word }: Term): boolean => /^(?:original|initial|first|primary)$/.test(word);
const sharing = (moments: readonly Moment[], terms: readonly Term[]): Moment[] =>
  moments.filter(({ words }) => terms.some(({ stem }) => !isReportingWord(stem) && words.has(stem)));

/** "For five days", and not "five days after it". */
export const isDuration = (value: QuantityValue, claim: Sentence): boolean =>
  phrasesOf(value, claim).relation === undefined;

/** What the times of a claim are counted from: the admission of "nine days after admission". */
export const anchorsIn = (claim: Sentence): readonly Term[] =>
  timesIn(claim).flatMap((time) => phrasesOf(time, claim).anchor);

interface Phrases {
  readonly relation: string | undefined;
  /** What is counted from, and what is told of the other end. */
  readonly anchor: readonly Term[];
  readonly event: readonly Term[];
  /** Of the event what stands in the clause of the time. */
  readonly clause: readonly Term[];
  readonly statement: Range;
}

const relations =
  /^(?:after|following|since|post|from|into|before|prior|until|preceding|later|earlier|ago|previously|between|when)$/;

function phrasesOf({ position }: QuantityValue, claim: Sentence): Phrases {
  const { words, first } = claim;
  const statement = statementAround(position, claim);
  const terms = claim.terms.filter((term) => term.position > statement[0] && term.position < statement[1]);
  const marks = marksOf(claim);
  const begin = marks.findLast((mark) => mark < position) ?? first - 1;
  const close = marks.find((mark) => mark > position) ?? Number.POSITIVE_INFINITY;
  const clause = terms.filter((term) => term.position > begin && term.position < close);
  const from = position - first + 1;
  const at = words.slice(from, from + 5).findIndex((word) => relations.test(word));
  if (at < 0) return { relation: relationBefore(words, from - 1), anchor: [], event: terms, clause, statement };
  const relation = words[from + at] ?? '';
  if (/^(?:later|earlier|ago|previously)$/.test(relation))
    return { relation, anchor: [], event: terms, clause, statement };
  const start = first + from + at;
  const isPair = relation === 'between';
  const end = marks.find((mark) => mark > start) ?? Number.POSITIVE_INFINITY;
  const anchor = terms.filter((term) => term.position > start && term.position < end);
  const event = terms.filter((term) => (isPair ? term.position > end : !anchor.includes(term)));
  if (event.length === 0) return { relation, anchor: [], event: terms, clause, statement };
  return { relation, anchor, event, clause: clause.filter((term) => !anchor.includes(term)), statement };
}

/** From where to where one statement of the sentence goes: "it began four days after it, and she came on the sixth day". */
function statementAround(position: number, { words, first }: Sentence): Range {
  if (words.includes('between')) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const starts = words.flatMap((word, i) => (isStart(word, words[i + 1] ?? '') ? first + i : []));
  const from = starts.findLast((at) => at < position) ?? Number.NEGATIVE_INFINITY;
  return [from, starts.find((at) => at > position) ?? Number.POSITIVE_INFINITY];
}

type Range = readonly [from: number, to: number];

function isBetween({ date }: Moment, [from, to]: Range, claim: Sentence): boolean {
  const at = datesIn(claim).find((value) => value.date === date)?.position;
  return at === undefined || (at > from && at < to);
}

const isStart = (word: string, next: string): boolean =>
  word === ';' || (/^(?:and|but)$/.test(word) && /^(?:he|she|they|it|the|his|her|is|was|are|were|will)$/.test(next));

/** "In two weeks", "after five days": from going, and from coming. */
function relationBefore(words: readonly string[], at: number): string | undefined {
  const [before, other] = [words[at - 1], words[at - 2]];
  if (before === 'in' && other !== 'stay') return 'in';
  return before === 'after' ? 'stay' : undefined;
}
