/**
 * A file as a table of usable rows: whole, known and there once. The training run and the dataset explorer both read
 * through here, so that a row has the same name and the same text in both.
 */
import { tasks } from '../protocol/config.ts';
import { t } from '../protocol/l10n.ts';
import { columns } from './columns.ts';
import { type Connection, literal } from './database.ts';
import type { Filled, FillOptions, TableSource } from './formats.ts';

/**
 * Fills these tables in the catalog `t`:
 *
 * - `records`: every record that could be read, its five columns as text; `rowid` is its number from 0
 * - `rows`: those that can be used, in order: `record` (the number), `line`, `task` (its place in `tasks`), `patient_id`,
 *   `head` (the question's first words), and the lengths `note_characters`, … in Unicode code points
 * - `malformed`: `line` and `reason` of those that cannot
 * - `duplicates`: how many, in one row
 */
export async function fillTable(connection: Connection, source: TableSource, options: FillOptions = {}): Promise<void> {
  const { lines, broken } = await source.fill(connection, options);
  await connection.run(`CREATE TEMP TABLE facts AS ${facts()}`);
  await placeFacts(connection, lines);
  await connection.run(`CREATE TABLE t.rows AS ${rows}`);
  await connection.run(`CREATE TABLE t.malformed (line INTEGER, reason VARCHAR)`);
  await connection.append(
    't.malformed',
    broken.map(({ line, reason }) => [line, reason]),
  );
  await connection.run('INSERT INTO t.malformed SELECT line, fault FROM placed WHERE fault IS NOT NULL');
  await connection.run(`CREATE TABLE t.duplicates AS
    SELECT (SELECT count(*) FROM placed WHERE fault IS NULL) - (SELECT count(*) FROM t.rows) AS number`);
  await connection.run('DROP VIEW placed');
  await connection.run('DROP TABLE facts');
}

async function placeFacts(connection: Connection, lines: Filled['lines']): Promise<void> {
  if (!lines) {
    await connection.run('CREATE TEMP VIEW placed AS SELECT *, (record + 1)::INTEGER AS line FROM facts');
    return;
  }
  await connection.run('CREATE TEMP TABLE lines (record INTEGER, line INTEGER)');
  await connection.append(
    'temp.lines',
    lines.map((line, record) => [record, line]),
  );
  await connection.run('CREATE TEMP VIEW placed AS FROM facts JOIN lines USING (record)');
}

/** As JavaScript's trim has it. */
const whiteSpace = literal(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);
const trimmed = (column: string) => `trim(${column}, ${whiteSpace})`;

const known = `[${tasks.map(literal).join()}]`;
const empty = (name: string) => `WHEN coalesce(${trimmed(name)}, '') = '' THEN ${literal(t('{0} is empty', name))}`;

/** Of every record. The digest tells duplicates; lengths keep the three texts apart in it. */
const facts = () => `
  SELECT rowid::INTEGER AS record,
    list_position(${known}, ${trimmed('task')}) - 1 AS task,
    ${trimmed('patient_id')} AS patient_id,
    regexp_replace(${trimmed('left(question, 200)')}, '\\s+', ' ', 'g') AS head,
    length(note) AS note_characters, length(question) AS question_characters, length(answer) AS answer_characters,
    md5_number(concat_ws(':', length(note), length(question), note, question, answer)) AS digest,
    CASE ${columns.map(empty).join(' ')}
      WHEN task IS NULL OR list_position(${known}, ${trimmed('task')}) IS NULL THEN ${literal(t('the task is none of {0}', tasks.join(', ')))}
    END AS fault
  FROM t.records`;

const rows = `
  SELECT record, line, task::INTEGER AS task, patient_id, head,
    note_characters::INTEGER AS note_characters, question_characters::INTEGER AS question_characters,
    answer_characters::INTEGER AS answer_characters
  FROM placed
  WHERE record IN (SELECT min(record) FROM placed WHERE fault IS NULL GROUP BY digest)
  ORDER BY record`;
