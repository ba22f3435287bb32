/** Tables of notes: lines of cells between bars, of which the first names the columns. */
import type { Span } from './sentences.ts';

export interface Cell extends Span {
  /** Where the name of its column stands. */
  readonly title: Span;
}

/** The cells below the first line of each table, in order. */
export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  let titles: readonly Span[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r?\n|$)/g)) {
    const spans = spansOf(line, index);
    if (spans.length < 2) titles = [];
    else if (titles.length === 0) titles = spans;
    else cells.push(...spans.flatMap((span, i) => (titles[i] && !isRule(line) ? { ...span, title: titles[i] } : [])));
  }
  return cells;
}

/** "|------|----|". */
const isRule = (line: string): boolean => /^[\s|:+=-]+$/.test(line);

function spansOf(line: string, offset: number): Span[] {
  if (!line.includes('|')) return [];
  const inner = line
    .trimEnd()
    .replace(/^(\s*)\|/, '$1 ')
    .replace(/\|$/, ' ');
  let at = offset;
  return inner.split('|').map((cell) => {
    const span = { start: at, end: at + cell.length };
    at = span.end + 1;
    return span;
  });
}
