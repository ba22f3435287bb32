import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FineTuneConfig, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { adamStep, gradientNorm, newAdamState } from '../../runtime/train/adamw.ts';
import { learningRateAt } from '../../runtime/train/schedule.ts';

type Lists = Record<string, number[]>;
/** Made by test/goldens/optimizer_goldens.py. */
const golden = JSON.parse(readFileSync(new URL('../goldens/fixtures/optimizer.json', import.meta.url), 'utf8')) as {
  schedules: { type: FineTuneConfig['schedule']['type']; totalSteps: number; warmupRatio: number; rates: number[] }[];
  adamw: {
    options: FineTuneConfig['optimizer'];
    start: Lists;
    steps: { rate: number; gradients: Lists; norm: number; parameters: Lists }[];
  }[];
};
const tensors = (lists: Lists) => new Map(Object.entries(lists).map(([name, list]) => [name, Float32Array.from(list)]));

describe('AdamW', () => {
  it.each(golden.adamw)('does what PyTorch does, step for step, with $options', ({ options, start, steps }) => {
    const parameters = tensors(start);
    const state = newAdamState(parameters);
    for (const { rate, gradients, norm, parameters: expected } of steps) {
      const given = tensors(gradients);
      expect(gradientNorm(given) / norm).toBeCloseTo(1, 6);
      adamStep(parameters, given, state, options, rate, gradientNorm(given));
      for (const [name, values] of Object.entries(expected))
        values.forEach((value, i) => {
          expect(Math.abs((parameters.get(name)?.[i] as number) - value)).toBeLessThan(
            2e-6 * Math.max(1, Math.abs(value)),
          );
        });
    }
  });
});

describe('the learning rate', () => {
  it.each(golden.schedules)(
    'is that of transformers: $type over $totalSteps steps, $warmupRatio of them warm-up',
    ({ type, totalSteps, warmupRatio, rates }) => {
      const config = fineTuneConfigSchema.parse({ schedule: { type, warmupRatio }, optimizer: { learningRate: 2e-4 } });
      const ours = rates.map((_, step) => learningRateAt(step, totalSteps, config));
      ours.forEach((rate, step) => {
        expect(rate).toBeCloseTo(rates[step] as number, 12);
      });
    },
  );
});
