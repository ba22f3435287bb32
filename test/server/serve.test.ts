import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statusOf } from '../../runtime/protocol/status.ts';
import { settle, stateOf } from '../../runtime/runs/outcome.ts';
import { servedBy } from '../../runtime/runs/run-folder.ts';
import { checkpointSteps } from '../../runtime/train/state.ts';
import { historyOf, kill, newRun, shownSteps, start, temporaryStorage, types, upTo, watch } from './runs.ts';

test('a fresh run is attempt 1, begins without a failure and ends with its figures', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'plain', { maxSteps: 3 });
  expect(settle(run)).toEqual([]);
  await start(storage, run);
  const events = await historyOf(run);
  expect(types(events)).toEqual(['phase', 'started', 'step', 'step', 'step', 'done']);
  expect(events.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(stateOf(run)).toMatchObject({ status: 'done', step: 3 });
});

test('a stop keeps a checkpoint of the step it came after, and a resume goes on from there', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 12, checkpoint: { everySteps: 100 } });
  await start(storage, run);
  const first = watch(run);
  await first.seen('step', 3);
  await (await first.client()).request('run/stop', {});
  await first.ended;
  const stopped = first.events.at(-1);
  expect(stopped).toMatchObject({ type: 'stopped', reason: 'asked' });
  expect(await checkpointSteps(run.folder)).toEqual([stopped?.step]);

  await start(storage, run);
  const all = await historyOf(run);
  const resumed = all.slice(first.events.length);
  expect(resumed[0]).toMatchObject({ type: 'rewound', attempt: 2, toStep: stopped?.step, step: stopped?.step });
  expect(resumed.find(({ type }) => type === 'step')?.step).toBe((stopped?.step ?? 0) + 1);
  expect(shownSteps(all)).toEqual(upTo(12));
  expect(all.map(({ seq }) => seq)).toEqual(upTo(all.length));
});

test('a paused run says that memory is held, writes a checkpoint when asked, and goes on', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 6, checkpoint: { everySteps: 0 } });
  await start(storage, run);
  const watched = watch(run);
  await watched.seen('step', 2);
  const client = await watched.client();
  await client.request('run/pause', {});
  const paused = await watched.seen('paused');
  expect(paused.memoryHeld).toBe(true);
  expect(statusOf(watched.events)).toBe('paused');
  await client.request('run/checkpoint', {});
  expect((await watched.seen('checkpoint')).step).toBe(paused.step);
  expect(statusOf(watched.events)).toBe('paused');
  await client.request('run/continue', {});
  await watched.ended;
  expect(types(watched.events).slice(-2)).toEqual(['step', 'done']);
  expect(shownSteps(watched.events)).toEqual(upTo(6));
});

test('a checkpoint that is asked for comes after the step under way', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 6, checkpoint: { everySteps: 0 } });
  await start(storage, run);
  const watched = watch(run);
  await watched.seen('step', 2);
  await (await watched.client()).request('run/checkpoint', {});
  await watched.ended;
  expect(types(watched.events).filter((type) => type === 'checkpoint')).toHaveLength(1);
  const [step] = await checkpointSteps(run.folder);
  expect(step).toBeGreaterThanOrEqual(2);
});

test('a second run waits, says for whom, and starts when the first has ended', async () => {
  const storage = temporaryStorage();
  const [one, two] = [newRun(storage, 'slow', { maxSteps: 100_000 }), newRun(storage, 'plain', { maxSteps: 2 })];
  await start(storage, one);
  const first = watch(one);
  await start(storage, two);
  const second = watch(two);
  expect(await second.seen('queued')).toMatchObject({ behind: one.id });
  expect(stateOf(two).status).toBe('queued');
  await (await first.client()).request('run/stop', {});
  await Promise.all([first.ended, second.ended]);
  expect(types(second.events)).toEqual(['queued', 'phase', 'started', 'step', 'step', 'done']);
  const end = first.events.at(-1)?.time ?? '';
  expect(second.events[1]?.time.localeCompare(end)).toBeGreaterThanOrEqual(0);
});

test('a run that waits can be stopped, and leaves the one that trains alone', async () => {
  const storage = temporaryStorage();
  const [one, two] = [newRun(storage, 'hang'), newRun(storage, 'plain')];
  await start(storage, one);
  await start(storage, two);
  const second = watch(two);
  await second.seen('queued');
  await (await second.client()).request('run/stop', {});
  await second.ended;
  expect(types(second.events)).toEqual(['queued', 'stopped']);
  expect(servedBy(two)).toBeUndefined();
  expect(servedBy(one)).toBeDefined();
});

test('a run whose turn came because the one before was killed trains', async () => {
  const storage = temporaryStorage();
  const [one, two] = [newRun(storage, 'hang'), newRun(storage, 'plain', { maxSteps: 2 })];
  await start(storage, one);
  await start(storage, two);
  const second = watch(two);
  await second.seen('queued');
  kill(one);
  await second.ended;
  expect(second.events.at(-1)?.type).toBe('done');
});

test('shutdown ends the process although its worker hangs in native code', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'hang');
  await start(storage, run);
  const watched = watch(run);
  await watched.seen('step', 2);
  await (await watched.client()).request('shutdown', {});
  await watched.ended;
  expect(watched.events.at(-1)).toMatchObject({ type: 'stopped', step: 2 });
  expect(servedBy(run)).toBeUndefined();
});

test('a signal of the system stops a run with a checkpoint', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 1000 });
  await start(storage, run);
  const watched = watch(run);
  await watched.seen('step', 2);
  process.kill(servedBy(run)?.pid ?? 0, 'SIGTERM');
  await watched.ended;
  expect(types(watched.events).slice(-2)).toEqual(['checkpoint', 'stopped']);
});

test('a killed process is noticed by who follows it, and its death is journalled once', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'crash');
  await start(storage, run);
  const events = await historyOf(run);
  expect(events.at(-1)).toMatchObject({ type: 'failed', attempt: 1, step: 2, error: { code: 'runtimeDied' } });
  for (let i = 0; i < 3; i++) expect(settle(run)).toEqual(events);
  expect(stateOf(run).status).toBe('failed');
});

test('a worker that ends or throws leaves a failure behind, without the text of what was thrown', async () => {
  const storage = temporaryStorage();
  const [ends, throws] = [newRun(storage, 'exit'), newRun(storage, 'secret')];
  await start(storage, ends);
  expect((await historyOf(ends)).at(-1)).toMatchObject({ type: 'failed', error: { code: 'runtimeDied' } });
  await start(storage, throws);
  const last = (await historyOf(throws)).at(-1);
  expect(last).toMatchObject({ type: 'failed', error: { code: 'internal', message: 'Internal error: Error' } });
  for (const file of ['journal.jsonl', 'runtime.log'])
    expect(readFileSync(join(throws.folder, file), 'utf8')).not.toContain('Jane');
});

test('two processes never serve one run', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 10 });
  await Promise.all([start(storage, run), start(storage, run)]);
  const events = await historyOf(run);
  expect(shownSteps(events)).toEqual(upTo(10));
  expect(new Set(events.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  expect(readFileSync(join(run.folder, 'runtime.log'), 'utf8')).toContain('already under way');
});
