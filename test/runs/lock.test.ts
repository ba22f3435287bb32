import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHolder, takeLock } from '../../runtime/runs/lock.ts';
import { isAlive, thisProcess } from '../../runtime/runs/process-identity.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
  path = join(folder, 'run.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const release = (lock: ReturnType<typeof takeLock>) => {
  if ('holder' in lock) throw new Error('the lock is held');
  lock.release();
};

test('a lock is held by one, named to the others, and free again after its release', () => {
  const lock = takeLock(path, 'one');
  expect(takeLock(path, 'two')).toEqual({ holder: { ...thisProcess(), run: 'one' } });
  release(lock);
  expect(lockHolder(path)).toBeUndefined();
  release(takeLock(path, 'two'));
  expect(readdirSync(folder)).toEqual([]);
});

test('a second release does not take the lock from the next holder', () => {
  const first = takeLock(path, 'one');
  release(first);
  takeLock(path, 'two');
  release(first);
  expect(lockHolder(path)?.run).toBe('two');
});

test('a lock counts for nothing when its process ended, its pid is another process now, or the machine restarted', () => {
  const mine = { ...thisProcess(), run: 'before' };
  const stale = [{ ...mine, startTime: '1' }, { ...mine, bootId: 'another' }, { ...mine, pid: 2 ** 22 + 1 }, 'torn'];
  for (const holder of stale) {
    writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
    expect(lockHolder(path)).toBeUndefined();
    release(takeLock(path, 'now'));
    expect(existsSync(path)).toBe(false);
  }
});

test('a process that was killed is not alive, not even before its parent has taken note', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const identity = { ...thisProcess(), pid, startTime: startTime(pid) };
  if (process.platform === 'linux') expect(isAlive(identity)).toBe(true);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  expect(isAlive(identity)).toBe(false);
});

/** Read here in a way of its own: the 22nd field of proc(5)'s stat, for a program whose name has no space. */
const startTime = (pid: number) =>
  process.platform === 'linux' ? (readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[21] ?? '') : '';

test('of many processes that want a stale lock at once, one gets it', async () => {
  writeFileSync(path, JSON.stringify({ ...thisProcess(), startTime: '1', run: 'dead' }));
  const module = new URL('../../runtime/runs/lock.ts', import.meta.url).href;
  const script = `import { takeLock } from '${module}'; const lock = takeLock(process.argv[1], 'r');
    console.log('release' in lock ? 'got' : 'held'); setTimeout(() => {}, 60000);`;
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const said = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()));
  for (const child of children) child.kill('SIGKILL');
  expect(said.sort()).toEqual(['got', 'held', 'held', 'held', 'held']);
});
