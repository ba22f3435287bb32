/**
 * Stands in for the trainer in tests of the run process: same events and checkpoints, no computing. `name` in the config
 * scripts it: words separated by spaces, each an action. Its "loss" at a step is a function of the step alone, as a
 * resume demands.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import {
  checkpointSteps,
  dropOldCheckpoints,
  loadCheckpoint,
  saveCheckpoint,
  type TrainState,
} from '../../runtime/train/state.ts';
import type { TrainHost } from '../../runtime/train/train.ts';

export const lossAt = (step: number) => Math.exp(-step / 10) + 1 / 3;

export async function train(config: FineTuneConfig, host: TrainHost): Promise<void> {
  const script = new Set(config.name?.split(' '));
  host.emit(0, { type: 'phase', phase: 'preparing' });
  if (script.has('refuse')) throw errors.targetMatchesNothing('Wqkv', ['q_proj']);
  if (script.has('secret')) throw new Error('the note says: Jane Doe');
  const state = newState();
  const [newest] = host.attempt > 1 ? await checkpointSteps(host.runFolder) : [];
  if (newest !== undefined) await loadCheckpoint(host.runFolder, newest, state);
  host.emit(state.progress.step, started(config));
  const save = () => checkpoint(config, host, state);
  while (state.progress.step < config.maxSteps) {
    if (host.control.wish() === 'pause') await rest(host, state, save);
    if (host.control.wish() === 'stop') {
      await save();
      return host.emit(state.progress.step, { type: 'stopped', reason: 'asked' });
    }
    const step = ++state.progress.step;
    if (step === 3) act(script);
    block(script.has('slow') ? 50 : 1);
    host.emit(step, stepEvent(step));
    const { everySteps } = config.checkpoint;
    if ((everySteps > 0 && step % everySteps === 0) || host.control.takeCheckpointRequest()) await save();
  }
  finish(config, host);
}

function act(script: ReadonlySet<string>): void {
  if (script.has('hang')) block(Number.POSITIVE_INFINITY);
  if (script.has('exit')) process.exit(7);
  if (script.has('nan')) throw errors.lossNotFinite(3, 2);
  if (script.has('crash')) process.kill(process.pid, 'SIGKILL');
}

async function rest({ control, emit }: TrainHost, { progress: { step } }: TrainState, save: () => Promise<void>) {
  emit(step, { type: 'paused', memoryHeld: true });
  while (control.wish() === 'pause') {
    control.waitWhilePaused();
    if (control.takeCheckpointRequest()) await save();
  }
  emit(step, { type: 'resumed' });
}

const fingerprint = { build: 'test', processor: 'test', threads: 1, device: 'cpu' };

function newState(): TrainState {
  const parameters = new Map([['w', new Float32Array(4)]]);
  const place = { formatVersion: 1, step: 0, epoch: 0, position: 0 } as const;
  const figures = { lossSum: 0, tokens: 0, seconds: 0, bestLoss: null, evaluationsWithoutGain: 0 };
  return { parameters, adam: newAdamState(parameters), progress: { ...place, ...figures, fingerprint } };
}

async function checkpoint({ checkpoint: { keep } }: FineTuneConfig, host: TrainHost, state: TrainState): Promise<void> {
  const saved = await saveCheckpoint(host.runFolder, state);
  await dropOldCheckpoints(host.runFolder, keep);
  host.emit(state.progress.step, { type: 'checkpoint', ...saved });
}

function started(config: FineTuneConfig) {
  return {
    type: 'started',
    device: 'cpu',
    deviceReason: 'CPU: a test.',
    threads: 1,
    fingerprint,
    totalSteps: config.maxSteps,
    trainRows: 90,
    heldOutRows: 10,
    trainableParameters: 1000,
    parameters: 10_000,
  } as const;
}

function stepEvent(step: number) {
  return {
    type: 'step',
    loss: lossAt(step),
    learningRate: 1e-4,
    gradNorm: 1,
    epoch: step / 10,
    tokens: 100,
    labelTokens: 20,
    seconds: 0.01,
    tokensPerSecond: 10_000,
    memory: {
      known: { weights: 1, adapter: 1, gradients: 1, optimizer: 2 },
      measured: { current: 2 ** 20, peak: 2 ** 21 },
    },
  } as const;
}

function finish({ maxSteps }: FineTuneConfig, host: TrainHost): void {
  const sample = { rowId: '7', task: 'Question Answering', question: 'Which drug?', reference: 'aspirin' };
  const answers = [
    { step: 0, text: '?' },
    { step: maxSteps, text: 'aspirin' },
  ];
  const text = JSON.stringify([{ ...sample, answers }]);
  writeFileSync(join(host.runFolder, 'samples.json'), text);
  host.emit(maxSteps, {
    type: 'done',
    trainLoss: 1,
    heldOutLoss: { before: 2, after: 0.5 },
    heldOutLossPerTask: { before: { 'Question Answering': 2 }, after: { 'Question Answering': 0.5 } },
    exactMatch: {
      before: { 'Question Answering': 0 },
      after: { 'Question Answering': 0.9 },
      shuffledNote: { 'Question Answering': 0.05 },
    },
    tokensPerSecond: 10_000,
    peakBytes: 2 ** 21,
    device: 'cpu',
    adapterPath: join(host.runFolder, 'adapter'),
    seconds: 1,
  });
}

/** As native code does: nothing else happens on this thread meanwhile. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
