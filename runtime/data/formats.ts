/** The three file formats, read through DuckDB into records of text with the place each came from. */
import { open } from 'node:fs/promises';
import { findColumns } from './columns.ts';
import { literal, pathLiteral, type Query } from './database.ts';
import { recordPositions } from './records.ts';

/** One record; the values are in the order of `columns`. */
export interface RawRecord {
  /** Line of a text file from 1, row number of a Parquet file from 1. */
  readonly line: number;
  readonly values: readonly (string | null)[];
}

export interface RawTable {
  readonly records: RawRecord[];
  readonly broken: { readonly line: number; readonly reason: string }[];
}

export type Reader = (path: string, query: Query) => Promise<RawTable>;

/** The reader for a file's ending, or none. */
export function readerFor(path: string): Reader | undefined {
  return readers[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
}

const readCsv: Reader = async (path, query) => {
  const { delimiter, width } = await shapeOfCsv(path);
  const names = Array.from({ length: width }, (_, i) => `c${i}`);
  const source = (options: string) =>
    `read_csv(${pathLiteral(path)}, auto_detect = false, delim = ${literal(delimiter)}, quote = '"', escape = '"',
      columns = {${names.map((name) => `${name}: 'VARCHAR'`).join()}}, ${options})`;
  const [header = []] = await all(
    query(`FROM ${source('header = false, null_padding = true, ignore_errors = true, parallel = false')} LIMIT 1`),
  );
  const found = header.map((name) => name ?? '');
  const chosen = findColumns(path, found).map((name) => names[found.indexOf(name)]);
  // An empty field stays an empty text; NULL has no place in a CSV file.
  const options = "header = true, store_rejects = true, parallel = false, nullstr = '\\N'";
  const values = await all(query(`SELECT ${chosen.join()} FROM ${source(options)}`));
  const rejects = await all(
    query('SELECT line_byte_position, min(error_type) FROM reject_errors GROUP BY 1 ORDER BY line_byte_position'),
  );
  return placed(values, rejects, await recordPositions(path, delimiter));
};

/** Gives each row its line: rows come in the order of the file, and the rejected ones tell where they begin. */
function placed(
  values: (string | null)[][],
  rejects: (string | null)[][],
  { offsets, lines }: { readonly offsets: number[]; readonly lines: number[] },
): RawTable {
  const broken: RawTable['broken'] = [];
  const records: RawRecord[] = [];
  let reject = 0;
  for (let i = 1; i < offsets.length; i++) {
    const line = lines[i] as number;
    const [position, type] = rejects[reject] ?? [];
    // DuckDB's position, from 1, is the record's first byte or lies in the line break and the blank lines before it.
    if (position != null && Number(position) - 1 <= (offsets[i] as number)) {
      broken.push({ line, reason: reasons[type ?? ''] ?? 'it cannot be read' });
      reject++;
      continue;
    }
    const row = values[records.length];
    if (row) records.push({ line, values: row });
    else broken.push({ line, reason: 'a quote is never closed' });
  }
  return { records, broken };
}

const reasons: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'it has too few columns',
  'TOO MANY COLUMNS': 'it has too many columns',
  'UNQUOTED VALUE': 'a quote ends inside a field',
  'LINE SIZE OVER MAXIMUM': 'it is too long',
  'INVALID ENCODING': 'it is not UTF-8',
};

/** The delimiter that the first line has most of, and how many columns it makes there. */
async function shapeOfCsv(path: string): Promise<{ delimiter: string; width: number }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    const widths = [',', '\t', ';'].map((delimiter) => ({ delimiter, width: header.split(delimiter).length }));
    return widths.reduce((best, each) => (each.width > best.width ? each : best));
  } finally {
    await file.close();
  }
}

const readJsonLines: Reader = async (path, query) => {
  const source = `read_ndjson_objects(${pathLiteral(path)}, ignore_errors = true)`;
  const keys = await all(
    query(`SELECT DISTINCT unnest(json_keys(json)) FROM ${source} WHERE json_type(json) = 'OBJECT' LIMIT 200`),
  );
  if (keys.length === 0) return { records: [], broken: await everyLine(path) };
  const chosen = findColumns(path, keys.map(([key]) => key as string).sort());
  const fields = chosen.map((name) => `json_extract_string(json, ${literal(`/${pointer(name)}`)})`);
  const rows = query(`SELECT json_type(json), ${fields.join()} FROM ${source}`);
  const { lines } = await recordPositions(path);
  const table: RawTable = { records: [], broken: [] };
  let row = 0;
  for await (const [type, ...values] of rows) {
    const line = lines[row++] as number;
    if (type === 'OBJECT') table.records.push({ line, values });
    else table.broken.push({ line, reason: notAnObject });
  }
  return table;
};

const notAnObject = 'it is not a JSON object';
const everyLine = async (path: string) =>
  (await recordPositions(path)).lines.map((line) => ({ line, reason: notAnObject }));

/** A key as a JSON pointer (RFC 6901). */
const pointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

const readParquet: Reader = async (path, query) => {
  const source = `read_parquet(${pathLiteral(path)})`;
  const names = (await all(query(`DESCRIBE FROM ${source}`))).map(([name]) => name as string);
  const fields = findColumns(path, names).map((name) => `"${name.replaceAll('"', '""')}"::VARCHAR`);
  const rows = await all(query(`SELECT ${fields.join()} FROM ${source}`));
  return { records: rows.map((values, i) => ({ line: i + 1, values })), broken: [] };
};

const readers: Readonly<Record<string, Reader>> = {
  csv: readCsv,
  tsv: readCsv,
  txt: readCsv,
  jsonl: readJsonLines,
  ndjson: readJsonLines,
  parquet: readParquet,
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const item of items) result.push(item);
  return result;
}
