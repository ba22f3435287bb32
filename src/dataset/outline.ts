/** The sections of a row's document and the headings within its note, for folding, outline and breadcrumbs. */
import { headingOf } from '../../runtime/clinical/headings.ts';

export interface Section {
  readonly title: string;
  /** 1: question, answer, note; 2: a heading within the note. */
  readonly level: 1 | 2;
  /** First and last line, from 0. */
  readonly start: number;
  readonly end: number;
}

/**
 * @param titles of the three sections, the note's last
 * @returns sections in the order of their first lines; trailing blank lines belong to none
 */
export function outlineOf(lines: readonly string[], titles: readonly string[]): Section[] {
  const starts: { title: string; level: 1 | 2; start: number }[] = [];
  let next = 0;
  lines.forEach((line, start) => {
    if (line === `## ${titles[next]}`) starts.push({ title: titles[next++] ?? '', level: 1, start });
    else if (next === titles.length) {
      const heading = headingOf(line);
      if (heading) starts.push({ title: heading.title, level: 2, start });
    }
  });
  return starts.map((section, i) => {
    const following = starts.slice(i + 1).find(({ level }) => level <= section.level);
    return { ...section, end: lastText(lines, section.start, following ? following.start - 1 : lines.length - 1) };
  });
}

function lastText(lines: readonly string[], start: number, end: number): number {
  let last = end;
  while (last > start && lines[last]?.trim() === '') last--;
  return last;
}
