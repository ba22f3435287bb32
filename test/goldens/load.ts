/** Reads the golden values; README.md says what they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedBatch } from '../../runtime/data/packing.ts';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';

export const goldenModels = ['tiny-untied', 'tiny-tied-llama3'] as const;
export type GoldenModel = (typeof goldenModels)[number];

export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface GoldenTraining {
  readonly method: FineTuneConfig['method'];
  /** Of the first step, by the mean over its label tokens. */
  readonly loss: number;
  /** Of ten steps, each before its update. */
  readonly losses: readonly number[];
  readonly learningRates: readonly number[];
  /** Before clipping. */
  readonly gradientNorms: readonly number[];
  readonly optimizer: FineTuneConfig['optimizer'];
  readonly schedule: FineTuneConfig['schedule'];
  /** Of micro batch N at its label positions: [labels, vocabulary]. */
  logits(microBatch: number): GoldenTensor;
  /** Of `row` at every position; with the adapter off where `base` is set. */
  rowLogits(base?: boolean): GoldenTensor;
  /** Of the first step's loss, by the name of the trained tensor. */
  readonly gradients: ReadonlyMap<string, GoldenTensor>;
}

export interface Golden {
  readonly modelFolder: string;
  readonly adapterFolder: string;
  readonly trainedAdapterFolder: string;
  readonly batches: readonly PackedBatch[];
  readonly row: PackedBatch;
  /** Which batches each optimizer step adds up. */
  readonly steps: readonly (readonly number[])[];
  training(method: FineTuneConfig['method']): GoldenTraining;
}

/** Full training exists for the tied model only. */
export function loadGolden(model: GoldenModel): Golden {
  const folder = join(import.meta.dirname, 'fixtures', model);
  const file = readJson(join(folder, 'batches.json')) as { batches: JsonBatch[]; row: JsonBatch; steps: number[][] };
  return {
    modelFolder: join(folder, 'model'),
    adapterFolder: join(folder, 'adapter'),
    trainedAdapterFolder: join(folder, 'trained-adapter'),
    batches: file.batches.map(fromJson),
    row: fromJson(file.row),
    steps: file.steps,
    training: (method) => loadTraining(folder, method),
  };
}

/** A batch as check_adapter.py reads it. */
export function batchJson(batch: PackedBatch): string {
  return JSON.stringify(batch, (_, value) => (value instanceof Int32Array ? [...value] : value));
}

/** ‖a − b‖ / ‖b‖ */
export function relativeError(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} values, expected ${b.length}`);
  const norm = (at: (i: number) => number) => Math.sqrt(b.reduce((sum, _, i) => sum + at(i) ** 2, 0));
  return norm((i) => (a[i] as number) - (b[i] as number)) / norm((i) => b[i] as number);
}

function loadTraining(folder: string, method: FineTuneConfig['method']): GoldenTraining {
  const figures = readJson(join(folder, `${method}.json`)) as Omit<
    GoldenTraining,
    'logits' | 'rowLogits' | 'gradients'
  >;
  const tensors = readTensors(join(folder, `${method}.safetensors`));
  const tensor = (name: string) => {
    const found = tensors.get(name);
    if (!found) throw new Error(`no golden tensor "${name}"`);
    return found;
  };
  const prefix = 'gradient:';
  const gradients = [...tensors].filter(([name]) => name.startsWith(prefix));
  return {
    ...figures,
    logits: (microBatch) => tensor(`logits:${microBatch}`),
    rowLogits: (base = false) => tensor(base ? 'logits:row:base' : 'logits:row'),
    gradients: new Map(gradients.map(([name, value]) => [name.slice(prefix.length), value])),
  };
}

/** A safetensors file of F32 tensors, read without the code under test. */
export function readTensors(path: string): Map<string, GoldenTensor> {
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, start)) as Record<string, HeaderEntry>;
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return new Map(
    entries.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        if (dtype !== 'F32') throw new Error(`${path}: "${name}" is ${dtype}, expected F32`);
        const data = new Float32Array(Uint8Array.from(bytes.subarray(start + from, start + to)).buffer);
        return [name, { shape, data }];
      },
    ),
  );
}

interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

type JsonBatch = { [Field in keyof PackedBatch]: PackedBatch[Field] extends number ? number : number[] };

const fromJson = (batch: JsonBatch): PackedBatch => ({
  ...batch,
  tokens: Int32Array.from(batch.tokens),
  positions: Int32Array.from(batch.positions),
  segments: Int32Array.from(batch.segments),
  labelIndex: Int32Array.from(batch.labelIndex),
  labels: Int32Array.from(batch.labels),
});

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
