/** Headings of notes, as people write them. */
import { type SectionName, sectionName } from './section-names.ts';

export interface Heading {
  readonly title: string;
  /** What it names, where that is known. */
  readonly name: SectionName | undefined;
  /** Where the text behind it begins in the line; the line's length where the text stands below. */
  readonly bodyStart: number;
}

/** "Chief complaint: vomiting", "**Labs:**", "## Plan:", "경과：": a heading may have text after it. */
const titled =
  /^[ \t]{0,3}(?:#{1,6}\s+|\*\*)?([\p{Lu}\p{Lo}][\p{L}\p{N} /&()',.’-]{0,60}?)\s*(?:\*\*)?[:：](?:\*\*)?(?:\s|$|(?<=：))/u;
const capitals = /^([\p{Lu}][\p{Lu} /&-]{3,60})$/u;
/** "【경과】text", "[Labs]", "<Labs>", "■ Labs", "## Labs", "**Labs**": marked as a heading by its signs. */
const marked =
  /^\s{0,3}(?:【\s*([^】\n]{1,60}?)\s*】[:：]?|\[\s*([^\]\n]{2,60}?)\s*\]\s*:?(?=\s*$)|<\s*([\p{L}][^>\n/=]{1,60}?)\s*>(?=\s*$)|[■▶●◆□◎▣]\s*([^:：\n]{1,60}?)\s*[:：]?(?=\s*$)|#{1,6}\s+([^\n]{1,60}?)\s*:?(?=\s*$)|\*\*([^*\n]{1,60}?)\*\*:?(?=\s*$))/u;
/** "1. Hospital course", "2) Course: good", "Course - good", "Hospital Course": headings only where the name is known. */
const plain = /^\s{0,3}(?:\d{1,2}[.)]\s+)?([\p{L}][\p{L}\p{N} /&()',.’-]{1,60}?)\s*(?:[:：]|\s[-–—](?=\s|$)|(?=\s*$))/u;
/** Longer lines are text; a pattern is not tried on a note that is one line of megabytes. */
const longestHeading = 2000;

/** The heading that a line is or begins with. */
export function headingOf(line: string): Heading | undefined {
  if (line.length > longestHeading || line.trim() === '') return undefined;
  const match = titled.exec(line) ?? capitals.exec(line) ?? marked.exec(line);
  const title = match?.slice(1).find((group) => group !== undefined);
  if (match && title !== undefined) return { title, name: sectionName(title), bodyStart: match[0].length };
  const bare = plain.exec(line);
  const name = bare?.[1] === undefined ? undefined : sectionName(bare[1]);
  // Single letters and words of letters are too common to be headings without a sign of one.
  if (!bare?.[1] || name === undefined || bare[1].length < 3) return undefined;
  return { title: bare[1], name, bodyStart: bare[0].length };
}
