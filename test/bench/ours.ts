/** Our side of the training benchmark: the engine on the SmolLM2-135M shape with random weights. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedBatch } from '../../runtime/data/packing.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import { adapterSpec, initialAdapter } from '../../runtime/models/lora.ts';
import { describeModel, type ModelDescription } from '../../runtime/models/model.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { newAdamState } from '../../runtime/train/adamw.ts';
import { createEngine, updateParameters } from '../../runtime/train/engine.ts';
import type { OpenedModel } from '../../runtime/train/prepare.ts';
import { peakBytes } from './peak.ts';

export interface OursOptions {
  readonly rows: number;
  readonly length: number;
  readonly answer: number;
  readonly threads: number;
  readonly recompute: 'none' | 'cheap' | 'block';
}

export interface Ours {
  round(steps: number): Promise<{ tokensPerSecond: number; peakBytes: number; seconds: number; loss: number }>;
  close(): Promise<void>;
}

const shape = {
  model_type: 'llama',
  vocab_size: 49152,
  hidden_size: 576,
  num_hidden_layers: 30,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  intermediate_size: 1536,
  tie_word_embeddings: true,
  rms_norm_eps: 1e-5,
};

export async function createOurs({ rows, length, answer, threads, recompute }: OursOptions): Promise<Ours> {
  const config = fineTuneConfigSchema.parse({
    recompute,
    batchSize: rows,
    sequenceLength: length,
    lora: { r: 16, alpha: 32 },
  });
  const description = describeModel(shape);
  const adapter = adapterSpec(description, config.lora);
  const random = seededRandom(1);
  const parameters = initialAdapter(adapter, random.next);
  const adam = newAdamState(parameters);
  // The engine reads no more of an opened model than these two.
  const opened = { description, weights: randomWeightFile(description) } as OpenedModel;
  const options = { model: description, trainWeights: false, adapter, batch: rows };
  const engine = await createEngine(opened, options, config, 'cpu', threads);
  return {
    async round(steps) {
      const start = performance.now();
      let loss = 0;
      for (let step = 0; step < steps; step++) {
        const result = await engine.accumulate(parameters, [randomBatch(rows, length, answer, random.integer)], step);
        updateParameters(parameters, result.gradients, adam, config, 1e-4);
        loss = result.loss;
      }
      const seconds = (performance.now() - start) / 1000;
      return { tokensPerSecond: (steps * rows * length) / seconds, peakBytes: peakBytes(), seconds, loss };
    },
    close: () => engine.release(),
  };
}

/** Rows without padding, one example each, the answer at the end. */
function randomBatch(rows: number, length: number, answer: number, below: (limit: number) => number): PackedBatch {
  const size = rows * length;
  const tokens = Int32Array.from({ length: size }, () => below(shape.vocab_size));
  const labelIndex = Int32Array.from({ length: rows * answer }, (_, i) => {
    const row = Math.floor(i / answer);
    return (row + 1) * length - answer - 1 + (i % answer);
  });
  return {
    rows,
    length,
    tokens,
    positions: tokens.map((_, i) => i % length),
    segments: new Int32Array(size).fill(1),
    labelIndex,
    labels: labelIndex.map((at) => tokens[at + 1] as number),
    tokenCount: size,
  };
}

/** Half a gigabyte of random float32 weights, made once. */
function randomWeightFile({ weights }: ModelDescription): OpenedModel['weights'] {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'asclepius');
  const fileName = 'bench-weights.bin';
  const places = new Map<string, { fileName: string; offset: number; length: number }>();
  let offset = 0;
  for (const [name, dims] of weights) {
    const length = 4 * dims.reduce((a, b) => a * b, 1);
    places.set(name, { fileName, offset, length });
    offset += length;
  }
  if (!existsSync(join(folder, fileName))) writeWeights(folder, fileName, weights);
  return { folder, locate: (name) => places.get(name) as { fileName: string; offset: number; length: number } };
}

/** Matrices uniform with a deviation of 0.02, as transformers starts them; norms 1. */
function writeWeights(folder: string, fileName: string, weights: ModelDescription['weights']): void {
  mkdirSync(folder, { recursive: true });
  const random = seededRandom(2);
  const file = openSync(join(folder, `${fileName}.part`), 'w');
  for (const dims of weights.values()) {
    const data = new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(1);
    if (dims.length > 1) for (let i = 0; i < data.length; i++) data[i] = (random.next() - 0.5) * 0.04 * Math.sqrt(3);
    writeSync(file, new Uint8Array(data.buffer));
  }
  closeSync(file);
  renameSync(join(folder, `${fileName}.part`), join(folder, fileName));
}
