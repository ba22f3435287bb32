import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadAdapter, saveAdapter } from '../../runtime/io/adapter.ts';
import { adapterOnModel } from '../../runtime/models/lora.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { type Golden, type GoldenTensor, goldenModels, loadGolden, readTensors } from '../goldens/load.ts';
import { peftLoss, pythonWith } from '../python.ts';
import { codeOf } from './errors.ts';
import { writeTensors } from './safetensors-file.ts';

const card = { baseModel: 'tiny', data: 'embedded', dataRows: 3, license: 'mit', metrics: { 'held-out loss': 1.5 } };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asclepius-adapter-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const weightsFile = (place: string) => join(place, 'adapter_model.safetensors');
const configFile = (place: string) => join(place, 'adapter_config.json');
const readConfig = (place: string) => JSON.parse(readFileSync(configFile(place), 'utf8'));
const modelOf = ({ modelFolder }: Golden) =>
  describeModel(JSON.parse(readFileSync(join(modelFolder, 'config.json'), 'utf8')));

/** The golden adapter, read and written by this project. */
function rewritten(golden: Golden): string {
  const { description, tensors } = loadAdapter(golden.adapterFolder);
  const place = join(folder, 'adapter');
  saveAdapter(place, description, tensors, card);
  return place;
}

describe.each(goldenModels)('the adapter that PEFT wrote for %s', (name) => {
  const golden = loadGolden(name);

  test('is read to the last bit', () => {
    const expected = readTensors(weightsFile(golden.adapterFolder));
    const { tensors } = loadAdapter(golden.adapterFolder);
    expect(2 * tensors.length).toBe(expected.size);
    for (const { name, a, b, inFeatures, outFeatures, r } of tensors) {
      const side = (letter: string) => expected.get(`base_model.model.${name}.lora_${letter}.weight`);
      expect(side('A')).toEqual({ shape: [r, inFeatures], data: a });
      expect(side('B')).toEqual({ shape: [outFeatures, r], data: b });
    }
  });

  test('fits its model, with the scale that PEFT gives it', () => {
    const { r, lora_alpha: alpha, use_rslora: useRslora } = readConfig(golden.adapterFolder);
    const { spec, parameters } = adapterOnModel(modelOf(golden), loadAdapter(golden.adapterFolder));
    expect(spec.scale).toBeCloseTo(useRslora ? alpha / Math.sqrt(r) : alpha / r, 12);
    expect(parameters.size).toBe(2 * spec.targets.length);
  });

  test('is the same after it was written here', () => {
    const place = rewritten(golden);
    expect(readTensors(weightsFile(place))).toEqual(readTensors(weightsFile(golden.adapterFolder)));
    const theirs = readConfig(golden.adapterFolder);
    const ours = readConfig(place);
    expect(ours.target_modules.sort()).toEqual([...theirs.target_modules].sort());
    for (const key of Object.keys(ours).filter((key) => key !== 'target_modules'))
      expect(ours[key]).toEqual(theirs[key]);
  });

  test('gives PEFT the same loss after it was written here', async (context) => {
    const found = await pythonWith(['torch', 'transformers', 'peft', 'safetensors', 'numpy']);
    if (found.python === undefined) return context.skip(found.reason);
    const batch = golden.batches[0] as Golden['batches'][number];
    const theirs = await peftLoss(found.python, golden.modelFolder, golden.adapterFolder, batch);
    expect(await peftLoss(found.python, golden.modelFolder, rewritten(golden), batch)).toEqual(theirs);
  }, 1_000_000);

  test.each([
    ['use_dora', true],
    ['bias', 'lora_only'],
    ['lora_bias', true],
    ['modules_to_save', ['lm_head']],
    ['rank_pattern', { q_proj: 2 }],
    ['alpha_pattern', { q_proj: 2 }],
    ['fan_in_fan_out', true],
    ['layer_replication', [[0, 1]]],
    ['trainable_token_indices', [1]],
    ['init_lora_weights', 'pissa_niter_4'],
    ['peft_type', 'LOHA'],
    ['r', 0],
  ])('is refused with %s = %j, by name', (key, value) => {
    cpSync(golden.adapterFolder, folder, { recursive: true });
    writeFileSync(configFile(folder), JSON.stringify({ ...readConfig(folder), [key]: value }));
    expect(() => loadAdapter(folder)).toThrow(new RegExp(`"${key}" is`));
    expect(codeOf(() => loadAdapter(folder))).toBe('adapterMismatch');
  });
});

describe('an adapter folder', () => {
  const golden = loadGolden('tiny-untied');
  const layer = 'model.layers.1.mlp.up_proj';
  const key = `base_model.model.${layer}.lora_A.weight`;
  const sound = () => Object.fromEntries(readTensors(weightsFile(golden.adapterFolder)));
  type Change = Record<string, GoldenTensor | undefined>;
  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b)) });

  test('is for its owner only, and its card states base, data, licence and figures', () => {
    const place = rewritten(golden);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(statSync(weightsFile(place)).mode & 0o777).toBe(0o600);
    const text = readFileSync(join(place, 'README.md'), 'utf8');
    for (const stated of ['base_model: "tiny"', 'license: mit', '| held-out loss | 1.5 |', 'embedded, 3 training rows'])
      expect(text).toContain(stated);
  });

  test.each<[string, Change, RegExp]>([
    ['another rank than its config', { [key]: zeros(2, 64) }, /ranks 2 and 4.*says 4/],
    ['a tensor that is no LoRA weight', { 'base_model.model.lm_head.weight': zeros(1) }, /lm_head/],
    ['half a pair', { [key]: undefined }, /lacks.*up_proj\.lora_A/],
    ['a tensor that is no matrix', { [key]: zeros(256) }, /lacks.*up_proj\.lora_A/],
    ['no tensors', Object.fromEntries(Object.keys(sound()).map((name) => [name, undefined])), /no tensors/],
  ])('with %s is refused by name', (_, change, message) => {
    const kept = Object.entries({ ...sound(), ...change }).flatMap(([name, tensor]) =>
      tensor ? [[name, tensor]] : [],
    );
    cpSync(golden.adapterFolder, folder, { recursive: true });
    writeTensors(weightsFile(folder), Object.fromEntries(kept));
    expect(() => loadAdapter(folder)).toThrow(message);
    expect(codeOf(() => loadAdapter(folder))).toBe('adapterMismatch');
  });

  test('of another model is refused, naming the layer', () => {
    const other = modelOf(loadGolden('tiny-tied-llama3'));
    const adapter = loadAdapter(golden.adapterFolder);
    expect(() => adapterOnModel(other, adapter)).toThrow(
      /"model\.layers\.0\.\S+" is 64 × \d+ in the adapter and 48 × \d+ in the model/,
    );
    const shallow = { ...modelOf(golden), linears: modelOf(golden).linears.slice(0, 7) };
    expect(() => adapterOnModel(shallow, adapter)).toThrow(/no linear layer "model\.layers\.1/);
    expect(codeOf(() => adapterOnModel(shallow, adapter))).toBe('adapterMismatch');
  });

  test('that lacks a file names it', () => {
    cpSync(golden.adapterFolder, folder, { recursive: true });
    rmSync(weightsFile(folder));
    expect(() => loadAdapter(folder)).toThrow(/adapter_model\.safetensors/);
    rmSync(configFile(folder));
    expect(() => loadAdapter(folder)).toThrow(/adapter_config\.json/);
    writeFileSync(configFile(folder), '[]');
    expect(codeOf(() => loadAdapter(folder))).toBe('adapterMismatch');
  });
});
