import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { literal, pathLiteral, withDatabase } from '../../runtime/data/database.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
  path = join(folder, 'table.csv');
  await writeFile(path, 'a,b\n1,2\n');
  await writeFile(join(folder, 'other.csv'), 'a,b\n3,4\n');
});
afterEach(() => rm(folder, { recursive: true }));

const rowsOf = (sql: string) => withDatabase(path, (connection) => connection.all(sql));

test('the one file can be read', async () => {
  expect(await rowsOf(`FROM read_csv(${pathLiteral(path)})`)).toEqual([['1', '2']]);
});

test('no other file, no address, no extension and no change of the locks', async () => {
  const other = join(folder, 'other.csv');
  for (const sql of [
    `FROM read_csv(${literal(other)})`,
    `FROM read_csv(${literal(join(folder, '*.csv'))})`,
    `COPY (SELECT 1) TO ${literal(join(folder, 'out.csv'))}`,
    `ATTACH ${literal(join(folder, 'out.db'))}`,
    "FROM read_csv('https://example.com/table.csv')",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET enable_external_access = true',
    'SET autoinstall_known_extensions = true',
  ])
    await expect(rowsOf(sql), sql).rejects.toMatchObject({ code: 'fileUnreadable' });
  await expect(stat(join(folder, 'out.csv'))).rejects.toThrow();
});

test('no extension is installed or loaded by itself', async () => {
  const setting = (name: string) => `current_setting('${name}_known_extensions')`;
  expect(await rowsOf(`SELECT ${setting('autoinstall')}, ${setting('autoload')}`)).toEqual([['false', 'false']]);
});

test('work that spills goes to a private folder that is gone afterwards', async () => {
  const place = await withDatabase(path, async (connection) => {
    const [[temp] = []] = await connection.all("SELECT current_setting('temp_directory')");
    if (temp == null) throw new Error('no setting');
    expect((await stat(temp)).mode & 0o077).toBe(0);
    return temp;
  });
  await expect(stat(place)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an error quotes nothing of the data', async () => {
  await writeFile(path, 'a,b\nMr Doe,2\n');
  await expect(rowsOf(`SELECT a::INTEGER FROM read_csv(${pathLiteral(path)})`)).rejects.toMatchObject({
    message: expect.not.stringContaining('Doe'),
  });
});
