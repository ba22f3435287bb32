import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialAdapter } from '../../runtime/models/lora.ts';
import { parameterCount } from '../../runtime/models/model.ts';
import { type FineTuneConfig, type FineTuneConfigInput, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { planSchema } from '../../runtime/protocol/plan.ts';
import { createPlanner } from '../../runtime/train/plan.ts';
import { graphOptionsOf, openForTraining, prepareData } from '../../runtime/train/prepare.ts';
import { countSteps } from '../../runtime/train/steps.ts';
import { saveSmallModel } from './small-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-plan-'));
const model = join(folder, 'model');
beforeAll(() => saveSmallModel(model, { width: 128, mlp: 256, layers: 2 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planner = createPlanner({ storage: folder, probe: async () => ({ adapters: [], error: 'none' }) });
const configOf = (options: FineTuneConfigInput): FineTuneConfig => fineTuneConfigSchema.parse({ model, ...options });
const planOf = (options: FineTuneConfigInput) => planner.describe(configOf(options), new AbortController().signal);
const some = { data: { maxRows: 200 } };

describe('The plan of a run', () => {
  test('counts steps, rows and tokens as the training itself does', async () => {
    const config = configOf({ ...some, epochs: 1.5, gradientAccumulation: 3, sequenceLength: 700 });
    const plan = await planner.describe(config, new AbortController().signal);
    const { tokenizer } = await openForTraining(model, folder);
    const { train, heldOut, trimmed, skipped } = await prepareData(config, tokenizer);
    expect(plan.totalSteps).toBe(countSteps(train, config));
    expect(plan.examples).toMatchObject({
      exact: true,
      train: train.length,
      heldOut: heldOut.length,
      trimmed,
      skipped,
    });
    expect(plan.examples?.tokens).toBe(train.reduce((sum, { tokens }) => sum + tokens.length, 0));
    expect(plan.problems).toEqual([]);
  });

  test('says when rows may be longer than the model has positions', async () => {
    const { problems } = await planOf({ ...some, sequenceLength: 131_072 });
    expect(problems.map(({ path }) => path)).toEqual([['sequenceLength']]);
    expect(problems[0]?.message).toMatch(/131072 is more than the model's \d+ positions/);
  });

  test('names the real linear layers, and what an adapter adds to each', async () => {
    const plan = await planOf({ ...some, lora: { r: 4 } });
    const { description } = await openForTraining(model, folder);
    const { adapter } = graphOptionsOf(description, configOf({ lora: { r: 4 } }));
    const made = initialAdapter(adapter as NonNullable<typeof adapter>, Math.random);
    const size = [...made.values()].reduce((sum, { length }) => sum + length, 0);
    const linears = plan.model?.linears ?? [];
    expect(linears.map(({ name }) => name)).toEqual([
      'q_proj',
      'k_proj',
      'v_proj',
      'o_proj',
      'gate_proj',
      'up_proj',
      'down_proj',
    ]);
    expect(linears[0]).toEqual({
      name: 'q_proj',
      layers: 2,
      parameters: 2 * 128 * 128,
      adapterParameters: 2 * 4 * 256,
    });
    expect(linears.reduce((sum, { adapterParameters }) => sum + adapterParameters, 0)).toBe(size);
    expect(plan.trainableParameters).toBe(size);
    expect(plan.model?.parameters).toBe(parameterCount(description));
  });

  test('knows the parts of the memory that are known exactly', async () => {
    const lora = await planOf({ ...some, lora: { targetModules: ['q_proj'] } });
    const trained = 4 * (lora.trainableParameters as number);
    expect(lora.memory).toMatchObject({ adapter: trained, gradients: trained, optimizer: 2 * trained });
    expect(lora.memory?.weights).toBe(4 * (lora.model?.parameters as number));
    const full = await planOf({ ...some, method: 'full' });
    expect(full.memory).toMatchObject({ weights: 0, adapter: 4 * (full.model?.parameters as number) });
  });

  test('needs less for activations when blocks are computed again, and more for longer rows', async () => {
    const activations = async (options: FineTuneConfigInput) =>
      (await planOf({ ...some, ...options })).memory?.activations ?? 0;
    const cheap = await activations({});
    expect(await activations({ recompute: 'none' })).toBeGreaterThan(1.2 * cheap);
    expect(await activations({ recompute: 'block' })).toBeLessThan(cheap);
    expect(await activations({ sequenceLength: 512 })).toBeLessThan(cheap);
  });

  test('puts what would stop the run at the option that it concerns, and tells the rest', async () => {
    const missing = await planOf({ ...some, model: '/no/such/model' });
    expect(missing.problems).toMatchObject([{ path: ['model'], code: 'modelMissing' }]);
    expect(missing.data?.rows).toBe(2000);
    const target = await planOf({ ...some, lora: { targetModules: ['Wqkv'] } });
    expect(target.problems).toMatchObject([{ path: ['lora', 'targetModules'], code: 'targetMatchesNothing' }]);
    expect(target.totalSteps).toBeGreaterThan(0);
    const data = await planOf({ data: { source: '/no/such.csv' } });
    expect(data.problems).toMatchObject([{ path: ['data', 'source'], code: 'fileMissing' }]);
    expect(data.memory?.activations).toBeGreaterThan(0);
    const row = await planOf({ ...some, sequenceLength: 64, data: { ...some.data, onTooLong: 'stop' } });
    expect(row.problems).toMatchObject([{ path: ['sequenceLength'], code: 'rowTooLong' }]);
  });

  test('crosses to the form as its schema has it, without text of a note', async () => {
    const plan = await planOf(some);
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(JSON.stringify(plan)).not.toMatch(/discharge/i);
  });

  test('is told without the rows where it must be quick', async () => {
    const fresh = createPlanner({ storage: folder, probe: async () => ({ adapters: [], error: 'none' }) });
    const quick = await fresh.describe(configOf(some), new AbortController().signal, true);
    expect(quick.model?.linears).toHaveLength(7);
    expect(quick.memory?.activations).toBeGreaterThan(0);
    expect(quick.data).toBeUndefined();
    expect(quick.totalSteps).toBeUndefined();
  });

  test('says that the time is unknown where no run of the model was there', async () => {
    expect((await planOf(some)).pace).toBeUndefined();
  });
});
