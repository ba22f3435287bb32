/** The sections of a note: heading, range and text. */
import { headingOf } from './headings.ts';
import { isStayName, type SectionName, sectionName } from './section-names.ts';

export interface NoteSection {
  readonly title: string;
  /** What the heading names, where that is known. */
  readonly name: SectionName | undefined;
  /** 1: a section; 2: a heading within one, such as a single laboratory value. */
  readonly level: 1 | 2;
  /** Offsets in the note: of the heading, of the text behind it, and of the end without blank lines. */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

/** The sections in order. A heading with an unknown name is one within a section, unless the note has no known ones. */
export function sectionsOf(note: string): NoteSection[] {
  const starts = headingsOf(note);
  const someKnown = starts.some(({ name }) => name !== undefined);
  const leveled = starts.map((start) => ({ ...start, level: someKnown && start.name === undefined ? 2 : 1 }) as const);
  const ends = leveled.map(() => note.length);
  // From the last one up: a section ends where the next of its level or above begins.
  const next: Record<1 | 2, number> = { 1: note.length, 2: note.length };
  for (let i = leveled.length - 1; i >= 0; i--) {
    const { level, start } = leveled[i] as (typeof leveled)[number];
    ends[i] = lastText(note, next[level]);
    next[2] = start;
    if (level === 1) next[1] = start;
  }
  return leveled.map(({ title, name, level, start, bodyStart }, i) => {
    const end = ends[i] as number;
    return { title, name, level, start, bodyStart: Math.min(bodyStart, end), end: Math.max(end, start + title.length) };
  });
}

/** The end of the text before an offset, white space left out. */
function lastText(note: string, before: number): number {
  let end = before;
  while (end > 0 && /\s/.test(note[end - 1] as string)) end--;
  return end;
}

/** Text from so many characters on is worth a summary of its own. */
export const longSectionCharacters = 700;

/** Sections whose text is long. */
export const longSections = (note: string): NoteSection[] =>
  sectionsOf(note).filter(({ level, bodyStart, end }) => level === 1 && end - bodyStart >= longSectionCharacters);

/** Lines from so many characters on may hold a whole note whose line ends were lost; of them so much is looked through. */
const wholeNote = 500;
const lookedThrough = 20_000;

type Start = Omit<NoteSection, 'end' | 'level'>;

function headingsOf(note: string): Start[] {
  return [...note.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
    const heading = headingOf(line);
    const first = heading && {
      title: heading.title,
      name: heading.name,
      start: index + line.indexOf(heading.title),
      bodyStart: index + heading.bodyStart,
    };
    const within = line.length < wholeNote ? [] : headingsWithin(line.slice(0, lookedThrough), index);
    return first ? [first, ...within.filter(({ start }) => start >= first.bodyStart)] : within;
  });
}

/** Known headings amid a line: capitalised words before a colon, or several that only a heading puts together. */
function headingsWithin(line: string, offset: number): Start[] {
  const words = [...line.matchAll(/\S+/g)];
  const starts: Start[] = [];
  for (let i = 0; i < words.length; i++) {
    const found = /^[\p{Lu}\p{Lo}]/u.test(words[i]?.[0] ?? '') ? longestHeading(words, i) : undefined;
    if (!found) continue;
    const [start, last] = [words[i]?.index ?? 0, words[i + found.count - 1]];
    const bodyStart = (last?.index ?? 0) + (last?.[0].length ?? 0);
    starts.push({ title: found.title, name: found.name, start: offset + start, bodyStart: offset + bodyStart });
    i += found.count - 1;
  }
  return starts;
}

function longestHeading(words: readonly RegExpExecArray[], from: number) {
  for (let count = Math.min(6, words.length - from); count > 0; count--) {
    const text = words
      .slice(from, from + count)
      .map(([word]) => word)
      .join(' ');
    const title = text.replace(/\s*[:：]$/, '');
    const closed = title !== text || words[from + count]?.[0] === ':';
    if (/[:：]/.test(title) || (!closed && (count === 1 || !/ (?:\p{Lu}|\p{Lo})\S*$/u.test(title)))) continue;
    const name = sectionName(title);
    if (name !== undefined && (closed || isStayName(name) || name === 'history')) return { title, name, count };
  }
  return undefined;
}
