/** A statement and what was planted in it. */
import type { ErrorKind, Statement, Wording } from './statements.ts';

export interface Planted {
  readonly note: string;
  readonly statement: string;
  readonly wording: Wording;
  /** What is wrong with it; null where it is right. */
  readonly error: ErrorKind | null;
}

/** The right statement, and one wrong statement for each change. */
export function planted(note: string, [wording, text, ...changes]: Statement): Planted[] {
  const wrong = changes.map(([error, from, to]) => {
    if (!text.includes(from)) throw new Error(`"${from}" is not in "${text}"`);
    return { note, statement: text.replace(from, to), wording, error };
  });
  return [{ note, statement: text, wording, error: null }, ...wrong];
}
