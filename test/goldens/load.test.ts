import { describe, expect, test } from 'vitest';
import { goldenModels, loadGolden, readTensors } from './load.ts';

describe.each(goldenModels)('the golden values of %s', (model) => {
  const golden = loadGolden(model);
  const lora = golden.training('lora');

  test('name as labels the tokens that follow within the same example', () => {
    for (const { tokens, segments, labelIndex, labels } of [...golden.batches, golden.row]) {
      expect([...labelIndex].map((at) => tokens[at + 1])).toEqual([...labels]);
      for (const at of labelIndex) expect(segments[at + 1]).toBe(segments[at]);
    }
  });

  test('hold a gradient of the same shape for every tensor of the adapter, none of them zero', () => {
    const adapter = readTensors(`${golden.adapterFolder}/adapter_model.safetensors`);
    const names = [...adapter].map(([name, { shape }]) => [
      name.replace('base_model.model.', '').replace('.weight', ''),
      shape,
    ]);
    expect(Object.fromEntries([...lora.gradients].map(([name, { shape }]) => [name, shape]))).toEqual(
      Object.fromEntries(names),
    );
    for (const { data } of lora.gradients.values()) expect(Math.hypot(...data)).toBeGreaterThan(1e-4);
  });

  test('give as loss the mean over all label tokens of the step', () => {
    const batches = golden.steps[0]?.map((i) => golden.batches[i]) ?? [];
    const losses = batches.flatMap((batch, i) =>
      [...(batch?.labels ?? [])].map((label, row) => {
        const { data, shape } = lora.logits(i);
        const width = shape[1] as number;
        const logits = data.subarray(row * width, (row + 1) * width);
        return Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0)) - (logits[label] as number);
      }),
    );
    expect(losses.reduce((a, b) => a + b, 0) / losses.length).toBeCloseTo(lora.loss, 5);
  });
});

test('full training has a gradient for every weight of the tied model', () => {
  const golden = loadGolden('tiny-tied-llama3');
  const weights = readTensors(`${golden.modelFolder}/model.safetensors`);
  expect([...golden.training('full').gradients.keys()].sort()).toEqual([...weights.keys()].sort());
});
