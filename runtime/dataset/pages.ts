/** Pages of rows and single rows, by SQL on the tables that `fillTable` describes. */
import { type Connection, type Database, type Row, withConnection } from '../data/database.ts';
import { type Task, tasks } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { type DatasetFilter, type DatasetSort, longestText, type RowSummary } from '../protocol/service.ts';

/** A filter, with the records that it names in another way than by what is in `t.rows`. */
export type RecordFilter = Omit<DatasetFilter, 'tokens'> & { readonly records?: readonly number[] };

export interface Page {
  readonly rows: RowSummary[];
  readonly total: number;
}

/** SQL for a filter; every value in it is a whole number. */
export function condition({ tasks: chosen, noteCharacters, rows, records }: RecordFilter): string {
  const parts = [
    chosen && `task IN (${chosen.map((task) => tasks.indexOf(task)).join()})`,
    noteCharacters?.min !== undefined && `note_characters >= ${noteCharacters.min}`,
    noteCharacters?.max !== undefined && `note_characters <= ${noteCharacters.max}`,
    rows && `line IN ${numbers(rows)}`,
    records && `record IN ${numbers(records)}`,
  ];
  return parts.filter(Boolean).join(' AND ') || 'true';
}

/** A long list as one text: DuckDB would take seconds to read so many literals. */
const numbers = (list: readonly (string | number)[]) =>
  list.length === 0 ? '(NULL)' : `(SELECT unnest(string_split('${list.join()}', ','))::BIGINT)`;

export async function readPage(
  database: Database,
  filter: RecordFilter,
  sort: DatasetSort,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Page> {
  return withConnection(database, async (connection) => {
    const where = `FROM t.rows WHERE ${condition(filter)}`;
    const [[total] = []] = await connection.all(`SELECT count(*) ${where}`);
    const order = `${sortColumns[sort.by]} ${sort.descending ? 'DESC' : 'ASC'}, record`;
    const rows = await connection.all(
      `SELECT line, task, patient_id, head, note_characters, question_characters, answer_characters
       ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
    );
    return { rows: rows.map(summary), total: Number(total) };
  });
}

const sortColumns: Readonly<Record<DatasetSort['by'], string>> = {
  row: 'record',
  noteCharacters: 'note_characters',
  questionCharacters: 'question_characters',
  answerCharacters: 'answer_characters',
  patient: 'patient_id',
  question: 'head',
};

const summary = ([row, task, patientId, question, ...lengths]: Row): RowSummary => ({
  row: row ?? '',
  task: tasks[Number(task)] as Task,
  patientId: patientId ?? '',
  question: question ?? '',
  characters: lengthsOf(lengths),
});

const lengthsOf = ([note, question, answer]: Row) => ({
  note: Number(note),
  question: Number(question),
  answer: Number(answer),
});

/** The ids of all rows that fit. */
export async function readIds(database: Database, filter: RecordFilter): Promise<string[]> {
  const sql = `SELECT line FROM t.rows WHERE ${condition(filter)} ORDER BY record`;
  return withConnection(database, async (connection) => (await connection.all(sql)).map(([line]) => line as string));
}

/** A row with its text, each column cut at `longestText`. @param path for the error. @throws dataRowsUnknown */
export async function readRow(database: Database, path: string, row: string) {
  return withConnection(database, async (connection) => {
    const [facts] = await connection.all(
      `SELECT record, task, patient_id, note_characters, question_characters, answer_characters
       FROM t.rows WHERE line = ${BigInt(row)}`,
    );
    if (!facts) throw errors.dataRowsUnknown(path, [row]);
    const [record, task, patientId, ...lengths] = facts;
    const [note, question, answer] = await texts(connection, Number(record));
    const described = {
      row,
      task: tasks[Number(task)] as Task,
      patientId: patientId ?? '',
      characters: lengthsOf(lengths),
    };
    return { ...described, note: note ?? '', question: question ?? '', answer: answer ?? '' };
  });
}

async function texts(connection: Connection, record: number): Promise<Row> {
  const columns = ['note', 'question', 'answer'].map((name) => `left(${name}, ${longestText})`).join();
  const [row = []] = await connection.all(`SELECT ${columns} FROM t.records WHERE rowid = ${record}`);
  return row;
}
