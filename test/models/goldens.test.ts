import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type HostTensor, type Session } from '../../runtime/backend/session.ts';
import type { PackedBatch } from '../../runtime/data/packing.ts';
import { evaluationGraph } from '../../runtime/models/graphs.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import { createEngine, type Engine, updateParameters } from '../../runtime/train/engine.ts';
import { batchFeeds } from '../../runtime/train/feeds.ts';
import { learningRateAt } from '../../runtime/train/schedule.ts';
import { type GoldenModel, type GoldenTraining, relativeError } from '../goldens/load.ts';
import { devices } from '../graph/devices.ts';
import { goldenTraining, openTiny, stepBatches, type Training } from './tiny.ts';

const runs = [
  { model: 'tiny-untied', method: 'lora' },
  { model: 'tiny-tied-llama3', method: 'lora' },
  { model: 'tiny-tied-llama3', method: 'full' },
] as const satisfies readonly { model: GoldenModel; method: 'lora' | 'full' }[];

describe.each(devices)('on $device', ({ device, missing }) => {
  // SwiftShader is slow: one model there, and of its training the first step; devices-agree.test.ts goes on from that.
  const tried = device === 'cpu' ? runs : runs.slice(1, 2);
  describe.skipIf(missing).each(tried)('$model, $method, as transformers and PEFT compute it', ({ model, method }) => {
    const tiny = openTiny(model);
    const reference: GoldenTraining = tiny.golden.training(method);
    let training: Training;
    let engine: Engine;
    let evaluation: Session;
    beforeAll(async () => {
      training = goldenTraining(tiny, method);
      engine = await createEngine(tiny, training.options, training.config, device, 1);
      evaluation = await compile(evaluationGraph(training.options, true), tiny.weights, { device, threads: 1 });
    });
    afterAll(async () => {
      await engine?.release();
      await evaluation?.release();
    });

    const feeds = (parameters: Training['parameters']) =>
      Object.fromEntries(
        [...engine.trained].map(([name, shape]) => [name, { data: parameters.get(name) as Float32Array, shape }]),
      );

    it('the logits at the labels of packed rows', async () => {
      for (const micro of tiny.golden.steps[0] ?? []) {
        const batch = batchFeeds(tiny.description, tiny.golden.batches[micro] as PackedBatch, 1);
        const { logits } = await evaluation.run({ ...batch, ...feeds(training.parameters) }, ['logits']);
        const expected = reference.logits(micro);
        expect((logits as HostTensor).shape).toEqual(expected.shape);
        expect(relativeError((logits as HostTensor).data as Float32Array, expected.data)).toBeLessThan(1e-5);
      }
    });

    it('the loss and every gradient of a step of two micro batches', async () => {
      const { loss, gradients } = await engine.accumulate(training.parameters, stepBatches(tiny, 0), 0);
      expect(loss).toBeCloseTo(reference.loss, 5);
      expect([...gradients.keys()].sort()).toEqual([...reference.gradients.keys()].sort());
      for (const [name, { data }] of reference.gradients)
        expect(relativeError(gradients.get(name) as Float32Array, data), name).toBeLessThan(1e-4);
    });

    // Not a skipped test: on the other device there is none.
    if (device !== 'cpu') return;
    it('ten losses, learning rates and gradient norms of training', async () => {
      const { parameters, config } = goldenTraining(tiny, method);
      const adam = newAdamState(parameters);
      const [losses, rates, norms] = [[] as number[], [] as number[], [] as number[]];
      for (let step = 0; step < tiny.golden.steps.length; step++) {
        const { loss, gradients } = await engine.accumulate(parameters, stepBatches(tiny, step), step);
        const rate = learningRateAt(step, tiny.golden.steps.length, config);
        norms.push(updateParameters(parameters, gradients, adam, config, rate));
        losses.push(loss);
        rates.push(rate);
      }
      const worst = (ours: number[], theirs: readonly number[], relative: boolean) =>
        Math.max(...theirs.map((value, i) => Math.abs((ours[i] as number) - value) / (relative ? value || 1 : 1)));
      expect(losses).toHaveLength(10);
      expect(worst(losses, reference.losses, false)).toBeLessThan(1e-3);
      expect(worst(rates, reference.learningRates, false)).toBeLessThan(1e-12);
      expect(worst(norms, reference.gradientNorms, true)).toBeLessThan(1e-3);
    });
  });
});
