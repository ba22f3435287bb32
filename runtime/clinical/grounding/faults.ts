/** What can be wrong with a sentence. */
import type { Span } from './sentences.ts';

export type FaultKind = 'number' | 'date' | 'frequency' | 'side' | 'person' | 'drug' | 'term' | 'negation';

/** What of a sentence the note does not say. */
export interface Fault extends Span {
  readonly kind: FaultKind;
  /** Where the note says something else of the same; undefined where it says nothing. */
  readonly instead: Span | undefined;
}

/** @param instead the place in the note */
export const faultAt = (kind: FaultKind, { start, end }: Span, instead?: Span): Fault => ({
  kind,
  start,
  end,
  instead: instead && { start: instead.start, end: instead.end },
});
