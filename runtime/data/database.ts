/**
 * DuckDB, shut in: it may open the one file it was started for and its own temp folder, which is wiped; it installs and
 * loads no extension and reaches no network.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AsclepiusError, errors } from '../protocol/errors.ts';

/** Yields rows of text, in the order of the file. */
export type Query = (sql: string) => AsyncIterable<(string | null)[]>;

/**
 * Runs queries over one local file.
 * @throws fileUnreadable; DuckDB's own messages quote the data and are never passed on
 */
export async function withDatabase<T>(path: string, work: (query: Query) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'asclepius-data-'));
  try {
    await chmod(folder, 0o700);
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: folder,
      threads: '1',
    });
    const connection = await instance.connect();
    try {
      await shutIn(connection, path);
      return await work((sql) => textRows(connection, sql));
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } catch (cause) {
    if (cause instanceof AsclepiusError) throw cause;
    throw errors.fileUnreadable(path, 'Data file', kindOf(cause));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path as an SQL literal that DuckDB takes for this one file: in a path of its own it sees wildcards. */
export const pathLiteral = (path: string): string => literal(path.replace(/[[*?]/g, '[$&]'));

async function shutIn(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`SET allowed_paths = [${literal(path)}, ${pathLiteral(path)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function* textRows(connection: DuckDBConnection, sql: string): AsyncGenerator<(string | null)[]> {
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRowsJs())
    for (const row of rows) yield row.map((value) => (value === null || value === undefined ? null : String(value)));
}

/** "Invalid Input Error: …" without what follows. */
function kindOf(cause: unknown): string {
  const kind = cause instanceof Error ? /^[A-Z][A-Za-z ]{2,40}(?=:)/.exec(cause.message)?.[0] : undefined;
  return kind?.toLowerCase() ?? 'unknown format';
}
