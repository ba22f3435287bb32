import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAdapter } from '../../runtime/io/adapter.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import { updateParameters } from '../../runtime/train/engine.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { readTensors } from '../goldens/load.ts';
import { runSmall, type Workplace, workplace } from './small-run.ts';

const places: Workplace[] = [];
const newPlace = (...args: Parameters<typeof workplace>) => {
  const place = workplace(...args);
  places.push(place);
  return place;
};
afterAll(() => {
  for (const { folder } of places) rmSync(folder, { recursive: true });
});
const place = newPlace();

describe('a run', () => {
  it('takes the steps of one epoch and a half, the held-out patients left out, and learns', async () => {
    const run = await runSmall(place, { epochs: 1.5, packing: false });
    expect(run.error).toBeUndefined();
    const [started] = run.of('started');
    const batches = Math.ceil((started?.trainRows ?? 0) / 2);
    const stepsOfEpoch = Math.ceil(batches / 2);
    const steps = stepsOfEpoch + Math.ceil(0.5 * stepsOfEpoch);
    expect(started?.totalSteps).toBe(steps);
    expect(run.of('step').map(({ step }) => step)).toEqual(Array.from({ length: steps }, (_, i) => i + 1));
    expect(run.of('step').at(-1)?.epoch).toBeGreaterThan(1.3);
    const [done] = run.of('done');
    expect(done?.heldOutLoss.after).toBeLessThan((done?.heldOutLoss.before ?? 0) - 0.1);
  });

  it('takes no more steps than maxSteps, and its schedule ends there', async () => {
    const run = await runSmall(place, { epochs: 9, maxSteps: 3, schedule: { type: 'linear', warmupRatio: 0 } });
    expect(run.of('step').map(({ learningRate }) => learningRate / 1e-2)).toEqual([
      1,
      expect.closeTo(2 / 3, 10),
      expect.closeTo(1 / 3, 10),
    ]);
  });

  it('that no longer gets better stops early, and its adapter is the best one', async () => {
    const run = await runSmall(place, {
      epochs: 20,
      optimizer: { learningRate: 0.5, maxGradNorm: 0 },
      schedule: { type: 'constant', warmupRatio: 0 },
      evaluation: { everySteps: 1, earlyStopPatience: 2 },
    });
    expect(run.of('stopped')).toMatchObject([{ reason: 'earlyStop' }]);
    const evaluations = run.of('evaluation').slice(0, -1);
    const lowest = Math.min(...evaluations.map(({ heldOutLoss }) => heldOutLoss));
    expect(evaluations.at(-3)).toMatchObject({ heldOutLoss: lowest, best: true });
    const [done] = run.of('done');
    expect(done?.heldOutLoss.after).toBeCloseTo(lowest, 5);

    const checkpoints = join(run.runFolder, 'best', 'checkpoints');
    const [best] = readdirSync(checkpoints);
    const state = readTensors(join(checkpoints, best as string, 'state.safetensors'));
    for (const { name, a, b } of loadAdapter(done?.adapterPath as string).tensors) {
      expect(state.get(`${name}.lora_A`)?.data).toEqual(a);
      expect(state.get(`${name}.lora_B`)?.data).toEqual(b);
    }
  });

  it('that trains every weight saves a model which goes on where it ended', async () => {
    const full = { method: 'full', maxSteps: 3, optimizer: { learningRate: 1e-3 } } as const;
    const [done] = (await runSmall(place, full)).of('done');
    const [again] = (await runSmall({ ...place, model: done?.adapterPath as string }, { ...full, maxSteps: 1 })).of(
      'done',
    );
    expect(done?.heldOutLoss.after).toBeLessThan(done?.heldOutLoss.before as number);
    expect(again?.heldOutLoss.before).toBeCloseTo(done?.heldOutLoss.after as number, 5);
  });

  it('is refused where rows may be longer than the model has positions', async () => {
    const run = await runSmall(place, { sequenceLength: 1024 });
    expect(run.error).toMatchObject({ code: 'configInvalid', message: expect.stringContaining('512 positions') });
    expect(run.of('step')).toEqual([]);
  });
});

describe('a loss that is not a number', () => {
  it('stops the run before the update; the last good checkpoint stays and no adapter is written', async () => {
    const rows = sampleRows(40, 12, 1, 8);
    const poisoned = rows.map((row, i) => (i === 20 ? { ...row, note: `${row.note} ~` } : row));
    const tilde = 256 - 162 + 32;
    const spoiled = newPlace({
      rows: poisoned,
      spoil: (weights) => weights.get('model.embed_tokens.weight')?.fill(Number.NaN, tilde * 32, (tilde + 1) * 32),
    });
    const run = await runSmall(spoiled, {
      packing: false,
      checkpoint: { everySteps: 1 },
      data: { heldOutFraction: 0 },
    });
    const taken = run.of('step').length;
    expect(run.error).toMatchObject({
      code: 'lossNotFinite',
      message: expect.stringContaining(`step ${taken + 1}`),
      remedy: expect.stringContaining(`checkpoint of step ${taken}`),
    });
    const folder = join(run.runFolder, 'checkpoints', `step-${String(taken).padStart(6, '0')}`);
    for (const { data } of readTensors(join(folder, 'state.safetensors')).values())
      expect(data.every(Number.isFinite)).toBe(true);
    expect(existsSync(join(run.runFolder, 'adapter'))).toBe(false);
    expect(run.of('done')).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('nor does a gradient of %s change a weight or a moment', (bad) => {
    const parameters = new Map([['w', Float32Array.of(1, 2)]]);
    const adam = newAdamState(parameters);
    const norm = updateParameters(
      parameters,
      new Map([['w', Float32Array.of(0.5, bad)]]),
      adam,
      fineTuneConfigSchema.parse({}),
      0.1,
    );
    expect(Number.isFinite(norm)).toBe(false);
    expect(parameters.get('w')).toEqual(Float32Array.of(1, 2));
    expect(adam).toEqual(newAdamState(parameters));
  });
});
