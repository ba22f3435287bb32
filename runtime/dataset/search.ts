/** Finds the rows that hold a text: a scan over the compressed columns, which takes well under a second on the largest files. */
import { type Connection, type Database, type Row, withConnection } from '../data/database.ts';
import { type Task, tasks } from '../protocol/config.ts';
import type { SearchColumn, SearchHit } from '../protocol/service.ts';
import { condition, type RecordFilter } from './pages.ts';

export interface Search {
  readonly query: string;
  readonly columns: readonly SearchColumn[];
  readonly filter: RecordFilter;
  readonly limit: number;
}

export interface Found {
  readonly hits: number;
  readonly rows: number;
  /** Whether it ended at the limit. */
  readonly more: boolean;
}

/** How much of a text is shown around what was found, in UTF-16 units. */
const [before, after] = [50, 110];
/** Hits that go out together at most; the first one goes alone, to be seen at once. */
const batchSize = 200;

/**
 * Words count whatever their case and whatever white space lies between them.
 * @param onHits in the order of the file
 */
export async function searchTable(
  database: Database,
  search: Search,
  onHits: (hits: SearchHit[]) => void,
  signal?: AbortSignal,
): Promise<Found> {
  return withConnection(database, (scanning) =>
    withConnection(database, async (placing) => {
      const { query, columns, filter, limit } = search;
      const sql = searchSql(columns, condition(filter));
      const words = new RegExp(pattern(query), 'iu');
      const found = { hits: 0, rows: 0 };
      for await (const batch of batches(scanning.query(sql, [pattern(query)], signal), batchSize)) {
        const rows = await placed(placing, batch);
        const hits = rows.flatMap((row) => hitsIn(row, columns, words)).slice(0, limit - found.hits);
        found.hits += hits.length;
        found.rows += new Set(hits.map(({ row }) => row)).size;
        if (hits.length > 0) onHits(hits);
        if (found.hits >= limit) return { ...found, more: true };
        signal?.throwIfAborted();
      }
      return { ...found, more: false };
    }),
  );
}

/** The words with what counts as white space between them, for RE2 and JavaScript alike. */
const pattern = (query: string) =>
  query
    .split(/[\t\n\f\r ]+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('[\\t\\n\\f\\r ]+');

/** Each searched column's text where it matches, NULL where it does not. */
function searchSql(columns: readonly SearchColumn[], where: string): string {
  const matches = (column: SearchColumn) => `regexp_matches(${column}, $1, 'i')`;
  const texts = columns.map((column) => `CASE WHEN ${matches(column)} THEN ${column} END`).join();
  const rows = where === 'true' ? '' : `AND rowid IN (SELECT record FROM t.rows WHERE ${where})`;
  return `SELECT rowid, ${texts} FROM t.records WHERE (${columns.map(matches).join(' OR ')}) ${rows}`;
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  let next = 1;
  for await (const item of items) {
    batch.push(item);
    if (batch.length < next) continue;
    yield batch;
    batch = [];
    next = Math.min(10 * next, size);
  }
  if (batch.length > 0) yield batch;
}

interface Place {
  readonly row: string;
  readonly task: Task;
  readonly texts: Row;
}

/** Gives what was found its place; records that are no usable row fall out. */
async function placed(connection: Connection, batch: readonly Row[]): Promise<Place[]> {
  const records = batch.map(([record]) => record).join();
  const places = await connection.all(`SELECT record, line, task FROM t.rows WHERE record IN (${records})`);
  const byRecord = new Map(places.map(([record, line, task]) => [record, { line, task }]));
  return batch.flatMap(([record = null, ...texts]) => {
    const place = byRecord.get(record);
    return place ? [{ row: place.line as string, task: tasks[Number(place.task)] as Task, texts }] : [];
  });
}

function hitsIn({ row, task, texts }: Place, columns: readonly SearchColumn[], words: RegExp): SearchHit[] {
  return columns.flatMap((column, i) => {
    const text = texts[i];
    const match = text == null ? null : words.exec(text);
    return text == null || !match ? [] : [{ row, task, column, ...snippetOf(text, match.index, match[0].length) }];
  });
}

/** On one line, surrogate pairs whole. */
function snippetOf(text: string, index: number, length: number): { snippet: string; start: number; end: number } {
  const isLow = (at: number) => /[\udc00-\udfff]/.test(text.charAt(at));
  const from = Math.max(0, index - before);
  const to = Math.min(text.length, index + length + after);
  const [start, end] = [isLow(from) ? from - 1 : from, isLow(to) ? to + 1 : to];
  const snippet = text.slice(start, end).replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return { snippet, start: index - start, end: index - start + length };
}
