/** Who is evaluated: the base model, what a run has made of it, another adapter. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadAdapter } from '../io/adapter.ts';
import { hashMemory } from '../io/cache.ts';
import { contentHash } from '../io/content-hash.ts';
import { type AdapterSpec, adapterOnModel } from '../models/lora.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { findRun, type Run } from '../runs/run-folder.ts';
import { cacheFolder, privateFolder } from '../runs/storage.ts';
import { type OpenedModel, openForTraining } from '../train/prepare.ts';

export interface Contestant {
  /** Each has another. */
  readonly name: string;
  readonly opened: OpenedModel;
  readonly adapter: AdapterSpec | undefined;
  /** The adapter's tensors; none for a model as it is. */
  readonly parameters: ReadonlyMap<string, Float32Array>;
  /** Of the adapter's weights. */
  readonly adapterSha256?: string;
}

/**
 * The run's own result, then the others by their names: "base", a run, or an adapter's folder.
 * @param base the model that the run began with
 * @throws runUnfinished, runMissing, adapterMismatch, and all that opening a model throws
 */
export async function openContestants(
  storage: string,
  run: Run,
  base: OpenedModel,
  against: readonly string[],
): Promise<Contestant[]> {
  const others = await Promise.all(
    against.map((name) => (name === 'base' ? asItIs('base', base) : open(storage, name, base))),
  );
  return toldApart([await resultOf(storage, run, base), ...others]);
}

/** Names of runs need not be unique; what comes later under the same name gets a number. */
function toldApart(contestants: readonly Contestant[]): Contestant[] {
  const taken = new Set<string>();
  return contestants.map((contestant) => {
    let { name } = contestant;
    for (let number = 2; taken.has(name); number++) name = `${contestant.name} (${number})`;
    taken.add(name);
    return { ...contestant, name };
  });
}

const asItIs = (name: string, opened: OpenedModel): Contestant => ({
  name,
  opened,
  adapter: undefined,
  parameters: new Map(),
});

/** A run has saved an adapter, or after full training a whole model. */
async function resultOf(storage: string, run: Run, base: OpenedModel): Promise<Contestant> {
  const [adapter, model] = [join(run.folder, 'adapter'), join(run.folder, 'model')];
  const name = run.name ?? run.id;
  if (existsSync(join(adapter, 'adapter_config.json'))) return withAdapter(storage, name, adapter, base);
  if (existsSync(join(model, 'config.json'))) return asItIs(name, await openForTraining(model, storage));
  throw errors.runUnfinished(run.id);
}

async function open(storage: string, name: string, base: OpenedModel): Promise<Contestant> {
  if (existsSync(join(name, 'adapter_config.json'))) return withAdapter(storage, basename(name), name, base);
  try {
    return await resultOf(storage, findRun(storage, name), base);
  } catch (error) {
    if (error instanceof AsclepiusError && error.code === 'runMissing')
      throw errors.usage(t('--against takes "base", a run, or the folder of an adapter, not "{0}"', name));
    throw error;
  }
}

function withAdapter(storage: string, name: string, folder: string, base: OpenedModel): Contestant {
  const { spec, parameters } = adapterOnModel(base.description, loadAdapter(folder));
  const memory = hashMemory(privateFolder(cacheFolder(storage)));
  const adapterSha256 = contentHash(join(folder, 'adapter_model.safetensors'), memory);
  return { name, opened: base, adapter: spec, parameters, adapterSha256 };
}
