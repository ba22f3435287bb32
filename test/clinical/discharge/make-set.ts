/**
 * Writes the labelled set of the detector, deterministically: node test/clinical/discharge/make-set.ts
 * A file's half follows from the hash of its name. The detector is tuned on development.jsonl; final.jsonl is only measured.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { negatives } from './negatives.ts';
import { type Labelled, positives } from './positives.ts';

export interface LabelledFile extends Labelled {
  readonly name: string;
  readonly discharge: boolean;
}

function named(texts: Iterable<Labelled>, discharge: boolean): LabelledFile[] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const files: LabelledFile[] = [];
  for (const { kind, text } of texts) {
    if (seen.has(text)) continue;
    seen.add(text);
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    files.push({ name: `${discharge ? 'note' : 'other'}-${kind}-${number}.txt`, discharge, kind, text });
  }
  return files;
}

const isFinal = ({ name }: LabelledFile): boolean =>
  (createHash('sha256').update(name).digest()[0] as number) % 2 === 1;

const files = [...named(positives(), true), ...named(negatives(), false)];
const lines = (half: readonly LabelledFile[]) => half.map((file) => `${JSON.stringify(file)}\n`).join('');
for (const [half, final] of [
  ['development', false],
  ['final', true],
] as const) {
  const chosen = files.filter((file) => isFinal(file) === final);
  writeFileSync(join(import.meta.dirname, `${half}.jsonl`), lines(chosen));
  console.log(half, chosen.filter((file) => file.discharge).length, chosen.filter((file) => !file.discharge).length);
}
