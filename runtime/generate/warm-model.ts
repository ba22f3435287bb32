/** A model that stays loaded between questions, with the adapters that were asked for and the notes it has read. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Device } from '../graph/ops/rule.ts';
import { loadAdapter } from '../io/adapter.ts';
import { hashMemory } from '../io/cache.ts';
import { contentHash } from '../io/content-hash.ts';
import { weightPaths, weightsHash } from '../io/weights-hash.ts';
import { type AdapterSpec, adapterOnModel } from '../models/lora.ts';
import { cacheFolder, privateFolder } from '../runs/storage.ts';
import { type OpenedModel, openForTraining } from '../train/prepare.ts';
import { createDecoder, type Decoder, type Loaded } from './decoder.ts';
import { createPrefixMemory, type PrefixMemory } from './prefix-memory.ts';

export interface Place {
  readonly model: string;
  readonly device: Device;
  readonly threads: number;
}

/** The model as one request wants it: with an adapter, or as it is. */
export interface Prepared {
  readonly decoder: Decoder;
  readonly loaded: Loaded;
  readonly memory: PrefixMemory;
  /** Of the adapter's weights. */
  readonly adapterSha256?: string;
}

export interface WarmModel extends OpenedModel, Place {
  /** Of its weights. */
  readonly sha256: string;
  /** Tokens that end an answer. */
  readonly ends: ReadonlySet<number>;
  /** False where a file has changed since. */
  isCurrent(): boolean;
  /** @throws fileMissing, adapterMismatch */
  prepare(adapterFolder: string | undefined): Promise<Prepared>;
  /** Of caches and adapters. */
  bytes(): number;
  release(): Promise<void>;
}

/** @throws all that opening a model throws */
export async function openWarmModel(
  place: Place,
  storage: string,
  onProgress: (done: number, total: number) => void,
): Promise<WarmModel> {
  const opened = await openForTraining(place.model, storage, onProgress);
  const files = weightPaths(opened.source);
  const memory = hashMemory(privateFolder(cacheFolder(storage)));
  const hashOf = (path: string) => contentHash(path, memory);
  const stateOf = () => files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs).join();
  const openedAs = stateOf();
  const adapters = new Map<string, { spec: AdapterSpec; parameters: ReadonlyMap<string, Float32Array> }>();
  let current: Session | undefined;

  const sessionFor = async (spec: AdapterSpec | undefined): Promise<Session> => {
    // A model as it is runs in any session: an adapter of zeros adds nothing.
    if (current && (!spec || shapeOf(spec) === current.shape)) return current;
    await current?.decoder.release();
    current = undefined;
    const decoder = await createDecoder(opened, { adapter: spec, trainWeights: false, ...place });
    current = { decoder, shape: shapeOf(spec), memory: createPrefixMemory(decoder), loaded: new Map() };
    return current;
  };

  return {
    ...opened,
    ...place,
    sha256: weightsHash(opened.source, memory),
    ends: endsOf(opened),
    isCurrent: () => stateOf() === openedAs,
    async prepare(folder) {
      if (folder === undefined) {
        const { decoder, memory, loaded } = await sessionFor(undefined);
        return { decoder, memory, loaded: once(loaded, 'base', () => decoder.load(new Map())) };
      }
      const read = loadedAdapterKey(folder, hashOf);
      const adapter = once(adapters, read.key, () => adapterOnModel(opened.description, loadAdapter(folder)));
      const { decoder, memory, loaded } = await sessionFor(adapter.spec);
      const tensors = once(loaded, read.key, () => decoder.load(adapter.parameters, adapter.spec.scale));
      return { decoder, memory, loaded: tensors, adapterSha256: read.sha256 };
    },
    bytes: () => (current?.memory.bytes() ?? 0) + bytesOf(adapters.values()),
    async release() {
      await current?.decoder.release();
      current = undefined;
    },
  };
}

interface Session {
  readonly decoder: Decoder;
  readonly shape: string;
  readonly memory: PrefixMemory;
  /** By adapter. */
  readonly loaded: Map<string, Loaded>;
}

/** Adapters of one shape share a session. */
const shapeOf = (spec: AdapterSpec | undefined) =>
  spec === undefined ? '' : [spec.r, ...spec.targets.map(({ name }) => name)].join();

/** What the adapter is, whatever its folder is called and whenever it was written. */
function loadedAdapterKey(folder: string, hashOf: (path: string) => string) {
  const sha256 = hashOf(join(folder, 'adapter_model.safetensors'));
  return { sha256, key: `${sha256} ${hashOf(join(folder, 'adapter_config.json'))}` };
}

/** The tokenizer's end token, and the others that config.json names. */
function endsOf({ tokenizer, source }: OpenedModel): ReadonlySet<number> {
  const named = [source.config.eos_token_id].flat().filter((id) => typeof id === 'number');
  return new Set([tokenizer.eosId, ...named]);
}

function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const bytesOf = (adapters: Iterable<{ parameters: ReadonlyMap<string, Float32Array> }>) =>
  [...adapters]
    .flatMap(({ parameters }) => [...parameters.values()])
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
