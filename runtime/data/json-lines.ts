/** JSONL: one object a line, its keys in any order. */

import { t } from '../protocol/l10n.ts';
import { columns, findColumns } from './columns.ts';
import { literal, pathLiteral } from './database.ts';
import { fillRecords } from './fill.ts';
import type { Format } from './formats.ts';
import { type RecordPositions, recordPositions, recordTexts } from './records.ts';

export const jsonLinesSource: Format = async (path, _connection, onBytes) => {
  const positions = await recordPositions(path, onBytes && { onProgress: onBytes });
  const names = findColumns(path, await firstKeys(path, positions));
  const task = pointer(names[columns.indexOf('task')] as string);
  return {
    tasks: `SELECT json_extract_string(json, ${literal(task)})
      FROM read_ndjson_objects(${pathLiteral(path)}, ignore_errors = true, maximum_object_size = ${positions.longest + 16})`,
    fill: (connection, options) =>
      fillRecords(connection, path, positions, options, (text) => {
        const record = objectIn(text);
        return typeof record === 'string' ? record : names.map((name) => textOf(record[name]));
      }),
  };
};

/** The keys of the first objects: so many that a column which some rows leave out is still met. */
async function firstKeys(path: string, positions: RecordPositions): Promise<string[]> {
  const keys = new Set<string>();
  let objects = 0;
  for await (const { text } of recordTexts(path, positions)) {
    const record = text === undefined ? '' : objectIn(text);
    if (typeof record === 'string') continue;
    for (const key of Object.keys(record)) keys.add(key);
    if (++objects === 10_000) break;
  }
  return objects === 0 ? [...columns] : [...keys].sort();
}

/** The object, or what is wrong. */
function objectIn(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  return t('it is not a JSON object');
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A key as a JSON pointer (RFC 6901). */
const pointer = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
