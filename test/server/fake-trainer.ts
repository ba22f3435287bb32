/**
 * Stands in for the trainer in tests of the run process: same events, no computing. `name` in the config scripts it:
 * words separated by spaces, each an action. Its "loss" at a step is a function of the step alone, as a resume demands.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import type { TrainHost } from '../../runtime/train/train.ts';

export const lossAt = (step: number) => Math.exp(-step / 10) + 1 / 3;

export async function train(config: FineTuneConfig, host: TrainHost): Promise<void> {
  const script = new Set(config.name?.split(' '));
  host.emit(0, { type: 'phase', phase: 'preparing' });
  if (script.has('refuse')) throw errors.targetMatchesNothing('Wqkv', ['q_proj']);
  if (script.has('secret')) throw new Error('the note says: Jane Doe');
  const first = host.attempt > 1 ? newestCheckpoint(host.runFolder) : 0;
  host.emit(first, started(config));
  for (let step = first + 1; step <= config.maxSteps; step++) {
    if (host.control.wish() === 'pause') {
      host.emit(step - 1, { type: 'paused', memoryHeld: true });
      host.control.waitWhilePaused();
      host.emit(step - 1, { type: 'resumed' });
    }
    if (host.control.wish() === 'stop') {
      saveCheckpoint(host, step - 1);
      return host.emit(step - 1, { type: 'stopped', reason: 'asked' });
    }
    if (script.has('exit') && step === 3) process.exit(7);
    if (script.has('nan') && step === 3) throw errors.lossNotFinite(step, 2);
    if (script.has('crash') && step === 3) process.kill(process.pid, 'SIGKILL');
    block(script.has('slow') ? 50 : 1);
    host.emit(step, stepEvent(step));
    const { everySteps } = config.checkpoint;
    if ((everySteps > 0 && step % everySteps === 0) || host.control.takeCheckpointRequest()) saveCheckpoint(host, step);
  }
  finish(config, host);
}

function started(config: FineTuneConfig) {
  return {
    type: 'started',
    device: 'cpu',
    deviceReason: 'CPU: a test.',
    threads: 1,
    fingerprint: { build: 'test', processor: 'test', threads: 1, device: 'cpu' },
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
  const text = JSON.stringify([{ ...sample, before: '?', after: 'aspirin' }]);
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

const checkpoints = (runFolder: string) => join(runFolder, 'checkpoints');

function saveCheckpoint(host: TrainHost, step: number): void {
  const path = join(checkpoints(host.runFolder), `step-${String(step).padStart(6, '0')}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'complete.json'), '{}');
  host.emit(step, { type: 'checkpoint', path, bytes: 2 });
}

function newestCheckpoint(runFolder: string): number {
  if (!existsSync(checkpoints(runFolder))) return 0;
  return Math.max(0, ...readdirSync(checkpoints(runFolder)).map((name) => Number(name.slice('step-'.length))));
}

/** As native code does: nothing else happens on this thread meanwhile. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
