/** Rows for tests: invented text, any number of patients. */
import { seededRandom } from '../../runtime/data/random.ts';
import type { ClinicalRow } from '../../runtime/data/rows.ts';
import { type Task, tasks } from '../../runtime/protocol/config.ts';

const words = 'pt adm w/ CP, the EKG shows STEMI; s/p PCI x2 "stable" – naïve 🩺 in the ward\nHx: n/a'.split(' ');

export function sampleText(random: { integer(limit: number): number }, count: number): string {
  return Array.from({ length: count }, () => words[random.integer(words.length)]).join(' ');
}

export function sampleRows(count: number, patients: number, seed = 1, longest = 60): ClinicalRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: String(i + 2),
    patientId: String(random.integer(patients)),
    note: `Note ${i}: ${sampleText(random, 1 + random.integer(longest))}`,
    question: `Q${i} ${sampleText(random, 1 + random.integer(8))}?`,
    answer: sampleText(random, 1 + random.integer(20)),
    task: tasks[i % tasks.length] as Task,
  }));
}
