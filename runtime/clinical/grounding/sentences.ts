/** Sentences of clinical prose, with their offsets. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** After these a full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Lt|Rt|Inj|Tab|Cap|gr|Gr|Dr|Drs|Mr|Mrs|Ms|Prof|St|vs|approx|ca|No|Nos|Pt|pt|Hosp|Dept|Fig|e\.g|i\.e|b\.i\.d|t\.i\.d|q\.i\.d|p\.o|p\.r\.n|i\.v|q\.d)\.\s*$/;
/** "H. pylori", "E. coli": a genus is a letter and the species goes on in lower case. */
const initial = /(?:^|[\s(])\p{Lu}\.\s*$/u;

/** The sentences of a text in order. A line end closes one, unless the line is full and the next goes on in lower case. */
export function sentencesOf(text: string): Span[] {
  return blocksOf(text).flatMap(({ start, end }) => sentencesWithin(text.slice(start, end), start));
}

function sentencesWithin(block: string, offset: number): Span[] {
  const spans: { start: number; end: number }[] = [];
  // A line end always ends a segment, but not what goes on in the next line.
  for (const { segment, index } of segmenter.segment(block.replace(/[\r\n]/g, ' '))) {
    const last = spans.at(-1);
    const before = last ? block.slice(last.start, last.end) : '';
    const goesOn = abbreviation.test(before) || (initial.test(before) && /^\p{Ll}/u.test(segment));
    if (last && goesOn) last.end = index + segment.length;
    else spans.push({ start: index, end: index + segment.length });
  }
  return spans.flatMap(({ start, end }) => trimmed(block, start, end, offset));
}

function trimmed(block: string, start: number, end: number, offset: number): Span[] {
  const text = block.slice(start, end);
  if (text.trim() === '') return [];
  const first = start + text.length - text.trimStart().length;
  return [{ start: offset + first, end: offset + start + text.trimEnd().length }];
}

const fullLine = 50;

/** A line of a table whose cells stand apart by spaces. */
export const isSpaced = (line: string): boolean => /\S(?: {3,}|\t)\s*\S/.test(line);

function blocksOf(text: string): Span[] {
  const blocks: { start: number; end: number }[] = [];
  const width = widthOf(text);
  let full = false;
  let length = 0;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+|\r?\n/g)) {
    if (line.trim() === '') {
      if (!/^\r?\n$/.test(line)) full = false;
      continue;
    }
    const last = blocks.at(-1);
    const gap = last ? text.slice(last.end, index) : '';
    const goesOn = !isSpaced(line) && ((full && /^\p{Ll}/u.test(line)) || isWrapped(length, line, width));
    if (last && goesOn && /^[^\S\n]*\r?\n$/.test(gap)) last.end = index + line.length;
    else blocks.push({ start: index, end: index + line.length });
    length = /^\s*\|/.test(line) || isSpaced(line) ? 0 : line.trimEnd().length;
    full = line.trimEnd().length >= fullLine && !/[.:;]\s*$/.test(line);
  }
  return blocks;
}

/** To which a text's lines are filled: that many are nearly as long. 0 where there are none such. */
function widthOf(text: string): number {
  const lengths = text
    .split(/\r?\n/)
    .map((line) => line.trimEnd().length)
    .sort((a, b) => b - a);
  const width = lengths.find((length, i) => length - (lengths[i + likeLines - 1] ?? 0) <= 10) ?? 0;
  return width >= fullLine && width <= longestLine ? width : 0;
}

const [likeLines, longestLine, handWrapped] = [4, 140, 8];

/** A line ends where the next word would not have fitted; what begins like an item of a list begins anew. */
function isWrapped(length: number, next: string, width: number): boolean {
  const [word = ''] = next.trimStart().split(/\s/, 1);
  return (
    width > 0 &&
    length > 0 &&
    length + 1 + word.length > width - handWrapped &&
    !/^\s*(?:[-*•|#>=]|\d+[.)]\s|\p{L}[.)]\s|\p{Lu}[\p{L}\p{N} /&()'-]{1,40}:)/u.test(next)
  );
}
