/** The data side of a plan: which rows a config would learn from, and what becomes of them. */
import { setImmediate } from 'node:timers/promises';
import { encodeRows } from '../data/examples.ts';
import type { Example } from '../data/packing.ts';
import { type ClinicalRow, chooseRows, selectRows, type TableReport } from '../data/rows.ts';
import { batchesOfEpoch } from '../data/sampler.ts';
import { splitByPatient } from '../data/split.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import type { Plan } from '../protocol/plan.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { type BatchShape, charactersOf, dataBytes, labelsOf, largestBatch, sum, tokensIn } from './forecast.ts';
import { stepsOf } from './steps.ts';

export interface Table {
  readonly rows: readonly ClinicalRow[];
  readonly report: TableReport;
}

/** Rows that are encoded in full; of more, this many are, chosen by the seed, and the figures scaled up. */
export const sampledRows = 2000;
/** Rows encoded between two looks at whether somebody still wants the answer. */
const portion = 50;

export interface EncodedPart {
  readonly examples: Example[];
  readonly trimmed: number;
  readonly skipped: number;
  /** All rows of the part over the encoded ones. */
  readonly scale: number;
}
export interface EncodedTable {
  readonly train: EncodedPart;
  readonly heldOut: EncodedPart;
  /** Characters of the chosen rows, which stay in memory for the whole run. */
  readonly characters: number;
}

/** As `prepareData`, but no more rows are encoded than the figures need. @throws the data errors, cancelled */
export async function encodeTable(
  superseded: AbortSignal,
  path: string,
  { rows }: Table,
  config: FineTuneConfig,
  tokenizer: Tokenizer,
): Promise<EncodedTable> {
  const chosen = chooseRows(selectRows(path, rows, config.data), config.data.maxRows, config.seed);
  const { train, heldOut } = splitByPatient(chosen, config.data.heldOutFraction, config.seed);
  const encode = (part: ClinicalRow[]) => encodePart(superseded, part, config, tokenizer);
  return { train: await encode(train), heldOut: await encode(heldOut), characters: charactersOf(chosen) };
}

async function encodePart(
  superseded: AbortSignal,
  rows: ClinicalRow[],
  config: FineTuneConfig,
  tokenizer: Tokenizer,
): Promise<EncodedPart> {
  const sample = chooseRows(rows, sampledRows, config.seed);
  const examples: Example[] = [];
  let [trimmed, skipped] = [0, 0];
  for (let i = 0; i < sample.length; i += portion) {
    const encoded = encodeRows(sample.slice(i, i + portion), tokenizer, config);
    examples.push(...encoded.examples);
    trimmed += encoded.trimmed;
    skipped += encoded.skipped.length;
    await setImmediate();
    superseded.throwIfAborted();
  }
  return { examples, trimmed, skipped, scale: rows.length / Math.max(1, sample.length) };
}

/** Rows, tokens and steps of a run; exact where all rows were encoded. */
export function describeExamples({ train, heldOut }: EncodedTable, config: FineTuneConfig) {
  const scaled = (count: (part: EncodedPart) => number) =>
    Math.round(count(train) * train.scale + count(heldOut) * heldOut.scale);
  const tokens = Math.round(tokensOf(train));
  const examples: NonNullable<Plan['examples']> = {
    exact: train.scale === 1 && heldOut.scale === 1,
    train: Math.round(train.examples.length * train.scale),
    heldOut: Math.round(heldOut.examples.length * heldOut.scale),
    trimmed: scaled((part) => part.trimmed),
    skipped: scaled((part) => part.skipped),
    tokens,
    labelTokens: Math.round(sum(train.examples, labelsOf) * train.scale),
  };
  const batches = batchesOfEpoch(train.examples, config, 0);
  const totalSteps = stepsOf(batchCounter(train, config), config);
  const stepsPerEpoch = Math.max(1, Math.ceil((batches.length * train.scale) / config.gradientAccumulation));
  return {
    examples,
    totalSteps,
    totalTokens: Math.round(tokens * (totalSteps / stepsPerEpoch)),
    largest: largestBatch(batches),
  };
}

/** Epochs that are packed one by one to count their batches; beyond, all are taken to have as many as the first. */
const packedEpochs = 20;

function batchCounter({ examples, scale }: EncodedPart, config: FineTuneConfig): (epoch: number) => number {
  const count = (epoch: number) => Math.ceil(batchesOfEpoch(examples, config, epoch).length * scale);
  if (scale === 1 && config.epochs <= packedEpochs) return count;
  const first = count(0);
  return () => first;
}

/** As `dataBytes`, of a table that may have been encoded in part. */
export const tableBytes = ({ train, heldOut, characters }: EncodedTable): number =>
  dataBytes(characters, tokensOf(train) + tokensOf(heldOut));

const tokensOf = ({ examples, scale }: EncodedPart) => scale * tokensIn(examples);

/** A batch of one full row, for a model whose data is not known yet. */
export const fullBatchShape = ({ sequenceLength, batchSize }: FineTuneConfig): BatchShape => ({
  length: sequenceLength,
  labels: Math.ceil((batchSize * sequenceLength) / 4),
});
