/**
 * Writes the statements with planted errors: node test/clinical/grounding/make-set.ts
 * The half follows from the hash of the note's name, so that no note is in both. The checker is tuned on
 * development.jsonl; final.jsonl is only measured.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notes } from './notes.ts';
import { planted } from './planted.ts';
import { statements } from './statements.ts';

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
