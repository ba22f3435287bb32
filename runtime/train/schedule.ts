/** The learning rate over a run, as in transformers' get_*_schedule_with_warmup. */
import type { FineTuneConfig } from '../protocol/config.ts';

/** @param step steps already done, from 0; @returns the rate of the next step. */
export function learningRateAt(step: number, totalSteps: number, { optimizer, schedule }: FineTuneConfig): number {
  const warmup = Math.ceil(schedule.warmupRatio * totalSteps);
  if (step < warmup) return (optimizer.learningRate * step) / Math.max(1, warmup);
  const done = (step - warmup) / Math.max(1, totalSteps - warmup);
  switch (schedule.type) {
    case 'constant':
      return optimizer.learningRate;
    case 'linear':
      return optimizer.learningRate * Math.max(0, 1 - done);
    case 'cosine':
      return optimizer.learningRate * Math.max(0, 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
