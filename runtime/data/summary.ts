/** What a table holds, in figures: nothing in here quotes a note. */
import { type Task, tasks } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import type { Connection } from './database.ts';
import { reportOf, type TableReport, withTable } from './rows.ts';

/** Characters, as Unicode code points. */
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
export function summarizeTable(path: string): Promise<TableSummary> {
  return withTable(path, async (connection) => {
    const report = await reportOf(connection);
    if (report.rows === 0) throw errors.dataEmpty(path);
    const [note, question, answer] = [
      await lengths(connection, 'note'),
      await lengths(connection, 'question'),
      await lengths(connection, 'answer'),
    ];
    return { path, ...report, ...(await countRows(connection)), characters: { note, question, answer } };
  });
}

/** Patients, and the rows of each task, of the table that `fillTable` describes. */
export async function countRows(connection: Connection): Promise<Pick<TableSummary, 'patients' | 'tasks'>> {
  const found = await connection.all('SELECT task, count(*) FROM t.rows GROUP BY task');
  const counts = new Map(found.map(([task, count]) => [Number(task), Number(count)]));
  const [[patients] = []] = await connection.all('SELECT count(DISTINCT patient_id) FROM t.rows');
  const ofTasks = Object.fromEntries(tasks.map((task, i) => [task, counts.get(i) ?? 0])) as Record<Task, number>;
  return { patients: Number(patients), tasks: ofTasks };
}

async function lengths(connection: Connection, column: 'note' | 'question' | 'answer'): Promise<Lengths> {
  const length = `${column}_characters`;
  const [row = []] = await connection.all(`SELECT min(${length}), median(${length}), max(${length}) FROM t.rows`);
  const [min, median, max] = row.map(Number) as [number, number, number];
  return { min, median, max };
}
