/** What a table holds, in figures: nothing in here quotes a note. */
import { type Task, tasks } from '../protocol/config.ts';
import { type ClinicalRow, readTable, type TableReport } from './rows.ts';

/** Characters, as UTF-16 code units. */
export interface Lengths {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface TableSummary extends TableReport {
  readonly path: string;
  readonly patients: number;
  /** Rows of each task, all eight. */
  readonly tasks: Readonly<Record<Task, number>>;
  readonly characters: { readonly note: Lengths; readonly question: Lengths; readonly answer: Lengths };
}

/** For `asclepius data summary`. Malformed rows are counted, never a reason to stop. @throws as readTable */
export async function summarizeTable(path: string): Promise<TableSummary> {
  const { rows, report } = await readTable(path, { onMalformed: 'skip' });
  const count = (task: Task) => rows.filter((row) => row.task === task).length;
  return {
    path,
    ...report,
    patients: new Set(rows.map((row) => row.patientId)).size,
    tasks: Object.fromEntries(tasks.map((task) => [task, count(task)])) as Record<Task, number>,
    characters: { note: lengths(rows, 'note'), question: lengths(rows, 'question'), answer: lengths(rows, 'answer') },
  };
}

function lengths(rows: readonly ClinicalRow[], field: 'note' | 'question' | 'answer'): Lengths {
  const sorted = Float64Array.from(rows, (row) => row[field].length).sort();
  const at = (index: number) => sorted[index] ?? 0;
  const middle = (sorted.length - 1) / 2;
  return { min: at(0), median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, max: at(sorted.length - 1) };
}
