/** Tables of clinical notes in the Asclepius columns: every row that is used is whole, known and there once. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Task, tasks } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { columns } from './columns.ts';
import { withDatabase } from './database.ts';
import { type RawRecord, readerFor } from './formats.ts';
import { seededHash } from './random.ts';

export interface ClinicalRow {
  /** The line of a text file (from 1, the header counts) or the row number of a Parquet file (from 1). */
  readonly id: string;
  readonly patientId: string;
  readonly note: string;
  readonly question: string;
  readonly answer: string;
  readonly task: Task;
}

export interface TableReport {
  /** Rows that can be used, duplicates left out. */
  readonly rows: number;
  readonly duplicates: number;
  readonly malformed: number;
  /** As in `ClinicalRow.id`, ascending. */
  readonly malformedLines: number[];
}

export interface ReadOptions {
  readonly onMalformed: 'skip' | 'stop';
}

/**
 * Reads a CSV, TSV, JSONL or Parquet file. Columns come in any order, others are ignored; line ends within a text become
 * `\n`. Exact duplicates (note, question and answer) are dropped and counted.
 * @throws fileMissing, fileUnreadable, dataColumns, dataMalformed (onMalformed "stop"), dataEmpty
 */
export async function readTable(
  path: string,
  options: ReadOptions,
): Promise<{ rows: ClinicalRow[]; report: TableReport }> {
  const file = resolve(path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw errors.fileMissing(path, 'Data file');
  const reader = readerFor(file);
  if (!reader) throw errors.fileUnreadable(path, 'Data file', 'its name must end in .csv, .tsv, .jsonl or .parquet');
  if (found.size === 0) throw errors.dataEmpty(path);
  const { records, broken } = await withDatabase(file, (query) => reader(file, query));

  const malformed = [...broken];
  const rows: ClinicalRow[] = [];
  for (const record of records) {
    const row = clinicalRow(record);
    if (typeof row === 'string') malformed.push({ line: record.line, reason: row });
    else rows.push(row);
  }
  malformed.sort((a, b) => a.line - b.line);
  const [first] = malformed;
  if (first && options.onMalformed === 'stop') throw errors.dataMalformed(path, first.line, first.reason);
  const distinct = withoutDuplicates(rows);
  if (distinct.length === 0) throw errors.dataEmpty(path);
  const report = {
    rows: distinct.length,
    duplicates: rows.length - distinct.length,
    malformed: malformed.length,
    malformedLines: malformed.map(({ line }) => line),
  };
  return { rows: distinct, report };
}

/** @throws dataTaskEmpty for the first chosen task that no row has */
export function checkTasks(rows: readonly ClinicalRow[], chosen: readonly Task[]): void {
  const present = new Set(rows.map((row) => row.task));
  const missing = chosen.find((task) => !present.has(task));
  if (missing)
    throw errors.dataTaskEmpty(
      missing,
      tasks.filter((task) => present.has(task)),
    );
}

/** At most so many rows, chosen by the seed whatever order the rows have; they keep their order. */
export function chooseRows<T extends ClinicalRow>(rows: readonly T[], maxRows: number | undefined, seed: number): T[] {
  if (maxRows === undefined || rows.length <= maxRows) return [...rows];
  const ranked = rows.map((row) => ({ row, rank: seededHash(seed, contentOf(row)) })).sort((a, b) => a.rank - b.rank);
  const chosen = new Set(ranked.slice(0, maxRows).map(({ row }) => row));
  return rows.filter((row) => chosen.has(row));
}

/** The row, or what is wrong with it in words that quote nothing. */
function clinicalRow({ line, values }: RawRecord): ClinicalRow | string {
  const texts = values.map((value) => (value ?? '').replaceAll('\r\n', '\n'));
  const empty = texts.findIndex((text) => text.trim() === '');
  if (empty >= 0) return `${columns[empty]} is empty`;
  const [patientId = '', note = '', question = '', answer = '', name = ''] = texts;
  const task = tasks.find((known) => known === name.trim());
  if (!task) return `the task is none of ${tasks.join(', ')}`;
  return { id: String(line), patientId: patientId.trim(), note, question, answer, task };
}

function withoutDuplicates(rows: readonly ClinicalRow[]): ClinicalRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const digest = createHash('sha256').update(contentOf(row)).digest('base64');
    return seen.size < seen.add(digest).size;
  });
}

const contentOf = (row: ClinicalRow) => JSON.stringify([row.note, row.question, row.answer]);
