/** Tables of clinical notes in the Asclepius columns: every row that is used is whole, known and there once. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type FineTuneConfig, type Task, tasks } from '../protocol/config.ts';
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

/**
 * The rows that the config asks for, before any is left out by chance.
 * @throws dataTaskEmpty, dataRowsUnknown, dataNothingSelected
 */
export function selectRows(path: string, rows: readonly ClinicalRow[], config: FineTuneConfig['data']): ClinicalRow[] {
  checkTasks(rows, config.tasks);
  const ids = config.rows && new Set(config.rows);
  if (ids) checkIds(path, rows, ids);
  const { min = 0, max = Number.POSITIVE_INFINITY } = config.noteCharacters ?? {};
  const fits = ({ note }: ClinicalRow) => {
    const length = characters(note);
    return length >= min && length <= max;
  };
  const selected = rows.filter((row) => config.tasks.includes(row.task) && (ids?.has(row.id) ?? true) && fits(row));
  if (selected.length === 0) throw errors.dataNothingSelected(path);
  return selected;
}

function checkIds(path: string, rows: readonly ClinicalRow[], ids: ReadonlySet<string>): void {
  const known = new Set(rows.map((row) => row.id));
  const unknown = [...ids].filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.dataRowsUnknown(path, unknown);
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

/** Unicode code points: surrogate pairs count once. */
export const characters = (text: string): number =>
  text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

const contentOf = (row: ClinicalRow) => JSON.stringify([row.note, row.question, row.answer]);
