import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identify, storeIndex } from '../../runtime/dataset/store.ts';
import { type Task, tasks } from '../../runtime/protocol/config.ts';
import { listRuns, type Run } from '../../runtime/runs/run-folder.ts';
import { historyOf, newRun, shownSteps, start as startRun, temporaryStorage, upTo, watch } from '../server/runs.ts';
import { writeNotes } from '../server/tiny-model.ts';
import { asclepius, type Command, linesOf, runIds, start, writeConfig } from './command.ts';

const firstStep = ({ shows }: Command) => shows('"type":"step"');

const onlyRun = (storage: string) => listRuns(storage)[0] as Run;

test('with --json standard output is one event a line, from the first to the figures, and nothing else', async () => {
  const storage = temporaryStorage();
  const path = writeConfig(storage, 'plain', { maxSteps: 50 });
  const args = ['finetune', path, '--json', '--max-steps', '3', '--run', join(storage, 'mine')];
  const { code, stdout, stderr } = await asclepius(storage, args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const events = linesOf(stdout);
  expect(events.map(({ seq }) => seq)).toEqual(upTo(events.length));
  expect(events.filter(({ type }) => type === 'step').map(({ step }) => step)).toEqual([1, 2, 3]);
  const done = events.at(-1) ?? {};
  expect(done.type).toBe('done');
  const keys = 'trainLoss heldOutLoss exactMatch tokensPerSecond peakBytes device adapterPath'.split(' ');
  expect(Object.keys(done)).toEqual(expect.arrayContaining(keys));
  expect(Object.keys(done.heldOutLoss as object)).toEqual(['before', 'after']);
  expect(Object.keys(done.exactMatch as object)).toEqual(['before', 'after', 'shuffledNote']);
  expect(
    readFileSync(join(storage, 'mine', 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(events);
});

test('without --json a person reads the steps, a table of tasks, an answered question and where the adapter lies', async () => {
  const storage = temporaryStorage();
  const { code, stdout } = await asclepius(storage, ['finetune', writeConfig(storage, 'plain')]);
  expect(code).toBe(0);
  for (const text of [
    'Training',
    'Question Answering',
    'loss before',
    'Which drug?',
    'aspirin',
    'adapter',
    'peak memory',
  ])
    expect(stdout).toContain(text);
});

test('a run goes on when its terminal is killed or hung up, and resume shows it from its beginning', async () => {
  const storage = temporaryStorage();
  const command = start(storage, ['finetune', writeConfig(storage, 'slow', { maxSteps: 100_000 }), '--json']);
  await firstStep(command);
  command.child.kill('SIGKILL');
  const run = onlyRun(storage);
  const hung = start(storage, ['resume', run.id, '--json']);
  await firstStep(hung);
  hung.child.kill('SIGHUP');
  const attached = start(storage, ['resume', run.id, '--json']);
  await firstStep(attached);
  const watched = watch(run);
  await (await watched.client()).request('run/stop', {});
  await watched.ended;
  const { code, stdout } = await attached.outcome;
  expect(code).toBe(130);
  expect(linesOf(stdout)).toEqual(watched.events);
  expect(new Set(watched.events.map(({ attempt }) => attempt))).toEqual(new Set([1]));
});

test('the first interrupt stops with a checkpoint, and resume goes on to the end', async () => {
  const storage = temporaryStorage();
  const path = writeConfig(storage, 'slow', { maxSteps: 30, checkpoint: { everySteps: 0 } });
  const command = start(storage, ['finetune', path, '--json']);
  await firstStep(command);
  command.child.kill('SIGINT');
  const { code, stderr } = await command.outcome;
  expect(code).toBe(130);
  expect(stderr).toContain('Stopping after the step under way, with a checkpoint');
  const run = onlyRun(storage);
  const stopped = await historyOf(run);
  expect(stopped.slice(-2).map(({ type }) => type)).toEqual(['checkpoint', 'stopped']);
  const resumed = await asclepius(storage, ['resume', run.id, '--json']);
  expect(resumed.code).toBe(0);
  expect(linesOf(resumed.stdout)[0]).toMatchObject({ type: 'rewound', attempt: 2 });
  expect(shownSteps(await historyOf(run))).toEqual(upTo(30));
});

test('resume wakes a run that rests', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'slow', { maxSteps: 20 });
  await startRun(storage, run);
  const watched = watch(run);
  await (await watched.client()).request('run/pause', {});
  await watched.seen('paused');
  expect((await asclepius(storage, ['resume', run.id, '--json'])).code).toBe(0);
  await watched.ended;
  expect(shownSteps(watched.events)).toEqual(upTo(20));
});

test('the second interrupt leaves at once, and the run ends by itself', async () => {
  const storage = temporaryStorage();
  const command = start(storage, ['finetune', writeConfig(storage, 'hang'), '--json']);
  await firstStep(command);
  command.child.kill('SIGINT');
  command.child.stderr?.once('data', () => command.child.kill('SIGINT'));
  const { code, stderr } = await command.outcome;
  expect(code).toBe(130);
  expect(stderr).toContain(`asclepius resume ${onlyRun(storage).id}`);
});

test('a crash ends with exit code 1, says so, and keeps the run to be resumed', async () => {
  const storage = temporaryStorage();
  const { code, stderr } = await asclepius(storage, ['finetune', writeConfig(storage, 'crash')]);
  expect(code).toBe(1);
  expect(stderr).toContain('error: The training process ended');
  expect(stderr).toContain('remedy: Resume the run');
  expect(runIds(storage)).toHaveLength(1);
});

test('an unknown error shows its class alone, never its text', async () => {
  const storage = temporaryStorage();
  const { code, stdout, stderr } = await asclepius(storage, ['finetune', writeConfig(storage, 'secret'), '--json']);
  expect(code).toBe(1);
  expect(stderr).toContain('error: Internal error: Error');
  expect(stdout + stderr).not.toContain('Jane');
});

test('runs lists them, and forget deletes one, or all of a data file', async () => {
  const storage = temporaryStorage();
  const notes = writeNotes(join(storage, 'notes.csv'), 8);
  expect((await asclepius(storage, ['runs'])).stdout).toContain('No runs yet');
  const [one, two, three] = [
    newRun(storage, 'plain', { data: { source: notes } }),
    newRun(storage, 'plain', { data: { source: notes } }),
    newRun(storage, 'plain'),
  ];
  await startRun(storage, one);
  await historyOf(one);
  const { stdout } = await asclepius(storage, ['runs', '--json']);
  expect(linesOf(stdout)).toContainEqual(expect.objectContaining({ id: one.id, status: 'done', step: 20 }));
  expect(linesOf(stdout)).toHaveLength(3);
  expect((await asclepius(storage, ['forget', three.id])).code).toBe(0);
  expect(existsSync(three.folder)).toBe(false);
  const table = { rows: 8, tasks: {}, patients: 8, duplicates: 0, malformed: 0, malformedLines: [] };
  const index = await storeIndex(storage, await identify(notes), async (database) => {
    writeFileSync(database, '');
    return { ...table, tasks: Object.fromEntries(tasks.map((task) => [task, 1])) as Record<Task, number> };
  });
  const forgotten = await asclepius(storage, ['forget', notes]);
  expect(existsSync(index.folder)).toBe(false);
  expect(forgotten.stdout).toContain(one.id);
  expect(forgotten.stdout).toContain(two.id);
  expect(readdirSync(join(storage, 'runs'))).toEqual([]);
  expect(existsSync(notes)).toBe(true);
});

test('data summary and devices answer with JSON, and quote no note', async () => {
  const storage = temporaryStorage();
  const notes = writeNotes(join(storage, 'notes.csv'), 16);
  const summary = await asclepius(storage, ['data', 'summary', notes, '--json']);
  expect(JSON.parse(summary.stdout)).toMatchObject({ rows: 16, patients: 16, duplicates: 0, malformed: 0 });
  expect(JSON.parse(summary.stdout).tasks['Question Answering']).toBe(2);
  expect(summary.stdout).not.toContain('Pulse');
  const devices = await asclepius(storage, ['devices', '--json']);
  expect(devices.code).toBe(0);
  expect(JSON.parse(devices.stdout).adapters).toBeInstanceOf(Array);
  expect(JSON.parse(devices.stdout).processor.threads).toBeGreaterThan(0);
});

test('help tells every command, and each command its options', async () => {
  const storage = temporaryStorage();
  mkdirSync(storage, { recursive: true });
  const overview = await asclepius(storage, ['--help']);
  expect(overview.code).toBe(0);
  for (const command of ['finetune', 'resume', 'runs', 'forget', 'devices', 'data'])
    expect(overview.stdout).toContain(command);
  const page = (await asclepius(storage, ['finetune', '--help'])).stdout;
  for (const option of [
    '--embedded',
    '--device',
    '--max-steps',
    '--no-evaluate',
    '--seed',
    '--threads',
    '--run',
    '--json',
  ])
    expect(page).toContain(option);
  expect((await asclepius(storage, ['help', 'finetune'])).stdout).toBe(page);
});
