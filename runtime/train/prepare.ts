/** From a config to everything a run needs: model, tokenizer, examples, device. All that can fail early fails here. */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { WeightFiles } from '../backend/session.ts';
import { type Example, encodeRows } from '../data/examples.ts';
import { type ClinicalRow, type RowFacts, readTable, selectRows, type TableReport } from '../data/rows.ts';
import { splitByPatient } from '../data/split.ts';
import { embeddedModel, embeddedSample } from '../embedded/paths.ts';
import { type ModelSource, openModel } from '../io/model.ts';
import type { GraphOptions } from '../models/graphs.ts';
import { type AdapterSpec, adapterSpec } from '../models/lora.ts';
import { describeModel, type ModelDescription } from '../models/model.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { cacheFolder } from '../runs/storage.ts';
import { type Tokenizer, tokenizerFromJson } from '../text/tokenizer.ts';
import { charactersOf } from './forecast.ts';

export interface OpenedModel {
  readonly source: ModelSource;
  readonly description: ModelDescription;
  readonly weights: WeightFiles;
  readonly tokenizer: Tokenizer;
}

export interface PreparedData {
  readonly report: TableReport;
  readonly trimmed: number;
  readonly skipped: number;
  readonly train: readonly Example[];
  readonly heldOut: readonly Example[];
  readonly heldOutRows: readonly ClinicalRow[];
  /** Of the rows that are used. */
  readonly characters: number;
}

/** Opens a model folder or GGUF file. @throws all that openModel and the tokenizer throw */
export async function openForTraining(
  path: string,
  storageFolder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<OpenedModel> {
  const place = path === 'embedded' ? embeddedModel() : path;
  if (!existsSync(place)) throw errors.modelMissing(place);
  const source = await openModel(place, { cacheFolder: cacheFolder(storageFolder), onProgress });
  const description = describeModel(source.config);
  const tokenizer = tokenizerFromJson(source.tokenizer.tokenizerJson, source.tokenizer.tokenizerConfig);
  return { source, description, weights: weightFiles(source, description), tokenizer };
}

/** Where a model's weights lie: all in one folder, as ONNX Runtime takes external data from a single one. */
export function weightFiles(source: Pick<ModelSource, 'path' | 'tensors'>, { weights }: ModelDescription): WeightFiles {
  const tensor = (name: string) => {
    const found = source.tensors.get(name);
    if (!found) throw errors.weightsMissing(source.path, name);
    return found;
  };
  const [first] = weights.keys();
  return {
    folder: dirname(tensor(first as string).file),
    locate(name) {
      const { file, offset, length } = tensor(name);
      return { fileName: basename(file), offset, length };
    },
  };
}

export const adapterOf = (description: ModelDescription, config: FineTuneConfig): AdapterSpec | undefined =>
  config.method === 'lora' ? adapterSpec(description, config.lora) : undefined;

/** What the graphs of a run are built from. @throws targetMatchesNothing */
export const graphOptionsOf = (description: ModelDescription, config: FineTuneConfig): GraphOptions => ({
  model: description,
  trainWeights: config.method === 'full',
  adapter: adapterOf(description, config),
  batch: config.batchSize,
});

/** @throws configInvalid where a row may be longer than what the model has positions for */
export function checkSequenceLength({ sequenceLength }: FineTuneConfig, { maxPositions }: ModelDescription): void {
  if (sequenceLength > maxPositions)
    throw errors.configInvalid(
      'sequenceLength',
      t("{0} is more than the model's {1} positions", sequenceLength, maxPositions),
    );
}

/** The rows that the config asks for, split by patient. @throws the data errors, naming file, line, column or task. */
export async function splitRows({ data, seed }: FineTuneConfig) {
  const path = data.source === 'embedded' ? embeddedSample() : data.source;
  const select = (rows: readonly RowFacts[]) => selectRows(path, rows, data);
  const choose = { maxRows: data.maxRows, seed };
  const { rows, report } = await readTable(path, { onMalformed: data.onMalformed, select, choose });
  return { ...splitByPatient(rows, data.heldOutFraction, seed), report, characters: charactersOf(rows) };
}

/** Reads, splits and encodes the rows. @throws as splitRows, noLabels */
export async function prepareData(config: FineTuneConfig, tokenizer: Tokenizer): Promise<PreparedData> {
  const split = await splitRows(config);
  const train = encodeRows(split.train, tokenizer, config);
  const heldOut = encodeRows(split.heldOut, tokenizer, config);
  if (train.examples.length === 0) throw errors.noLabels(t('no training row is left'));
  return {
    report: split.report,
    trimmed: train.trimmed + heldOut.trimmed,
    skipped: train.skipped.length + heldOut.skipped.length,
    train: train.examples,
    heldOut: heldOut.examples,
    heldOutRows: split.heldOut,
    characters: split.characters,
  };
}
