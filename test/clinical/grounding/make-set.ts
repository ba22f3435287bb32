/**
 * Writes the statements with planted errors: node test/clinical/grounding/make-set.ts
 * The half follows from the hash of the note's name, so that no note is in both. The checker is tuned on
 * development.jsonl; final.jsonl is only measured.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notes } from './notes.ts';
import { type ErrorKind, type Statement, statements, type Wording } from './statements.ts';

export interface Planted {
  readonly note: string;
  readonly statement: string;
  readonly wording: Wording;
  /** What is wrong with it; null where it is right. */
  readonly error: ErrorKind | null;
}

function planted(note: string, [wording, text, ...changes]: Statement): Planted[] {
  const wrong = changes.map(([error, from, to]) => {
    if (!text.includes(from)) throw new Error(`"${from}" is not in "${text}"`);
    return { note, statement: text.replace(from, to), wording, error };
  });
  return [{ note, statement: text, wording, error: null }, ...wrong];
}

const isFinal = (note: string): boolean => (createHash('sha256').update(note).digest()[0] as number) % 2 === 1;

for (const name of Object.keys(statements)) if (!notes[name]) throw new Error(`no note ${name}`);
for (const [half, final] of [
  ['development', false],
  ['final', true],
] as const) {
  const names = Object.keys(statements).filter((name) => isFinal(name) === final);
  const all = names.flatMap((name) => (statements[name] ?? []).flatMap((statement) => planted(name, statement)));
  writeFileSync(join(import.meta.dirname, `${half}.jsonl`), all.map((item) => `${JSON.stringify(item)}\n`).join(''));
  const wrong = all.filter(({ error }) => error !== null).length;
  console.log(
    `${half}: ${names.length} notes, ${all.length - wrong} right, ${wrong} wrong statements: ${names.join(' ')}`,
  );
}
