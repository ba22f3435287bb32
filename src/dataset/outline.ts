/** The sections of a row's document and the headings within its note, for folding, outline and breadcrumbs. */

export interface Section {
  readonly title: string;
  /** 1: question, answer, note; 2: a heading within the note. */
  readonly level: 1 | 2;
  /** First and last line, from 0. */
  readonly start: number;
  readonly end: number;
}

/** "Chief complaint: vomiting", "HOSPITAL COURSE", "**Labs:**", "## Plan": a heading may have text after it. */
const heading =
  /^\s{0,3}(?:#{1,6}\s+|\*\*)?(\p{Lu}[\p{L}\p{N} /&()',.-]{1,60}?)\s*(?:\*\*)?:(?:\*\*)?(?:\s|$)|^([\p{Lu}][\p{Lu} /&-]{3,60})$/u;
/** Longer lines are text; a pattern is not tried on a note that is one line of megabytes. */
const longestHeading = 2000;

/**
 * @param titles of the three sections, the note's last
 * @returns sections in the order of their first lines; trailing blank lines belong to none
 */
export function outlineOf(lines: readonly string[], titles: readonly string[]): Section[] {
  const starts: { title: string; level: 1 | 2; start: number }[] = [];
  let next = 0;
  lines.forEach((line, start) => {
    if (line === `## ${titles[next]}`) starts.push({ title: titles[next++] ?? '', level: 1, start });
    else if (next === titles.length && line.length <= longestHeading) {
      const [, titled, capitals] = heading.exec(line) ?? [];
      const title = titled ?? capitals;
      if (title) starts.push({ title, level: 2, start });
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
