/** Tables of clinical notes in the Asclepius columns: every row that is used is whole, known and there once. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type FineTuneConfig, type Task, tasks } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { type Connection, withDatabase } from './database.ts';
import { type Format, formatOf } from './formats.ts';
import { seededHash } from './random.ts';
import { fillTable } from './table.ts';

export interface ClinicalRow {
  /** The line of a text file (from 1, the header counts) or the row number of a Parquet file (from 1). */
  readonly id: string;
  readonly patientId: string;
  readonly note: string;
  readonly question: string;
  readonly answer: string;
  readonly task: Task;
}

/** What is known of a row without its text. */
export interface RowFacts {
  /** The record's number in the table. */
  readonly record: number;
  readonly id: string;
  readonly patientId: string;
  readonly task: Task;
  /** Unicode code points. */
  readonly noteCharacters: number;
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
  /** Which of the rows to read the text of: all, unless given. */
  readonly select?: (rows: readonly RowFacts[]) => readonly RowFacts[];
  /** How many of these to keep, as `chooseRows` chooses them: the text of the others never stays in memory. */
  readonly choose?: { readonly maxRows: number | undefined; readonly seed: number };
}

/**
 * Reads a CSV, TSV, JSONL or Parquet file. Columns come in any order, others are ignored; line ends within a text become
 * `\n`. Exact duplicates (note, question and answer) are dropped and counted.
 * @throws fileMissing, fileUnreadable, dataColumns, dataMalformed (onMalformed "stop"), dataEmpty, and as `select` does
 */
export async function readTable(
  path: string,
  { onMalformed, select, choose }: ReadOptions,
): Promise<{ rows: ClinicalRow[]; report: TableReport }> {
  return withTable(path, async (connection) => {
    const report = await reportOf(connection);
    if (report.malformed > 0 && onMalformed === 'stop') {
      const [[line, reason] = []] = await connection.all('FROM t.malformed ORDER BY line LIMIT 1');
      throw errors.dataMalformed(path, Number(line), reason ?? t('it cannot be read'));
    }
    if (report.rows === 0) throw errors.dataEmpty(path);
    const facts = await rowFacts(connection);
    const choice = rowChoice(choose?.maxRows, choose?.seed);
    await readTexts(connection, path, facts, select?.(facts) ?? facts, choice.add);
    return { rows: choice.rows(), report };
  });
}

/** Works on the tables that `fillTable` describes; they are gone afterwards. @throws fileMissing, fileUnreadable, dataColumns, dataEmpty */
export async function withTable<T>(path: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { file, size, format } = await findTable(path);
  const place = size > largest ? 'temporary' : 'memory';
  const fill = async (connection: Connection) => {
    await fillTable(connection, await format(file, connection));
    return work(connection);
  };
  return withDatabase(file, fill, { place });
}

/** Files up to this size are held in memory while they are read. */
const largest = 2 ** 25;

