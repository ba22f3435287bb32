/** Exact resume, with the real trainer on a tiny model: dropout, accumulation, several epochs, held-out evaluations. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';
import { settle } from '../../runtime/runs/outcome.ts';
import { createRun, type Run } from '../../runtime/runs/run-folder.ts';
import { checkpointSteps } from '../../runtime/train/state.ts';
import { kill, shownSteps, startReal, temporaryStorage, upTo, watch } from './runs.ts';
import { writeNotes, writeTinyModel } from './tiny-model.ts';

let storage: string;
let reference: RunEvent[];
let referenceRun: Run;
let totalSteps: number;

const newRun = (): Run => createRun(storage, config());
const config = () =>
  parseConfig(
    {
      model: join(storage, 'model'),
      data: { source: join(storage, 'notes.csv'), heldOutFraction: 0.2 },
      prompt: 'kosaim',
      lora: { r: 4, dropout: 0.2 },
      sequenceLength: 512,
      gradientAccumulation: 2,
      epochs: 3,
      optimizer: { learningRate: 5e-3 },
      checkpoint: { everySteps: 3, keep: 2 },
      device: 'cpu',
      threads: 2,
    },
    'test',
  );

/** What a run computed, to the last bit: what a resume takes back is taken back. */
function figures(events: readonly RunEvent[]): unknown[] {
  const computed = new Map<string, unknown>();
  for (const event of events) {
    if (event.type === 'step') computed.set(`step ${event.step}`, [event.loss, event.gradNorm, event.learningRate]);
    if (event.type === 'evaluation') computed.set(`evaluation ${event.step}`, [event.heldOutLoss]);
    if (event.type === 'done') computed.set('done', [event.trainLoss, event.heldOutLoss, event.heldOutLossPerTask]);
  }
  return [...computed].sort(([a], [b]) => a.localeCompare(b));
}

const adapter = ({ folder }: Run) => readFileSync(join(folder, 'adapter', 'adapter_model.safetensors'));

beforeAll(async () => {
  storage = temporaryStorage();
  writeTinyModel(join(storage, 'model'));
  writeNotes(join(storage, 'notes.csv'), 40);
  referenceRun = newRun();
  await startReal(storage, referenceRun);
  const watched = watch(referenceRun);
  await watched.ended;
  reference = watched.events;
  totalSteps = (await watched.seen('started')).totalSteps;
});

test('a run killed at moments of chance and in the middle of a checkpoint ends with the very same bits', async () => {
  const random = seededRandom(Date.now()).next;
  const run = newRun();
  let known = 0;
  const killedAt: number[] = [];
  for (const fault of [undefined, 'die step-000009.draft/state', undefined, undefined]) {
    await startReal(storage, run, fault);
    const watched = watch(run, known);
    if (!fault) {
      const begun = (await watched.seen('started')).step;
      await watched.seen('step', Math.min(totalSteps - 1, begun + 1 + Math.floor(random() * 4)));
      kill(run);
    }
    await watched.ended;
    killedAt.push(watched.events.at(-1)?.step ?? 0);
    known = settle(run).length;
    expect(watched.events.at(-1), `killed at ${killedAt}`).toMatchObject({ error: { code: 'runtimeDied' } });
  }
  await startReal(storage, run);
  await watch(run).ended;
  const events = settle(run);
  expect(events.at(-1)?.type).toBe('done');
  expect(events.filter(({ type }) => type === 'rewound')).toHaveLength(4);
  expect(shownSteps(events)).toEqual(upTo(totalSteps));
  expect(figures(events), `killed at ${killedAt}`).toEqual(figures(reference));
  expect(adapter(run).equals(adapter(referenceRun)), `killed at ${killedAt}`).toBe(true);
  expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
  expect(readdirSync(join(run.folder, 'checkpoints')).filter((name) => name.endsWith('.draft'))).toEqual([]);
});

test('a run says what a resume must have again, and warns where it has not', async () => {
  const { fingerprint, threads } = reference.find((event) => event.type === 'started') as RunEvent & {
    type: 'started';
  };
  expect(fingerprint).toMatchObject({ threads: 2, device: 'cpu' });
  expect(threads).toBe(2);
  for (const part of [fingerprint.build, fingerprint.processor]) expect(part).not.toBe('');

  const run = newRun();
  await startReal(storage, run);
  const first = watch(run);
  await first.seen('checkpoint');
  kill(run);
  await first.ended;
  writeFileSync(join(run.folder, 'config.json'), JSON.stringify({ ...config(), threads: 1 }));
  await startReal(storage, run);
  const second = watch(run, first.events.length);
  const { message } = await second.seen('warning');
  expect(message).toContain('another threads');
  await (await second.client()).request('shutdown', {});
  await second.ended;
});

