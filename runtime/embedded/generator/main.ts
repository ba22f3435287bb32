/**
 * Writes the synthetic notes, deterministically.
 *   node runtime/embedded/generator/main.ts sample OUT.csv             the 2,000 rows of runtime/embedded/sample.csv
 *   node runtime/embedded/generator/main.ts pretraining OUT.csv COUNT  notes for the base model, of other patients
 */
import { writeFileSync } from 'node:fs';
import { tasks } from '../../protocol/config.ts';
import { drawPatient } from './patient.ts';
import { pretrainingNote } from './pretraining-note.ts';
import { drawQuestion } from './questions.ts';
import { seededRandom } from './random.ts';
import { sampleNote } from './sample-note.ts';

const columns = ['patient_id', 'note', 'question', 'answer', 'task'];

export function* sampleRows(count: number, seed: number): Generator<string[]> {
  const random = seededRandom(seed);
  for (let index = 0; index < count; index++) {
    const task = tasks[index % tasks.length] as (typeof tasks)[number];
    const patient = drawPatient(index + 1, 'sample', random);
    const note = sampleNote(patient, random);
    const { question, answer } = drawQuestion(task, patient, random);
    yield [String(patient.id), note, question, answer, task];
  }
}

/** Rows in the same columns, for the reader is the same; a question is not asked of them. */
export function* pretrainingRows(count: number, seed: number): Generator<string[]> {
  const random = seededRandom(seed);
  for (let index = 0; index < count; index++) {
    const patient = drawPatient(1_000_001 + index, 'pretraining', random);
    yield [String(patient.id), pretrainingNote(patient, random), '-', '-', 'Summarization'];
  }
}

function csv(rows: Iterable<string[]>): string {
  const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return `${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

if (import.meta.main) {
  const [what, path, count, seed] = process.argv.slice(2);
  if (path === undefined || (what !== 'sample' && what !== 'pretraining')) {
    throw new Error('usage: main.ts sample OUT.csv | main.ts pretraining OUT.csv COUNT');
  }
  writeFileSync(path, csv(what === 'sample' ? sampleRows(2_000, 1) : pretrainingRows(Number(count), Number(seed))));
}
