/** LoRA (Hu et al. 2021, arXiv 2106.09685) with PEFT's names, defaults and initialisation. */

import type { AdapterTensor, LoadedAdapter } from '../io/adapter.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
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
  return { r, scale: scaleOf(alpha, r, useRslora), dropout, targets: targetsOf(model, targetModules) };
}

/**
 * An adapter from disk as one of this model, with its tensors by name.
 * @throws adapterMismatch for a layer that the model lacks or that has another size
 */
export function adapterOnModel(model: ModelDescription, { description, tensors }: LoadedAdapter) {
  const layers = new Map(model.linears.map((layer) => [layer.name, layer]));
  for (const { name, inFeatures, outFeatures } of tensors) {
    const layer = layers.get(name);
    if (!layer) throw errors.adapterMismatch(t('the model has no linear layer "{0}"', name));
    if (layer.inFeatures !== inFeatures || layer.outFeatures !== outFeatures) {
      const [its, ours] = [`${outFeatures} × ${inFeatures}`, `${layer.outFeatures} × ${layer.inFeatures}`];
      throw errors.adapterMismatch(t('"{0}" is {1} in the adapter and {2} in the model', name, its, ours));
    }
  }
  const { r, loraAlpha, loraDropout, useRslora } = description;
  const named = new Set(tensors.map(({ name }) => name));
  const spec: AdapterSpec = {
    r,
    scale: scaleOf(loraAlpha, r, useRslora),
    dropout: loraDropout,
    targets: model.linears.filter(({ name }) => named.has(name)),
  };
  const parameters = new Map(
    tensors.flatMap(({ name, a, b }) => [[`${name}.lora_A`, a] as const, [`${name}.lora_B`, b] as const]),
  );
  return { spec, parameters };
}

const scaleOf = (alpha: number, r: number, useRslora: boolean) => alpha / (useRslora ? Math.sqrt(r) : r);

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
