import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';
import { statusOf } from '../../runtime/protocol/status.ts';
import { openJournal } from '../../runtime/runs/journal.ts';
import { takeLock } from '../../runtime/runs/lock.ts';
import { settle, stateOf } from '../../runtime/runs/outcome.ts';
import {
  createRun,
  findRun,
  forgetRun,
  listRuns,
  readRunConfig,
  renameRun,
  runLock,
} from '../../runtime/runs/run-folder.ts';
import { newRun, temporaryStorage } from '../server/runs.ts';

const config = parseConfig({ name: 'Hänsel & Gretel', seed: 7 }, 'test');

test('a run is found by its id, by its folder, and among all runs, oldest first', async () => {
  const storage = temporaryStorage();
  const first = createRun(storage, config);
  const chosen = join(storage, 'elsewhere');
  const second = createRun(storage, config, chosen);
  expect(second.folder).toBe(chosen);
  for (const name of [second.id, chosen]) expect(findRun(storage, name)).toEqual(second);
  expect(new Set(listRuns(storage).map(({ id }) => id))).toEqual(new Set([first.id, second.id]));
  expect(readRunConfig(second)).toEqual(config);
  expect(() => findRun(storage, 'nobody')).toThrow(expect.objectContaining({ code: 'runMissing' }));
});

test('a folder that is not empty is refused and left as it is', () => {
  const storage = temporaryStorage();
  const folder = join(storage, 'mine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'thesis.txt'), 'text');
  expect(() => createRun(storage, config, folder)).toThrow(expect.objectContaining({ code: 'runFolderTaken' }));
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
  expect(listRuns(storage)).toEqual([]);
});

test('a run of a newer format is refused by name, and left out of the list', () => {
  const storage = temporaryStorage();
  const run = createRun(storage, config);
  const path = join(run.folder, 'run.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"formatVersion":1', '"formatVersion":2'));
  expect(() => findRun(storage, run.id)).toThrow(
    expect.objectContaining({ code: 'formatUnknown', remedy: 'Update this program.' }),
  );
  expect(listRuns(storage)).toEqual([]);
});

test('a run can be renamed; its id stays', () => {
  const storage = temporaryStorage();
  const run = renameRun(createRun(storage, config), 'Second try');
  expect(findRun(storage, run.id)).toMatchObject({ id: run.id, name: 'Second try' });
});

test('forgetting leaves nothing of a run, wherever it lies', () => {
  const storage = temporaryStorage();
  const runs = [createRun(storage, config), createRun(storage, config, join(storage, 'elsewhere'))];
  for (const run of runs) {
    forgetRun(storage, run);
    expect(existsSync(run.folder)).toBe(false);
  }
  expect(readdirSync(join(storage, 'runs'))).toEqual([]);
});

test('forgetting takes the summaries that the run wrote, and no others', () => {
  const storage = temporaryStorage();
  const [run, other] = [createRun(storage, config), createRun(storage, config)];
  const folder = join(storage, 'summaries');
  mkdirSync(folder);
  const base = { path: '/models/base' };
  const keep = (name: string, answer: object) => writeFileSync(join(folder, name), JSON.stringify({ answer }));
  keep('adapter.json', { model: base, adapter: { path: join(run.folder, 'adapter') } });
  keep('model.json', { model: { path: join(run.folder, 'model') } });
  keep('other.json', { model: base, adapter: { path: join(other.folder, 'adapter') } });
  keep('base.json', { model: base });
  forgetRun(storage, run);
  expect(readdirSync(folder).sort()).toEqual(['base.json', 'other.json']);
});

test('a run under way cannot be forgotten', () => {
  const storage = temporaryStorage();
  const run = createRun(storage, config);
  takeLock(runLock(run.folder), run.id);
  expect(() => forgetRun(storage, run)).toThrow(expect.objectContaining({ code: 'runBusy' }));
  expect(existsSync(run.folder)).toBe(true);
});

test('a run whose journal cannot be read is listed as such and can be forgotten', () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'plain');
  writeFileSync(join(run.folder, 'journal.jsonl'), 'text\n');
  expect(stateOf(run)).toMatchObject({ status: 'unreadable' });
  forgetRun(storage, run);
  rmSync(run.folder, { force: true });
  expect(listRuns(storage)).toEqual([]);
});

test('a status is that of the newest attempt', () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'plain');
  const journal = openJournal(run.folder);
  const after = (attempt: number, ...bodies: Parameters<typeof journal.append>[2][]) => {
    for (const body of bodies) journal.append(attempt, 0, body);
    return statusOf(journal.events);
  };
  expect(statusOf([])).toBe('running');
  expect(after(1, { type: 'queued', behind: 'x' })).toBe('queued');
  expect(after(1, { type: 'phase', phase: 'preparing' })).toBe('running');
  expect(after(1, { type: 'paused', memoryHeld: true })).toBe('paused');
  expect(after(1, { type: 'checkpoint', path: 'x', bytes: 1 })).toBe('paused');
  expect(after(1, { type: 'resumed' })).toBe('running');
  expect(after(1, { type: 'stopped', reason: 'earlyStop' })).toBe('running');
  expect(after(1, { type: 'stopped', reason: 'asked' }, { type: 'phase', phase: 'saving' })).toBe('stopped');
  expect(after(2, { type: 'rewound', toStep: 0 })).toBe('running');
  // Nobody holds its lock, so its process is gone.
  expect(settle(run).at(-1)).toMatchObject({ type: 'failed', attempt: 2, error: { code: 'runtimeDied' } });
  journal.close();
});
