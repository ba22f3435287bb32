/** Puts the records of a text file into the table of records. */
import { columns } from './columns.ts';
import type { Connection, Value } from './database.ts';
import type { Broken, Filled, FillOptions } from './formats.ts';
import { type RecordPositions, recordTexts } from './records.ts';

/** @param parse a record's values in the order of `columns`, or what is wrong with it */
export async function fillRecords(
  connection: Connection,
  path: string,
  positions: RecordPositions,
  { limit = Number.POSITIVE_INFINITY, onBytes }: FillOptions,
  parse: (text: string) => (string | null)[] | string,
): Promise<Filled> {
  const lines: number[] = [];
  const broken: Broken[] = [];
  await connection.run(`CREATE TABLE t.records (${columns.map((name) => `${name} VARCHAR`).join()})`);
  await connection.append('t.records', values());
  return { lines, broken };

  async function* values(): AsyncGenerator<Value[]> {
    for await (const { line, text, fault } of recordTexts(path, positions, onBytes)) {
      const record = text === undefined ? fault : parse(text);
      if (typeof record === 'string') {
        broken.push({ line, reason: record });
        continue;
      }
      yield record.map(unified);
      if (lines.push(line) >= limit) return;
    }
  }
}

/** All line ends within a text become \n. */
const unified = (text: string | null): string | null => (text?.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
