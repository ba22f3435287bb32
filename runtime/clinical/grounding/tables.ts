/** Tables of notes, of which the first line names the columns: cells between bars, or apart by spaces below their names. */
import { isSpaced, type Span } from './sentences.ts';

export interface Cell extends Span {
  /** Where the name of its column stands. */
  readonly title: Span;
}

interface Placed extends Span {
  /** How far it stands in its line. */
  readonly column: number;
}

/** The cells below the first line of each table, in order. */
export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  let titles: readonly Placed[] = [];
  let isOfBars = false;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r?\n|$)/g)) {
    const hasBars = line.includes('|');
    const spans = hasBars ? betweenBars(line, index) : betweenSpaces(line, index);
    if (spans.length < 2) titles = [];
    else if (titles.length === 0 || hasBars !== isOfBars) {
      titles = hasBars || isTitles(line) ? spans : [];
      isOfBars = hasBars;
    } else if (!isRule(line)) cells.push(...spans.flatMap((span, i) => withTitle(span, i, titles, hasBars)));
  }
  return cells;
}

/** "|------|----|". */
const isRule = (line: string): boolean => /^[\s|:+=-]+$/.test(line);

/** "      Right     Left": names alone, and no "Weight: 70 kg     Height: 170 cm". */
const isTitles = (line: string): boolean =>
  line
    .trim()
    .split(/ {3,}|\t/)
    .every((cell) => title.test(cell.trim()));
/** A name, a date, a time or a numbered day. */
const title =
  /^(?:[^\d:]+|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?:\s\d\d:?\d\d)?|\d{4}-\d\d-\d\d|\d{1,2}:\d\d|(?:HD|POD|D|day)\s?\d{1,2})$/i;

function withTitle(cell: Placed, at: number, titles: readonly Placed[], hasBars: boolean): Cell[] {
  const title = hasBars ? titles[at] : titles.find(({ column }) => Math.abs(column - cell.column) <= offBy);
  return title ? [{ start: cell.start, end: cell.end, title }] : [];
}

/** In letters, from the beginning of a cell to that of its column's name. */
const offBy = 4;

function betweenBars(line: string, offset: number): Placed[] {
  const inner = line
    .trimEnd()
    .replace(/^(\s*)\|/, '$1 ')
    .replace(/\|$/, ' ');
  let at = offset;
  return inner.split('|').map((cell) => {
    const span = { start: at, end: at + cell.length, column: at - offset };
    at = span.end + 1;
    return span;
  });
}

const betweenSpaces = (line: string, offset: number): Placed[] =>
  isSpaced(line)
    ? [...line.matchAll(/\S+(?: {1,2}\S+)*/g)].map(({ 0: cell, index }) => ({
        start: offset + index,
        end: offset + index + cell.length,
        column: index,
      }))
    : [];
