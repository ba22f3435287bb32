/** How many optimizer steps a run has. */
import type { Example } from '../data/packing.ts';
import { batchesOfEpoch } from '../data/sampler.ts';
import type { FineTuneConfig } from '../protocol/config.ts';

/** Whole epochs, the last one in part, never more than maxSteps. */
export function countSteps(examples: readonly Example[], config: FineTuneConfig): number {
  return stepsOf((epoch) => batchesOfEpoch(examples, config, epoch).length, config);
}

/** The same from the number of batches in each epoch. */
export function stepsOf(batchesIn: (epoch: number) => number, config: FineTuneConfig): number {
  let steps = 0;
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    const whole = Math.ceil(batchesIn(epoch) / config.gradientAccumulation);
    steps += Math.ceil(whole * Math.min(1, config.epochs - epoch));
    if (config.maxSteps > 0 && steps >= config.maxSteps) return config.maxSteps;
  }
  return Math.max(1, steps);
}