/** @throws fileMissing, fileUnreadable, dataEmpty */
export async function findTable(path: string): Promise<{ file: string; size: number; format: Format }> {
  const file = resolve(path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw errors.fileMissing(path, t('Data file'));
  const format = formatOf(file);
  if (!format)
    throw errors.fileUnreadable(path, t('Data file'), t('its name must end in .csv, .tsv, .jsonl or .parquet'));
  if (found.size === 0) throw errors.dataEmpty(path);
  return { file, size: found.size, format };
}

export async function reportOf(connection: Connection): Promise<TableReport> {
  const [[rows, duplicates] = []] = await connection.all(
    'SELECT (SELECT count(*) FROM t.rows), number FROM t.duplicates',
  );
  const malformed = await connection.all('SELECT line FROM t.malformed ORDER BY line');
  return {
    rows: Number(rows),
    duplicates: Number(duplicates),
    malformed: malformed.length,
    malformedLines: malformed.map(([line]) => Number(line)),
  };
}

async function rowFacts(connection: Connection): Promise<RowFacts[]> {
  const rows = await connection.all(
    'SELECT record, line, task, patient_id, note_characters FROM t.rows ORDER BY record',
  );
  return rows.map(([record, line, task, patientId, noteCharacters]) => ({
    record: Number(record),
    id: line as string,
    task: tasks[Number(task)] as Task,
    patientId: patientId ?? '',
    noteCharacters: Number(noteCharacters),
  }));
}

/** Gives the chosen rows with their text, in the order of the file. */
async function readTexts(
  connection: Connection,
  path: string,
  all: readonly RowFacts[],
  chosen: readonly RowFacts[],
  onRow: (row: ClinicalRow) => void,
): Promise<void> {
  const byRecord = new Map(chosen.map((row) => [row.record, row]));
  if (chosen.length < all.length) {
    await connection.run('CREATE TEMP TABLE chosen (record INTEGER)');
    await connection.append(
      'temp.chosen',
      chosen.map(({ record }) => [record]),
    );
  }
  const some = chosen.length < all.length ? 'WHERE rowid IN (SELECT record FROM chosen)' : '';
  let read = 0;
  for await (const [record, note, question, answer] of connection.query(
    `SELECT rowid, note, question, answer FROM t.records ${some}`,
  )) {
    const facts = byRecord.get(Number(record));
    if (!facts || note == null || question == null || answer == null) continue;
    onRow({ id: facts.id, patientId: facts.patientId, note, question, answer, task: facts.task });
    read++;
  }
  // DuckDB ends a stream that fails for want of memory as if it were complete.
  if (read !== chosen.length) throw errors.fileUnreadable(path, t('Data file'), t('its rows could not all be read'));
}

/** @throws dataTaskEmpty for the first chosen task that no row has */
export function checkTasks(rows: readonly Selectable[], chosen: readonly Task[]): void {
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
export function selectRows<T extends Selectable>(
  path: string,
  rows: readonly T[],
  config: FineTuneConfig['data'],
): T[] {
  checkTasks(rows, config.tasks);
  const ids = config.rows && new Set(config.rows);
  if (ids) checkIds(path, rows, ids);
  const { noteCharacters } = config;
  const fits = (row: T) => {
    if (!noteCharacters) return true;
    const length = 'note' in row ? characters(row.note) : row.noteCharacters;
    return length >= (noteCharacters.min ?? 0) && length <= (noteCharacters.max ?? Number.POSITIVE_INFINITY);
  };
  const selected = rows.filter((row) => config.tasks.includes(row.task) && (ids?.has(row.id) ?? true) && fits(row));
  if (selected.length === 0) throw errors.dataNothingSelected(path);
  return selected;
}

type Selectable = Pick<RowFacts, 'id' | 'task'> & (Pick<RowFacts, 'noteCharacters'> | Pick<ClinicalRow, 'note'>);

/** Unicode code points: a surrogate pair counts once. */
const characters = (text: string): number => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

function checkIds(path: string, rows: readonly Selectable[], ids: ReadonlySet<string>): void {
  const known = new Set(rows.map((row) => row.id));
  const unknown = [...ids].filter((id) => !known.has(id));
  if (unknown.length > 0) throw errors.dataRowsUnknown(path, unknown);
}

/** At most so many rows, chosen by the seed whatever order the rows have; they keep their order. */
export function chooseRows<T extends ClinicalRow>(rows: readonly T[], maxRows: number | undefined, seed: number): T[] {
  if (maxRows === undefined || rows.length <= maxRows) return [...rows];
  const choice = rowChoice<T>(maxRows, seed);
  for (const row of rows) choice.add(row);
  return choice.rows();
}

/** As `chooseRows`, of rows that come one by one: never more than twice as many are held. */
function rowChoice<T extends ClinicalRow>(maxRows: number | undefined, seed = 0) {
  let count = 0;
  let ranked: { readonly row: T; readonly place: number; readonly rank: number }[] = [];
  const prune = () => {
    if (maxRows !== undefined) ranked = ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).slice(0, maxRows);
  };
  return {
    add(row: T): void {
      const rank = maxRows === undefined ? 0 : seededHash(seed, contentOf(row));
      ranked.push({ row, place: count++, rank });
      if (maxRows !== undefined && ranked.length >= 2 * maxRows) prune();
    },
    rows(): T[] {
      prune();
      return ranked.sort((a, b) => a.place - b.place).map(({ row }) => row);
    },
  };
}

const contentOf = (row: ClinicalRow) => JSON.stringify([row.note, row.question, row.answer]);
