/** A whole training run on a random model of a few thousand weights and invented notes. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../runtime/data/random.ts';
import type { ClinicalRow } from '../../runtime/data/rows.ts';
import { saveModel } from '../../runtime/io/save-model.ts';
import { randomWeights } from '../../runtime/models/full.ts';
import { describeModel } from '../../runtime/models/model.ts';
import { type FineTuneConfig, type FineTuneConfigInput, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import type { EventBody } from '../../runtime/protocol/events.ts';
import { controlFrom, createController } from '../../runtime/server/control.ts';
import { train } from '../../runtime/train/train.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { byteTokenizerJson, tokenizerConfig } from '../text/byte-tokenizer.ts';

const modelConfig = {
  model_type: 'llama',
  vocab_size: 304,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 64,
  tie_word_embeddings: false,
  max_position_embeddings: 512,
};

export interface Workplace {
  readonly folder: string;
  readonly model: string;
  readonly data: string;
}

export interface WorkplaceOptions {
  readonly rows?: readonly ClinicalRow[];
  /** Changes the random weights before they are written. */
  readonly spoil?: (weights: Map<string, Float32Array>) => void;
}

/** A folder with a model and a data file. */
export function workplace({ rows = sampleRows(40, 12, 1, 8), spoil = () => {} }: WorkplaceOptions = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-run-'));
  const [model, data] = [join(folder, 'base'), join(folder, 'notes.jsonl')];
  const { weights: shapes } = describeModel(modelConfig);
  const weights = randomWeights({ weights: shapes } as never, seededRandom(1).normal);
  spoil(weights);
  const tokenizer = { tokenizerJson: byteTokenizerJson(), tokenizerConfig };
  const card = { baseModel: 'none', data: 'none', dataRows: 0, metrics: {} };
  saveModel(model, { config: modelConfig, tokenizer }, shapes, weights, card);
  const lines = rows.map(({ patientId, note, question, answer, task }) =>
    JSON.stringify({ patient_id: patientId, note, question, answer, task }),
  );
  writeFileSync(data, `${lines.join('\n')}\n`);
  return { folder, model, data };
}

type Event = EventBody & { readonly step: number };
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

export interface SmallRun {
  readonly runFolder: string;
  readonly config: FineTuneConfig;
  readonly error: unknown;
  /** The events of one type, in order. */
  of<T extends Event['type']>(type: T): EventOf<T>[];
}

export async function runSmall(place: Workplace, changes: FineTuneConfigInput = {}): Promise<SmallRun> {
  const runFolder = mkdtempSync(join(place.folder, 'run-'));
  const events: Event[] = [];
  const config = fineTuneConfigSchema.parse({
    model: place.model,
    prompt: 'kosaim',
    sequenceLength: 384,
    batchSize: 2,
    gradientAccumulation: 2,
    lora: { r: 4, alpha: 8 },
    optimizer: { learningRate: 1e-2 },
    device: 'cpu',
    threads: 1,
    ...changes,
    data: { source: place.data, heldOutFraction: 0.25, ...changes.data },
  });
  const control = controlFrom(createController().buffer);
  const storageFolder = join(place.folder, 'storage');
  const emit = (step: number, body: EventBody) => void events.push({ ...body, step });
  const error: unknown = await train(config, { runFolder, storageFolder, attempt: 1, control, emit }).catch((e) => e);
  return {
    runFolder,
    config,
    error,
    of: <T extends Event['type']>(type: T) => events.filter((event) => event.type === type) as EventOf<T>[],
  };
}
