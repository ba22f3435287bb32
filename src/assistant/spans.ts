/** Ranges of a note that stay where they belong while the note is edited. Offsets count UTF-16 units, the end excluded. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** As the editor tells an edit: what was replaced, and by what. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where a span lies after some edits. What is typed at its edge does not belong to it. */
export function shifted(span: Span, changes: readonly Change[]): Span {
  // The editor tells edits from the last in the text to the first, so none moves the places of the ones after it.
  return changes.reduce(shiftedBy, span);
}

function shiftedBy({ start, end }: Span, { rangeOffset, rangeLength, text }: Change): Span {
  const rangeEnd = rangeOffset + rangeLength;
  const growth = text.length - rangeLength;
  if (rangeEnd <= start) return { start: start + growth, end: end + growth };
  if (rangeOffset >= end) return { start, end };
  if (rangeOffset >= start) return { start, end: rangeEnd <= end ? end + growth : rangeOffset };
  const newStart = rangeOffset + text.length;
  return { start: newStart, end: Math.max(newStart, end + growth) };
}
