import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryStorage } from '../server/runs.ts';
import { writeNotes } from '../server/tiny-model.ts';

const root = join(import.meta.dirname, '..', '..');

/** npm as a user calls it, from a folder that is not the project's. */
function npmRun(folder: string, ...args: string[]) {
  return spawnSync('npm', ['run', '--silent', '--prefix', root, 'asclepius', '--', ...args], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, ASCLEPIUS_HOME: join(folder, 'home') },
  });
}

test('npm run asclepius works from another folder: paths count from there, output and exit code are the program’s', () => {
  const folder = temporaryStorage();
  writeNotes(join(folder, 'notes.csv'), 8);
  const { status, stdout } = npmRun(folder, 'data', 'summary', 'notes.csv', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ rows: 8 });
  expect(status).toBe(0);
  const refused = npmRun(folder, 'data', 'summary', 'nowhere.csv');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('Data file not found: nowhere.csv');
});
