/**
 * CSV and its kin (RFC 4180), any of three delimiters, any of three line ends. The records are taken apart here, one by
 * one: DuckDB's reader keeps what it has read of a large file in memory until it has none left, and gives no row its line.
 * It serves for the first look only.
 */
import { open } from 'node:fs/promises';
import { t } from '../protocol/l10n.ts';
import { columns, findColumns } from './columns.ts';
import { literal, pathLiteral } from './database.ts';
import { fillRecords } from './fill.ts';
import type { Format } from './formats.ts';
import { type RecordPositions, recordPositions, recordTexts } from './records.ts';

export const csvSource: Format = async (path, _connection, onBytes) => {
  const delimiter = await delimiterOf(path);
  const positions = await recordPositions(path, { delimiter, ...(onBytes && { onProgress: onBytes }) });
  const header = fieldsOf(await firstRecord(path, positions), delimiter);
  const found = typeof header === 'string' ? [] : header;
  const places = findColumns(path, found).map((name) => found.indexOf(name));
  return {
    tasks: `SELECT c${places[columns.indexOf('task')]} FROM ${readerSql(path, delimiter, found.length, positions)}`,
    fill: (connection, options) =>
      fillRecords(connection, path, withoutHeader(positions), options, (text) => {
        const fields = fieldsOf(text, delimiter);
        if (typeof fields === 'string') return fields;
        if (fields.length < found.length) return t('it has too few columns');
        if (fields.length > found.length) return t('it has too many columns');
        return places.map((place) => fields[place] as string);
      }),
  };
};

/** The fields of one record, or what is wrong with it. */
function fieldsOf(record: string, delimiter: string): string[] | string {
  const fields: string[] = [];
  for (let start = 0; ; ) {
    const isQuoted = record[start] === '"';
    const end = isQuoted ? closingQuote(record, start) + 1 : endOfField(record, delimiter, start);
    if (end === 0) return t('a quote is never closed');
    fields.push(isQuoted ? unquoted(record.slice(start + 1, end - 1)) : record.slice(start, end));
    if (end === record.length) return fields;
    if (record[end] !== delimiter) return t('a quote ends inside a field');
    start = end + 1;
  }
}

const unquoted = (text: string) => (text.includes('"') ? text.replaceAll('""', '"') : text);

function endOfField(record: string, delimiter: string, start: number): number {
  const end = record.indexOf(delimiter, start);
  return end < 0 ? record.length : end;
}

/** Two quotes stand for one. @returns -1 where there is none */
function closingQuote(record: string, start: number): number {
  for (let at = record.indexOf('"', start + 1); at >= 0; at = record.indexOf('"', at + 2))
    if (record[at + 1] !== '"') return at;
  return -1;
}

async function firstRecord(path: string, { offsets, lines, ...rest }: RecordPositions): Promise<string> {
  const first = { ...rest, offsets: offsets.slice(0, 2), lines: lines.slice(0, 2) };
  for await (const { text } of recordTexts(path, first)) return text?.replace(/^\ufeff/, '') ?? '';
  return '';
}

const withoutHeader = ({ offsets, lines, ...rest }: RecordPositions): RecordPositions => ({
  ...rest,
  offsets: offsets.slice(1),
  lines: lines.slice(1),
});

/**
 * DuckDB's buffers grow with the longest line they must hold, and its strict mode knows one line end a file. In parallel it
 * counted 158,117 records in a file that has 158,114.
 */
function readerSql(path: string, delimiter: string, width: number, { longest, mixedEnds }: RecordPositions): string {
  const names = Array.from({ length: width }, (_, i) => `c${i}: 'VARCHAR'`);
  const sizes =
    longest < 2 ** 21 ? '' : `max_line_size = ${longest + 1}, buffer_size = ${Math.max(2 ** 25, longest + 4096)},`;
  return `read_csv(${pathLiteral(path)}, auto_detect = false, delim = ${literal(delimiter)}, quote = '"', escape = '"',
    columns = {${names.join()}}, ${sizes} header = true, nullstr = '\\N', strict_mode = ${!mixedEnds}, parallel = false,
    ignore_errors = true)`;
}

/** The delimiter that the first line has most of. */
async function delimiterOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/[\r\n]/, 1);
    const count = (delimiter: string) => header.split(delimiter).length;
    return [',', '\t', ';'].reduce((best, each) => (count(each) > count(best) ? each : best));
  } finally {
    await file.close();
  }
}
