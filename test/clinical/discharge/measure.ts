/** Precision and recall of the detector on one half of the labelled set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDischargeNote } from '../../../runtime/clinical/discharge-note.ts';
import type { LabelledFile } from './make-set.ts';

export type Half = 'development' | 'final';

export function labelledFiles(half: Half): LabelledFile[] {
  const text = readFileSync(join(import.meta.dirname, `${half}.jsonl`), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export interface Detection {
  readonly files: number;
  readonly notes: number;
  readonly precision: number;
  readonly recall: number;
  readonly falseAlarms: readonly string[];
  readonly missed: readonly string[];
  readonly millisecondsPerFile: number;
}

export function measureDetector(half: Half): Detection {
  const files = labelledFiles(half);
  const start = performance.now();
  const told = files.map(({ text }) => isDischargeNote(text));
  const millisecondsPerFile = (performance.now() - start) / files.length;
  const names = (discharge: boolean, verdict: boolean) =>
    files.filter((file, i) => file.discharge === discharge && told[i] === verdict).map(({ name }) => name);
  const [right, falseAlarms, missed] = [names(true, true).length, names(false, true), names(true, false)];
  return {
    files: files.length,
    notes: files.filter(({ discharge }) => discharge).length,
    precision: right / (right + falseAlarms.length),
    recall: right / (right + missed.length),
    falseAlarms,
    missed,
    millisecondsPerFile,
  };
}
