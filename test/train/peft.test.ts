import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Session } from '../../runtime/backend/session.ts';
import type { PackedBatch } from '../../runtime/data/packing.ts';
import { saveAdapter } from '../../runtime/io/adapter.ts';
import { evaluationGraph } from '../../runtime/models/graphs.ts';
import { adapterTensors, shortNames } from '../../runtime/models/lora.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import { createEngine, updateParameters } from '../../runtime/train/engine.ts';
import { batchFeeds } from '../../runtime/train/feeds.ts';
import { learningRateAt } from '../../runtime/train/schedule.ts';
import { goldenModels, readTensors, relativeError } from '../goldens/load.ts';
import { goldenTraining, openTiny, type Parameters, readAdapter, stepBatches } from '../models/tiny.ts';
import { type FoundPython, peftLoss, pythonWith } from '../python.ts';

// Making an environment takes gigabytes and minutes, so only one that is named is used.
const found: Partial<FoundPython> = process.env.ASCLEPIUS_PYTHON
  ? await pythonWith(['torch', 'transformers', 'peft'])
  : {};

describe.each(goldenModels)('an adapter for %s', (name) => {
  const tiny = openTiny(name);
  const { options, config } = goldenTraining(tiny, 'lora');
  const spec = options.adapter as NonNullable<typeof options.adapter>;
  const batch = tiny.golden.batches[1] as PackedBatch;
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-adapter-'));
  const trained: Parameters = goldenTraining(tiny, 'lora').parameters;
  let evaluation: Session;

  const lossOf = async (parameters: Parameters) => {
    const { targets } = spec;
    const fed = targets.flatMap(({ name: layer, inFeatures, outFeatures }) => [
      [`${layer}.lora_A`, { data: parameters.get(`${layer}.lora_A`) as Float32Array, shape: [spec.r, inFeatures] }],
      [`${layer}.lora_B`, { data: parameters.get(`${layer}.lora_B`) as Float32Array, shape: [outFeatures, spec.r] }],
    ]);
    const feeds = { ...batchFeeds(tiny.description, batch, 1 / batch.labels.length), ...Object.fromEntries(fed) };
    return (await evaluation.run(feeds)).loss?.data[0] as number;
  };

  beforeAll(async () => {
    evaluation = await compile(evaluationGraph(options), tiny.weights, { device: 'cpu', threads: 1 });
    const engine = await createEngine(tiny, options, config, 'cpu', 1);
    const adam = newAdamState(trained);
    for (let step = 0; step < tiny.golden.steps.length; step++) {
      const { gradients } = await engine.accumulate(trained, stepBatches(tiny, step), step);
      updateParameters(trained, gradients, adam, config, learningRateAt(step, tiny.golden.steps.length, config));
    }
    await engine.release();
    const description = {
      r: spec.r,
      loraAlpha: 8,
      loraDropout: 0,
      useRslora: name === 'tiny-tied-llama3',
      targetModules: shortNames(tiny.description),
      baseModel: name,
    };
    const card = { baseModel: name, data: 'goldens', dataRows: 1, metrics: {} };
    saveAdapter(folder, description, adapterTensors(spec, trained), card);
  });
  afterAll(async () => {
    await evaluation?.release();
    rmSync(folder, { recursive: true });
  });

  it('trained here is, file against file, the one that PEFT has trained in the same ten steps', () => {
    const [ours, theirs] = [folder, tiny.golden.trainedAdapterFolder].map((place) =>
      readTensors(join(place, 'adapter_model.safetensors')),
    ) as [ReturnType<typeof readTensors>, ReturnType<typeof readTensors>];
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
    for (const [key, { shape, data }] of theirs) {
      expect(ours.get(key)?.shape, key).toEqual(shape);
      expect(relativeError(ours.get(key)?.data as Float32Array, data), key).toBeLessThan(1e-2);
    }
    const [config_, reference] = [folder, tiny.golden.trainedAdapterFolder].map((place) =>
      JSON.parse(readFileSync(join(place, 'adapter_config.json'), 'utf8')),
    );
    for (const key of [
      'peft_type',
      'r',
      'lora_alpha',
      'lora_dropout',
      'use_rslora',
      'bias',
      'fan_in_fan_out',
      'task_type',
    ])
      expect(config_[key], key).toEqual(reference[key]);
  });

  it('trained by PEFT gives here the loss of the one trained here', async () => {
    const { parameters } = readAdapter(tiny, tiny.golden.trainedAdapterFolder);
    expect(Math.abs((await lossOf(parameters)) - (await lossOf(trained)))).toBeLessThan(1e-3);
  });

  it.skipIf(!found.python)(
    'has in PEFT the loss that it has here, trained here or there',
    { timeout: 600_000 },
    async () => {
      const { parameters } = readAdapter(tiny, tiny.golden.trainedAdapterFolder);
      for (const [place, adapter] of [
        [folder, trained],
        [tiny.golden.trainedAdapterFolder, parameters],
      ] as const) {
        const { loss, labels } = await peftLoss(found.python as string, tiny.golden.modelFolder, place, batch);
        expect(labels).toBe(batch.labels.length);
        expect(await lossOf(adapter)).toBeCloseTo(loss, 5);
      }
    },
  );
});
