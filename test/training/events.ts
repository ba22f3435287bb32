/** Events of a run as it would tell them. */
import type { EventBody, RunEvent } from '../../runtime/protocol/events.ts';

/** Counts `seq` from 1, as a journal does. */
export function telling() {
  let seq = 0;
  return (step: number, body: EventBody, attempt = 1): RunEvent => ({
    ...{ seq: ++seq, attempt, step, time: new Date(seq * 1000).toISOString() },
    ...body,
  });
}

export function stepBody(loss: number, seconds = 2): EventBody & { type: 'step' } {
  return {
    ...{ type: 'step', loss, learningRate: 1e-3, gradNorm: 1, epoch: 0, tokens: 100, labelTokens: 20, seconds },
    tokensPerSecond: 100 / seconds,
    memory: {
      known: { weights: 10, adapter: 20, gradients: 30, optimizer: 40 },
      measured: { current: 500, peak: 600 },
    },
  };
}

export function startedBody(totalSteps: number): EventBody {
  return {
    ...{ type: 'started', device: 'cpu', deviceReason: 'CPU: a test.', threads: 1, totalSteps, trainRows: 90 },
    fingerprint: { build: 'test', processor: 'test', threads: 1, device: 'cpu' },
    ...{ heldOutRows: 10, trainableParameters: 1000, parameters: 10_000 },
  };
}

export const failedBody: EventBody = {
  type: 'failed',
  error: { code: 'runtimeDied', message: 'The training process ended', remedy: 'Resume the run.' },
};
