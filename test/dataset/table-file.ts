/** Tables for tests, as files of every format. */
import { writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ClinicalRow } from '../../runtime/data/rows.ts';

export const header = 'patient_id,note,question,answer,task';

export const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

export const csvOf = (rows: readonly ClinicalRow[], delimiter = ',', lineEnd = '\n') =>
  [
    header.replaceAll(',', delimiter),
    ...rows.map(({ patientId, note, question, answer, task }) =>
      [patientId, note, question, answer, task].map(quoted).join(delimiter),
    ),
    '',
  ]
    .join('\n')
    .replaceAll('\n', lineEnd);

const jsonLinesOf = (rows: readonly ClinicalRow[]) =>
  rows
    .map(({ patientId, note, question, answer, task }) =>
      JSON.stringify({ patient_id: patientId, note, question, answer, task }),
    )
    .join('\n');

/** @param path its ending chooses the format */
export async function writeTable(path: string, rows: readonly ClinicalRow[]): Promise<string> {
  if (path.endsWith('.csv')) await writeFile(path, csvOf(rows));
  else if (path.endsWith('.tsv')) await writeFile(path, csvOf(rows, '\t'));
  else if (path.endsWith('.jsonl')) await writeFile(path, jsonLinesOf(rows));
  else await writeParquet(path, rows);
  return path;
}

async function writeParquet(path: string, rows: readonly ClinicalRow[]): Promise<void> {
  await writeFile(`${path}.jsonl`, jsonLinesOf(rows));
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (FROM read_json('${path}.jsonl')) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
}
