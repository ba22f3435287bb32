/** CSV and its kin, any of three delimiters, any of three line ends. */
import { open } from 'node:fs/promises';
import { errors } from '../protocol/errors.ts';
import { columns, findColumns, unified } from './columns.ts';
import { literal, pathLiteral, type Row } from './database.ts';
import type { Broken, Filled, Format } from './formats.ts';
import { type RecordPositions, recordPositions } from './records.ts';

export const csvSource: Format = async (path, connection, onBytes) => {
  const { delimiter, width } = await shapeOf(path);
  const positions = await recordPositions(path, { delimiter, ...(onBytes && { onProgress: onBytes }) });
  const names = Array.from({ length: width }, (_, i) => `c${i}`);
  const source = (options: string) =>
    `read_csv(${pathLiteral(path)}, auto_detect = false, delim = ${literal(delimiter)}, quote = '"', escape = '"',
      columns = {${names.map((name) => `${name}: 'VARCHAR'`).join()}}, ${sizes(positions)} ${options})`;
  const [header = []] = await connection.all(
    `FROM ${source('header = false, null_padding = true, ignore_errors = true, parallel = false')} LIMIT 1`,
  );
  const found = header.map((name) => name ?? '');
  const chosen = findColumns(path, found).map((name) => names[found.indexOf(name)] as string);
  // An empty field stays an empty text; NULL has no place in a CSV file. DuckDB's strict mode knows one line end a file.
  // In parallel it counted 158,116 records in a file that has 158,114.
  const options = `parallel = false, header = true, nullstr = '\\N', strict_mode = ${!positions.mixedEnds}`;
  return {
    tasks: `SELECT ${chosen[columns.indexOf('task')]} FROM ${source(`${options}, ignore_errors = true`)}`,
    async fill(connection, limit) {
      const values = chosen.map((name, i) => `${unified(name)} AS ${columns[i]}`).join();
      const rows = source(`${options}, store_rejects = true`);
      await connection.run(
        `CREATE TABLE t.records AS SELECT ${values} FROM ${rows} ${limit === undefined ? '' : `LIMIT ${limit}`}`,
      );
      const [[read = '0'] = []] = await connection.all('SELECT count(*) FROM t.records');
      const rejects = await connection.all(
        'SELECT line_byte_position, min(error_type) FROM reject_errors GROUP BY 1 ORDER BY line_byte_position',
      );
      return placed(path, Number(read), rejects, positions, limit !== undefined);
    },
  };
};

/** DuckDB's buffers grow with the longest line they must hold; as a rule the usual ones will do. */
function sizes({ longest }: RecordPositions): string {
  const usual = 2 ** 21;
  return longest < usual ? '' : `max_line_size = ${longest + 1}, buffer_size = ${Math.max(2 ** 25, longest + 4096)},`;
}

/**
 * Gives each record its line: they come in the order of the file, and the rejected ones tell where they begin.
 * @param read how many records were read
 */
function placed(
  path: string,
  read: number,
  rejects: readonly Row[],
  { offsets, lines }: RecordPositions,
  limited: boolean,
): Filled {
  const broken: Broken[] = [];
  const good: number[] = [];
  let reject = 0;
  for (let i = 1; i < offsets.length; i++) {
    const line = lines[i] as number;
    const [position, type] = rejects[reject] ?? [];
    // DuckDB's position, from 1, is the record's first byte or lies in the line break and the blank lines before it.
    if (position != null && Number(position) - 1 <= (offsets[i] as number)) {
      broken.push({ line, reason: reasons[type ?? ''] ?? 'it cannot be read' });
      reject++;
    } else if (good.length < read) good.push(line);
    else if (limited) break;
    // What an unclosed quote swallows is one record, and the last.
    else if (i === offsets.length - 1) broken.push({ line, reason: 'a quote is never closed' });
    else throw errors.fileUnreadable(path, 'Data file', 'its quotes do not match up');
  }
  return { lines: good, broken };
}

const reasons: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'it has too few columns',
  'TOO MANY COLUMNS': 'it has too many columns',
  'UNQUOTED VALUE': 'a quote ends inside a field',
  'LINE SIZE OVER MAXIMUM': 'it is too long',
  'INVALID ENCODING': 'it is not UTF-8',
};

/** The delimiter that the first line has most of, and how many columns it makes there. */
async function shapeOf(path: string): Promise<{ delimiter: string; width: number }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/[\r\n]/, 1);
    const widths = [',', '\t', ';'].map((delimiter) => ({ delimiter, width: header.split(delimiter).length }));
    return widths.reduce((best, each) => (each.width > best.width ? each : best));
  } finally {
    await file.close();
  }
}
