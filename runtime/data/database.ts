/**
 * DuckDB, shut in: it may open the one file it was started for, its own database file and its own temp folder, which is
 * wiped; it installs and loads no extension and reaches no network.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

export type Row = readonly (string | null)[];
export type Value = string | number | null;

/** One query at a time; temporary tables are its own. */
export interface Connection {
  /** Rows of text, in order, as they are found. @param signal ends the query at once */
  query(sql: string, values?: readonly Value[], signal?: AbortSignal): AsyncIterable<Row>;
  all(sql: string, values?: readonly Value[]): Promise<Row[]>;
  run(sql: string): Promise<void>;
  /** Appends to a table of text and integer columns of the catalog `t`, or to a temporary one. */
  append(table: string, rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>): Promise<void>;
  close(): void;
}

/** Its tables are in the catalog `t`. */
export interface Database {
  connect(): Promise<Connection>;
  /** Wipes the temp folder too. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where the tables are kept: in memory, in the temp folder, or in this file. */
  readonly place?: 'memory' | 'temporary' | { readonly file: string; readonly readOnly?: boolean };
}

/** DuckDB's own share; what it needs beyond goes to the temp folder. A reader would fill it with pages it has done with. */
const memoryLimit = { writing: '256MB', reading: '112MB' };

/** Rows of notes are long: DuckDB's usual 122,880 of them in a group would take hundreds of megabytes. */
const rowGroupSize = 8192;

/**
 * @param path the data file
 * @throws fileUnreadable from every call; DuckDB's own messages quote the data and are never passed on
 */
export async function openDatabase(path: string, { place = 'memory' }: DatabaseOptions = {}): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'asclepius-data-'));
  const guard = guardFor(path);
  const wipe = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    await chmod(folder, 0o700);
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: folder,
      threads: '2',
      // What a search has done with goes back to the system, at once and from a thread of its own: 60 MB on a large table.
      allocator_background_threads: 'true',
      allocator_flush_threshold: '8MB',
      memory_limit: isReadOnly(place) ? memoryLimit.reading : memoryLimit.writing,
    });
    const first = await instance.connect();
    await attach(first, place === 'temporary' ? { file: join(folder, 'table.duckdb') } : place);
    await shutIn(first, path);
    first.closeSync();
    return {
      connect: () => guard(async () => connectionOf(await instance.connect(), guard)),
      async close() {
        instance.closeSync();
        await wipe();
      },
    };
  } catch (cause) {
    await wipe();
    return guard(() => Promise.reject(cause));
  }
}

/** For work on one connection. */
export async function withDatabase<T>(
  path: string,
  work: (connection: Connection) => Promise<T>,
  options?: DatabaseOptions,
): Promise<T> {
  const database = await openDatabase(path, options);
  try {
    return await withConnection(database, work);
  } finally {
    await database.close();
  }
}

export async function withConnection<T>(database: Database, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await database.connect();
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path as an SQL literal that DuckDB takes for this one file: in a path of its own it sees wildcards. */
export const pathLiteral = (path: string): string => literal(path.replace(/[[*?]/g, '[$&]'));

const isReadOnly = (place: DatabaseOptions['place']) => typeof place === 'object' && place.readOnly === true;

async function attach(connection: DuckDBConnection, place: 'memory' | { file: string; readOnly?: boolean }) {
  const file = place === 'memory' ? ':memory:' : place.file;
  const readOnly = isReadOnly(place);
  const options = readOnly ? 'READ_ONLY' : `ROW_GROUP_SIZE ${rowGroupSize}, STORAGE_VERSION 'latest'`;
  await connection.run(
    `ATTACH ${literal(file)} AS t (${place === 'memory' ? `ROW_GROUP_SIZE ${rowGroupSize}` : options})`,
  );
  if (place !== 'memory' && !readOnly) await chmod(file, 0o600);
}

async function shutIn(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`SET allowed_paths = [${literal(path)}, ${pathLiteral(path)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/** Turns whatever DuckDB throws into an error that quotes nothing. */
function guardFor(path: string): Guard {
  return async (work) => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof AsclepiusError) throw cause;
      const kind = kindOf(cause);
      throw kind === 'interrupt error' ? errors.cancelled() : errors.fileUnreadable(path, t('Data file'), kind);
    }
  };
}

function connectionOf(connection: DuckDBConnection, guard: Guard): Connection {
  const query: Connection['query'] = async function* (sql, values = [], signal) {
    const interrupt = () => connection.interrupt();
    signal?.throwIfAborted();
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      const result = await guard(() => connection.stream(sql, [...values]));
      for (;;) {
        const chunk = await guard(() => result.fetchChunk());
        signal?.throwIfAborted();
        if (!chunk || chunk.rowCount === 0) return;
        yield* chunk.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
      }
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  };
  return {
    query,
    async all(sql, values) {
      const rows: Row[] = [];
      for await (const row of query(sql, values)) rows.push(row);
      return rows;
    },
    run: (sql) => guard(async () => void (await connection.run(sql))),
    append: (table, rows) => guard(() => append(connection, table, rows)),
    close: () => connection.closeSync(),
  };
}

/** In one transaction, which writes what is full of it early; a flush at each row group keeps the rest small. */
async function append(connection: DuckDBConnection, name: string, rows: Parameters<Connection['append']>[1]) {
  const [table, catalog] = name.split('.').toReversed();
  await connection.run('BEGIN');
  const appender = await connection.createAppender(table as string, null, catalog);
  let count = 0;
  for await (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'string') appender.appendVarchar(value);
      else appender.appendInteger(value);
    }
    appender.endRow();
    if (++count % rowGroupSize === 0) appender.flushSync();
  }
  appender.closeSync();
  await connection.run('COMMIT');
}

/** "Invalid Input Error: …" without what follows. */
function kindOf(cause: unknown): string {
  const kind = cause instanceof Error ? /^[A-Z][A-Za-z ]{2,40}(?=:)/.exec(cause.message)?.[0] : undefined;
  return kind?.toLowerCase() ?? t('unknown format');
}
