import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run as forget } from '../../runtime/cli/forget.ts';
import { run as listRuns } from '../../runtime/cli/runs.ts';
import { cacheBytes, convertedWeights } from '../../runtime/io/cache.ts';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';
import { takeLock } from '../../runtime/runs/lock.ts';
import { createRun, runLock } from '../../runtime/runs/run-folder.ts';
import { cacheFolder } from '../../runtime/runs/storage.ts';
import { codeOfAsync } from './errors.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'asclepius-forget-'));
  vi.stubEnv('ASCLEPIUS_HOME', home);
  const source = join(home, 'source');
  writeFileSync(source, 'weights');
  const tensor = { name: 'a', shape: [2 ** 19], chunks: () => [new Float32Array(2 ** 19)] };
  convertedWeights(cacheFolder(home), [source], [tensor]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true });
});

const printed = async (command: () => Promise<number>) => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  expect(await command()).toBe(0);
  return log.mock.calls.flat().join('\n');
};

test('the list of runs says how much the converted weights take, and forget cache deletes them', async () => {
  expect(await printed(() => listRuns([]))).toContain('Converted weights: 2 MiB (asclepius forget cache)');
  expect(await printed(() => forget(['cache']))).toContain('2 MiB of converted weights');
  expect(cacheBytes(cacheFolder(home))).toBe(0);
});

test('the weights that a run under way reads are kept', async () => {
  const run = createRun(home, parseConfig({}, 'test'));
  const lock = takeLock(runLock(run.folder), run.id);
  expect(await codeOfAsync(() => forget(['cache']))).toBe('runBusy');
  expect(cacheBytes(cacheFolder(home))).toBeGreaterThan(2 ** 21);
  if ('release' in lock) lock.release();
  expect(await printed(() => forget(['cache']))).toContain('Forgotten');
});
