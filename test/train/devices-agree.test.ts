import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import type { Device } from '../../runtime/graph/ops/rule.ts';
import { adapterSpec, initialAdapter } from '../../runtime/models/lora.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import { createEngine, updateParameters } from '../../runtime/train/engine.ts';
import { devices } from '../graph/devices.ts';
import { goldenTraining, openTiny, stepBatches } from '../models/tiny.ts';

const steps = 20;

/** The losses of a training with dropout and recompute, on two batches in turn. */
async function lossesOn(device: Device): Promise<number[]> {
  const tiny = openTiny('tiny-tied-llama3');
  const { options, config } = goldenTraining(tiny, 'lora');
  const lora = { ...config.lora, r: 4, dropout: 0.1, targetModules: ['q_proj', 'down_proj'] };
  const adapter = adapterSpec(tiny.description, lora);
  const parameters = initialAdapter(adapter, seededRandom(3).next);
  const engine = await createEngine(tiny, { ...options, adapter }, { ...config, recompute: 'block' }, device, 2);
  const adam = newAdamState(parameters);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { loss, gradients } = await engine.accumulate(
      parameters,
      stepBatches(tiny, 0).slice(step % 2, 1 + (step % 2)),
      step,
    );
    updateParameters(parameters, gradients, adam, config, 2e-2);
    losses.push(loss);
  }
  await engine.release();
  return losses;
}

describe.skipIf(devices[1]?.missing)('cpu and webgpu', () => {
  it('give the same losses over 20 steps in which the loss falls by a tenth and more', {
    timeout: 600_000,
  }, async () => {
    const [cpu, webgpu] = [await lossesOn('cpu'), await lossesOn('webgpu')];
    expect(cpu.at(-1)).toBeLessThan(0.9 * (cpu[0] as number));
    cpu.forEach((loss, step) => {
      expect(Math.abs(loss - (webgpu[step] as number)), `step ${step + 1}`).toBeLessThan(1e-3);
    });
  });
});