test('the newest checkpoints are kept besides the best one, and a damaged newest falls back to the one before', async () => {
  const run = newRun();
  await startReal(storage, run);
  const first = watch(run);
  await first.seen('checkpoint', 9);
  kill(run);
  await first.ended;
  const steps = await checkpointSteps(run.folder);
  expect(steps).toHaveLength(2);
  expect(existsSync(join(run.folder, 'best', 'checkpoints'))).toBe(true);
  const [newest = 0, before = 0] = steps;
  truncateSync(join(run.folder, 'checkpoints', `step-${String(newest).padStart(6, '0')}`, 'state.safetensors'), 5000);

  await startReal(storage, run);
  const second = watch(run, first.events.length);
  await second.ended;
  const [rewound, warning] = second.events;
  expect(rewound).toMatchObject({ type: 'rewound', toStep: before });
  expect(warning).toMatchObject({ type: 'warning', message: expect.stringContaining(`checkpoint of step ${newest}`) });
  expect(figures(settle(run))).toEqual(figures(reference));
});

test('a disk that is full at a checkpoint stops the run, and what was written before is whole', async () => {
  const run = newRun();
  await startReal(storage, run, 'full step-000006.draft/state');
  const first = watch(run);
  await first.ended;
  expect(first.events.at(-1)).toMatchObject({ type: 'failed', step: 6, error: { code: 'diskFull' } });
  expect(await checkpointSteps(run.folder)).toEqual([3]);
  expect(readdirSync(join(run.folder, 'checkpoints'))).toEqual(['step-000003']);
  await startReal(storage, run);
  await watch(run).ended;
  expect(figures(settle(run))).toEqual(figures(reference));
});

test('a stop while held-out questions are answered ends the run, and a resume measures without training again', async () => {
  const evaluation = { ...config().evaluation, exactMatchRows: 8 };
  const run = createRun(storage, { ...config(), maxSteps: 2, evaluation });
  await startReal(storage, run);
  const first = watch(run);
  await first.seen('progress');
  await (await first.client()).request('run/stop', {});
  await first.ended;
  expect(first.events.at(-1)).toMatchObject({ type: 'stopped', reason: 'asked' });
  await startReal(storage, run);
  const second = watch(run, first.events.length);
  await second.ended;
  expect(second.events.at(-1)?.type).toBe('done');
  expect(shownSteps(second.events)).toEqual([]);
});

test('an early stop stays one when the run is killed after it and resumed', async () => {
  const evaluation = { ...config().evaluation, everySteps: 1, earlyStopPatience: 1 };
  const optimizer = { ...config().optimizer, learningRate: 0.5 };
  const run = createRun(storage, { ...config(), evaluation, optimizer });
  await startReal(storage, run, 'die adapter/adapter_model');
  const first = watch(run);
  await first.ended;
  expect(await first.seen('stopped')).toMatchObject({ reason: 'earlyStop' });
  await startReal(storage, run);
  const second = watch(run, first.events.length);
  await second.ended;
  expect(second.events.at(-1)?.type).toBe('done');
  expect(shownSteps(second.events)).toEqual([]);
});

test('each step tells the memory of its parts to the byte, and what was measured for the process', () => {
  const step = reference.find((event) => event.type === 'step') as RunEvent & { type: 'step' };
  const started = reference.find((event) => event.type === 'started') as RunEvent & { type: 'started' };
  const { known, measured } = step.memory;
  // Per layer q, k, v, o, gate, up, down: r · (in + out) with r = 4.
  const adapterSize = 2 * 4 * (64 + 48 + 48 + 64 + 96 + 96 + 96);
  const weights = 304 * 32 + 32 + 2 * (32 * 32 * 2 + 32 * 16 * 2 + 3 * 32 * 64 + 2 * 32);
  expect(started.trainableParameters).toBe(adapterSize);
  expect(known).toEqual({
    weights: 4 * weights,
    adapter: 4 * adapterSize,
    gradients: 4 * adapterSize,
    optimizer: 8 * adapterSize,
  });
  expect(measured.peak).toBeGreaterThanOrEqual(measured.current);
  expect(measured.current).toBeGreaterThan(20 * 2 ** 20);
});
