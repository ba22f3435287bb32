/** JSONL: one object a line, its keys in any order. */
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { columns, findColumns } from './columns.ts';
import { literal, pathLiteral, type Value } from './database.ts';
import type { Broken, Format } from './formats.ts';
import { type RecordPositions, recordPositions } from './records.ts';

export const jsonLinesSource: Format = async (path, _connection, onBytes) => {
  const positions = await recordPositions(path, onBytes && { onProgress: onBytes });
  const names = findColumns(path, await firstKeys(path, positions));
  const task = pointer(names[columns.indexOf('task')] as string);
  return {
    tasks: `SELECT json_extract_string(json, ${literal(task)})
      FROM read_ndjson_objects(${pathLiteral(path)}, ignore_errors = true, maximum_object_size = ${positions.longest + 16})`,
    async fill(connection, limit = Number.POSITIVE_INFINITY) {
      const lines: number[] = [];
      const broken: Broken[] = [];
      await connection.run(`CREATE TABLE t.records (${columns.map((name) => `${name} VARCHAR`).join()})`);
      await connection.append('t.records', rows());
      return { lines, broken };

      async function* rows(): AsyncGenerator<Value[]> {
        for await (const { line, text } of records(path, positions)) {
          const record = objectIn(text);
          if (typeof record === 'string') broken.push({ line, reason: record });
          else {
            yield names.map((name) => textOf(record[name]));
            if (lines.push(line) >= limit) return;
          }
        }
      }
    },
  };
};

/** The keys of the first objects: so many that a column which some rows leave out is still met. */
async function firstKeys(path: string, positions: RecordPositions): Promise<string[]> {
  const keys = new Set<string>();
  let objects = 0;
  for await (const { text } of records(path, positions)) {
    const record = objectIn(text);
    if (typeof record === 'string') continue;
    for (const key of Object.keys(record)) keys.add(key);
    if (++objects === 10_000) break;
  }
  return objects === 0 ? [...columns] : [...keys].sort();
}

/** The object, or what is wrong. */
function objectIn(text: string | undefined): Record<string, unknown> | string {
  if (text === undefined) return 'it is not UTF-8';
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  return 'it is not a JSON object';
}

/** A line end within a text becomes \n. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\r\n?/g, '\n');
}

/** Each record's text, undefined where it is not UTF-8. Reads a few megabytes at a time, or one record that is longer. */
async function* records(
  path: string,
  { offsets, lines }: RecordPositions,
): AsyncGenerator<{ line: number; text: string | undefined }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = (i: number) => offsets[i + 1] ?? size;
    for (let first = 0; first < offsets.length; ) {
      const start = offsets[first] as number;
      let last = first;
      while (last + 1 < offsets.length && end(last + 1) - start <= 1 << 22) last++;
      const bytes = new Uint8Array(end(last) - start);
      await file.read(bytes, 0, bytes.length, start);
      for (let i = first; i <= last; i++) {
        const record = bytes.subarray((offsets[i] as number) - start, end(i) - start);
        yield { line: lines[i] as number, text: decoded(decoder, record) };
      }
      first = last + 1;
    }
  } finally {
    await file.close();
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A key as a JSON pointer (RFC 6901). */
const pointer = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
