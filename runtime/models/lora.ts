/** LoRA (Hu et al. 2021, arXiv 2106.09685) with PEFT's names, defaults and initialisation. */

import type { AdapterTensor } from '../io/adapter.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import type { LinearLayer, ModelDescription } from './model.ts';

export interface AdapterSpec {
  readonly r: number;
  /** alpha / r, or alpha / √r with rsLoRA (Kalajdzievski 2023). */
  readonly scale: number;
  readonly dropout: number;
  readonly targets: readonly LinearLayer[];
}

/** The adapter that a config asks for. @throws targetMatchesNothing for each target that names no layer. */
export function adapterSpec(model: ModelDescription, lora: FineTuneConfig['lora']): AdapterSpec {
  const { r, alpha, dropout, targetModules, useRslora } = lora;
  const scale = alpha / (useRslora ? Math.sqrt(r) : r);
  return { r, scale, dropout, targets: targetsOf(model, targetModules) };
}

const matches = (layer: string, target: string) => layer === target || layer.endsWith(`.${target}`);

function targetsOf(model: ModelDescription, targetModules: FineTuneConfig['lora']['targetModules']): LinearLayer[] {
  if (targetModules === 'all-linear') return [...model.linears];
  for (const target of targetModules) {
    if (!model.linears.some(({ name }) => matches(name, target)))
      throw errors.targetMatchesNothing(target, shortNames(model));
  }
  return model.linears.filter(({ name }) => targetModules.some((target) => matches(name, target)));
}

/** The last part of a layer's name: q_proj */
export const shortName = (layer: string): string => layer.slice(layer.lastIndexOf('.') + 1);

/** The short names of all layers, each once. */
export const shortNames = (model: ModelDescription): string[] => [
  ...new Set(model.linears.map(({ name }) => shortName(name))),
];

/** A ~ Kaiming-uniform(a = √5), that is U(−1/√in, 1/√in); B = 0: the adapter starts as nothing. */
export function initialAdapter(spec: AdapterSpec, uniform: () => number): Map<string, Float32Array> {
  const tensors = new Map<string, Float32Array>();
  for (const { name, inFeatures, outFeatures } of spec.targets) {
    const bound = 1 / Math.sqrt(inFeatures);
    const a = Float32Array.from({ length: spec.r * inFeatures }, () => (2 * uniform() - 1) * bound);
    tensors.set(`${name}.lora_A`, a);
    tensors.set(`${name}.lora_B`, new Float32Array(outFeatures * spec.r));
  }
  return tensors;
}

/** The adapter's tensors layer by layer, as they are saved. */
export const adapterTensors = (
  { r, targets }: AdapterSpec,
  parameters: ReadonlyMap<string, Float32Array>,
): AdapterTensor[] =>
  targets.map((target) => ({
    ...target,
    r,
    a: parameters.get(`${target.name}.lora_A`) as Float32Array,
    b: parameters.get(`${target.name}.lora_B`) as Float32Array,
  }));
