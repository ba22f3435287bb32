import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../runtime/data/random.ts';
import { adapterSpec, initialAdapter } from '../../runtime/models/lora.ts';
import { type FineTuneConfigInput, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { openTiny, readAdapter } from './tiny.ts';

const { description } = openTiny('tiny-untied');
const loraOf = (lora: FineTuneConfigInput['lora']) => fineTuneConfigSchema.parse({ lora }).lora;
const targets = (targetModules: string[] | 'all-linear') =>
  adapterSpec(description, loraOf({ targetModules })).targets.map(({ name }) => name);

describe('the layers that an adapter is put on', () => {
  it('are with "all-linear" the ones that PEFT takes: all but the head', () => {
    const tiny = openTiny('tiny-untied');
    const byPeft = readAdapter(tiny, tiny.golden.adapterFolder).parameters;
    const names = targets('all-linear').flatMap((name) => [`${name}.lora_A`, `${name}.lora_B`]);
    expect(names.sort()).toEqual([...byPeft.keys()].sort());
  });

  it('are those whose name ends in a target, part by part', () => {
    expect(targets(['q_proj'])).toEqual([0, 1, 2].map((i) => `model.layers.${i}.self_attn.q_proj`));
    expect(targets(['1.mlp.up_proj', 'model.layers.0.self_attn.o_proj'])).toEqual([
      'model.layers.0.self_attn.o_proj',
      'model.layers.1.mlp.up_proj',
    ]);
  });

  it.each(['Wqkv', 'proj', 'lm_head', 'layers.9.self_attn.q_proj'])(
    'cannot be "%s", which matches nothing',
    (target) => {
      expect(() => targets(['q_proj', target])).toThrow(
        expect.objectContaining({ code: 'targetMatchesNothing', message: expect.stringContaining(`"${target}"`) }),
      );
    },
  );

  it('are named in the remedy where a target matches none', () => {
    expect(() => targets(['Wqkv'])).toThrow(expect.objectContaining({ remedy: expect.stringContaining('"q_proj"') }));
  });
});

describe('the scale of an adapter', () => {
  it('is alpha / r, and alpha / √r with rsLoRA', () => {
    expect(adapterSpec(description, loraOf({ r: 16, alpha: 24 })).scale).toBe(1.5);
    expect(adapterSpec(description, loraOf({ r: 16, alpha: 24, useRslora: true })).scale).toBe(6);
  });
});

describe('a new adapter', () => {
  const spec = adapterSpec(description, loraOf({ r: 8 }));
  const fresh = (seed: number) => initialAdapter(spec, seededRandom(seed).next);

  it('begins as nothing: B is zero', () => {
    for (const [name, data] of fresh(1))
      if (name.endsWith('lora_B')) expect(data.every((value) => value === 0)).toBe(true);
  });

  it('draws A uniformly within Kaiming’s bound 1 / √in, to both ends', () => {
    for (const { name, inFeatures } of spec.targets) {
      const a = fresh(1).get(`${name}.lora_A`) as Float32Array;
      const bound = 1 / Math.sqrt(inFeatures);
      expect(a).toHaveLength(8 * inFeatures);
      expect(Math.max(...a)).toBeLessThanOrEqual(bound);
      expect(Math.min(...a)).toBeGreaterThanOrEqual(-bound);
      expect(Math.max(...a)).toBeGreaterThan(0.97 * bound);
      expect(Math.min(...a)).toBeLessThan(-0.97 * bound);
      // The variance of a uniform draw is bound² / 3; its estimate from n draws is off by about √(0.8 / n).
      const variance = a.reduce((sum, value) => sum + value * value, 0) / a.length;
      expect(Math.abs(variance / ((bound * bound) / 3) - 1)).toBeLessThan(5 * Math.sqrt(0.8 / a.length));
    }
  });

  it('is the same for the same seed, another for another, and differs from layer to layer', () => {
    const [first, second] = spec.targets.filter(({ name }) => name.endsWith('q_proj'));
    expect(fresh(5)).toEqual(fresh(5));
    expect(fresh(6)).not.toEqual(fresh(5));
    expect(fresh(5).get(`${first?.name}.lora_A`)).not.toEqual(fresh(5).get(`${second?.name}.lora_A`));
  });
});
