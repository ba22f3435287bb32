/** The golden models as the runtime opens them: description, weights, adapter. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WeightFiles } from '../../runtime/backend/session.ts';
import { loadAdapter } from '../../runtime/io/adapter.ts';
import { readSafetensorsIndex, readTensor, type TensorLocation } from '../../runtime/io/safetensors.ts';
import { initialWeights } from '../../runtime/models/full.ts';
import type { GraphOptions } from '../../runtime/models/graphs.ts';
import { type AdapterSpec, adapterSpec } from '../../runtime/models/lora.ts';
import { describeModel, type ModelDescription } from '../../runtime/models/model.ts';
import { type FineTuneConfig, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { weightFiles } from '../../runtime/train/prepare.ts';
import { type Golden, type GoldenModel, type GoldenTraining, loadGolden } from '../goldens/load.ts';

export type Parameters = Map<string, Float32Array>;

export interface TinyModel {
  readonly golden: Golden;
  readonly description: ModelDescription;
  readonly weights: WeightFiles;
  readonly tensors: ReadonlyMap<string, TensorLocation>;
}

export function openTiny(name: GoldenModel): TinyModel {
  const golden = loadGolden(name);
  const tensors = readSafetensorsIndex(join(golden.modelFolder, 'model.safetensors'));
  const description = describeModel(tinyConfig(name));
  return { golden, description, tensors, weights: weightFiles({ path: golden.modelFolder, tensors }, description) };
}

export const tinyConfig = (name: GoldenModel): Record<string, unknown> =>
  JSON.parse(readFileSync(join(loadGolden(name).modelFolder, 'config.json'), 'utf8'));

/** An adapter that PEFT has written, as spec and trained tensors. */
export function readAdapter({ description }: TinyModel, folder: string): { spec: AdapterSpec; parameters: Parameters } {
  const { description: saved, tensors } = loadAdapter(folder);
  const spec = adapterSpec(description, {
    r: saved.r,
    alpha: saved.loraAlpha,
    dropout: saved.loraDropout,
    useRslora: saved.useRslora,
    targetModules: [...saved.targetModules],
  });
  const parameters: Parameters = new Map(
    tensors.flatMap(({ name, a, b }) => [
      [`${name}.lora_A`, a],
      [`${name}.lora_B`, b],
    ]),
  );
  return { spec, parameters };
}

export interface Training {
  readonly options: GraphOptions;
  readonly parameters: Parameters;
  readonly config: FineTuneConfig;
}

/** What the golden script trained, as our engine takes it. Two packed rows a batch. */
export function goldenTraining(tiny: TinyModel, method: FineTuneConfig['method']): Training {
  const { optimizer, schedule } = tiny.golden.training(method);
  const config = fineTuneConfigSchema.parse({ method, optimizer, schedule, batchSize: 2 });
  const common = { model: tiny.description, batch: 2 };
  if (method === 'full') {
    const parameters = initialWeights(tiny.description, (name) => readTensor(tiny.tensors.get(name) as TensorLocation));
    return { options: { ...common, trainWeights: true, adapter: undefined }, parameters, config };
  }
  const { spec, parameters } = readAdapter(tiny, tiny.golden.adapterFolder);
  return { options: { ...common, trainWeights: false, adapter: spec }, parameters, config };
}

export const stepBatches = ({ golden }: TinyModel, step: number) =>
  (golden.steps[step] ?? []).map((i) => golden.batches[i] as Golden['batches'][number]);

export type { GoldenTraining };
