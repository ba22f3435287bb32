/**
 * A note that is longer than what the model reads at once, in parts: cut before headings where that can be, else between
 * paragraphs, lines, sentences, words. The parts follow one another without a gap.
 */
import { setImmediate } from 'node:timers/promises';
import { headingOf } from '../clinical/headings.ts';
import { errors } from '../protocol/errors.ts';

export interface NotePart {
  readonly start: number;
  readonly end: number;
  /** The heading that it begins under. */
  readonly heading?: string;
}

/** How many tokens a text has. */
export type CountTokens = (text: string) => number;

/**
 * The note as parts of at most `limit` tokens, as few as come of filling one after the other.
 * @throws cancelled
 */
export async function noteParts(
  note: string,
  limit: number,
  count: CountTokens,
  signal?: AbortSignal,
): Promise<NotePart[]> {
  const headings = headingsOf(note);
  const parts: Range[] = [];
  let filled = 0;
  for (const piece of piecesOf({ note, limit, count, headings }, { start: 0, end: note.length }, 0)) {
    const last = parts.at(-1);
    if (last && filled + piece.tokens <= limit) {
      last.end = piece.end;
      filled += piece.tokens;
      continue;
    }
    parts.push({ start: piece.start, end: piece.end });
    filled = piece.tokens;
    // A note of megabytes takes seconds; a cancel comes in between.
    await setImmediate();
    if (signal?.aborted) throw errors.cancelled();
  }
  return withHeadings(parts, headings, note);
}

interface Range {
  start: number;
  end: number;
}
interface Heading {
  readonly at: number;
  readonly title: string;
}
interface Cutting {
  readonly note: string;
  readonly limit: number;
  readonly count: CountTokens;
  readonly headings: readonly Heading[];
}

/** No text has so many characters a token: it need not be counted to be too long. */
const longestToken = 16;

/** Pieces that fit, cut no finer than they must be. */
function* piecesOf(cutting: Cutting, range: Range, fineness: number): Generator<Range & { tokens: number }> {
  const { note, limit, count } = cutting;
  const length = range.end - range.start;
  const tokens = length > limit * longestToken ? Number.POSITIVE_INFINITY : count(note.slice(range.start, range.end));
  if (tokens <= limit || length <= 1) return yield { ...range, tokens };
  const cuts = cutsWithin(cutting, range, fineness);
  const edges = [range.start, ...cuts, range.end];
  for (let i = 1; i < edges.length; i++)
    yield* piecesOf(cutting, { start: edges[i - 1] as number, end: edges[i] as number }, fineness + 1);
}

/** Where a text may be cut, the best places first; each pattern ends where the next piece begins. */
const places = [/\n[ \t]*\r?\n\s*/g, /\n/g, /[.!?;。]\s+/g, /\s+/g];

function cutsWithin({ note, headings }: Cutting, { start, end }: Range, fineness: number): number[] {
  const inside = (at: number) => at > start && at < end;
  if (fineness === 0) return headings.map(({ at }) => at).filter(inside);
  const place = places[fineness - 1];
  if (place)
    return [...note.slice(start, end).matchAll(place)]
      .map((found) => start + found.index + found[0].length)
      .filter(inside);
  const middle = (start + end) >> 1;
  const code = note.charCodeAt(middle - 1);
  return [code >= 0xd800 && code < 0xdc00 && middle - 1 > start ? middle - 1 : middle].filter(inside);
}

/** Lines that are a known heading, or begin with one. */
function headingsOf(note: string): Heading[] {
  return [...note.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
    const heading = headingOf(line);
    return heading?.name === undefined ? [] : [{ at: index, title: heading.title }];
  });
}

function withHeadings(parts: readonly Range[], headings: readonly Heading[], note: string): NotePart[] {
  let next = 0;
  let title: string | undefined;
  return parts.map(({ start, end }) => {
    const text = start + (/^\s*/.exec(note.slice(start, end))?.[0].length ?? 0);
    for (; next < headings.length && (headings[next] as Heading).at <= text; next++) title = headings[next]?.title;
    return { start, end, ...(title === undefined ? {} : { heading: title }) };
  });
}

/**
 * Of more parts than may be read, those that share most with the question (BM25: Robertson and Zaragoza 2009), in the note's
 * order; where nothing tells them apart, the first.
 */
export function mostRelevant<T extends Range>(note: string, parts: readonly T[], question: string, most: number): T[] {
  if (parts.length <= most) return [...parts];
  const asked = new Set(wordsOf(question));
  const counts = parts.map(({ start, end }) => countWords(wordsOf(note.slice(start, end)), asked));
  const mean = counts.reduce((sum, { length }) => sum + length, 0) / parts.length;
  const weights = [...asked].map((word) => {
    const having = counts.filter(({ found }) => found.has(word)).length;
    return [word, Math.log(1 + (parts.length - having + 0.5) / (having + 0.5))] as const;
  });
  const scores = counts.map(({ found, length }) =>
    weights.reduce((sum, [word, weight]) => {
      const times = found.get(word) ?? 0;
      return sum + (weight * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * length) / Math.max(1, mean)));
    }, 0),
  );
  const best = [...parts.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b).slice(0, most);
  return best.sort((a, b) => a - b).map((i) => parts[i] as T);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

function countWords(words: readonly string[], asked: ReadonlySet<string>) {
  const found = new Map<string, number>();
  for (const word of words) if (asked.has(word)) found.set(word, (found.get(word) ?? 0) + 1);
  return { found, length: words.length };
}
