import { expect, it } from 'vitest';
import type { AdapterSpec } from '../../runtime/models/lora.ts';
import { createEngine } from '../../runtime/train/engine.ts';
import { goldenTraining, openTiny, type Parameters, stepBatches } from './tiny.ts';

const tiny = openTiny('tiny-untied');
const { options, parameters, config } = goldenTraining(tiny, 'lora');
const whole = options.adapter as AdapterSpec;

async function gradientsOf(adapter: AdapterSpec, values: Parameters): Promise<Parameters> {
  const engine = await createEngine(tiny, { ...options, adapter }, config, 'cpu', 1);
  const { gradients } = await engine.accumulate(values, stepBatches(tiny, 0), 0);
  await engine.release();
  return gradients;
}

function expectClose(actual: Parameters, expected: Parameters): void {
  expect(actual.size).toBeGreaterThan(0);
  for (const [name, gradient] of actual) {
    const reference = expected.get(name) as Float32Array;
    const size = Math.max(...reference.map(Math.abs));
    const furthest = Math.max(...gradient.map((value, i) => Math.abs(value - (reference[i] as number))));
    expect(furthest / size, name).toBeLessThan(1e-4);
  }
}

it('an adapter on some of the layers that read the same rows learns as if the others had adapters that do nothing', async () => {
  const isChosen = (name: string) => /[qv]_proj|up_proj/.test(name);
  const some = { ...whole, targets: whole.targets.filter(({ name }) => isChosen(name)) };
  const idle = new Map([...parameters].map(([name, data]) => [name, isChosen(name) ? data : data.map(() => 0)]));
  expectClose(await gradientsOf(some, parameters), await gradientsOf(whole, idle));
});

it('adapters learn the same whether each drops out for itself or, without dropout, they share their products', async () => {
  // So rare that no number is dropped.
  const apart = { ...whole, dropout: 1e-9 };
  expectClose(await gradientsOf(apart, parameters), await gradientsOf({ ...whole, dropout: 0 }, parameters));
});
