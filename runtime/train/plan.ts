/** Tells what a run would be before it starts: `plan/describe`. Nothing is trained, converted or written for it. */
import { statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { chooseDevice } from '../backend/choose.ts';
import { type ProbeResult, probeAdapters } from '../backend/probe.ts';
import { readTable } from '../data/rows.ts';
import { embeddedModel, embeddedSample } from '../embedded/paths.ts';
import { openModel } from '../io/model.ts';
import { shortName } from '../models/lora.ts';
import { describeModel, type ModelDescription, parameterCount } from '../models/model.ts';
import { type FineTuneConfig, type Task, tasks } from '../protocol/config.ts';
import { AsclepiusError, errors, reportOf } from '../protocol/errors.ts';
import type { LinearGroup, Plan } from '../protocol/plan.ts';
import { measuredPace } from '../runs/pace.ts';
import { type Tokenizer, tokenizerFromJson } from '../text/tokenizer.ts';
import { forecastMemory, trainedCount } from './forecast.ts';
import { describeExamples, encodeTable, fullBatchShape, type Table, tableBytes } from './plan-data.ts';
import { checkSequenceLength, graphOptionsOf } from './prepare.ts';

export interface Planner {
  /**
   * Never throws but on `signal`: what cannot be known is missing, and why stands in `problems`.
   * @param quick leave out what needs the rows, unless they are encoded already
   */
  describe(config: FineTuneConfig, signal: AbortSignal, quick?: boolean): Promise<Plan>;
}

export interface PlannerOptions {
  /** Where the runs are, for the pace of earlier ones. */
  readonly storage: string;
  readonly probe?: () => Promise<ProbeResult>;
}

interface OpenModel {
  readonly description: ModelDescription;
  readonly tokenizer: Tokenizer;
}

/** Keeps the last model, table and encoding, so that a change of one option costs what depends on it. */
export function createPlanner({ storage, probe = probeAdapters }: PlannerOptions): Planner {
  const model = remembered(openForPlan);
  const table = remembered(openTable);
  const encoded = remembered(encodeTable);
  const adapters = remembered(() => probe());
  const forecast = remembered(async (_, ...args: Parameters<typeof forecastMemory>) => forecastMemory(...args));

  async function deviceOf(config: FineTuneConfig): Promise<NonNullable<Plan['device']>> {
    const { device, reason, warning } = await chooseDevice(config.device, () => adapters.get('', []));
    const found = device === 'cpu' ? { adapters: [] } : await adapters.get('', []);
    return { device, reason: warning ?? reason, ...memoryOf(device, found) };
  }

  return {
    async describe(config, signal, quick = false) {
      const problems: Plan['problems'] = [];
      const attempt = <T>(path: string[], work: () => Promise<T> | T) => attempted(problems, signal, path, work);
      const keys = keysOf(config);
      const device = await attempt(['device'], () => deviceOf(config));
      const opened = await attempt(['model'], () => model.get(keys.model, [keys.modelPath]));
      if (opened) await attempt(['sequenceLength'], () => checkSequenceLength(config, opened.description));
      const mayRead = !quick || table.has(keys.data);
      const read =
        mayRead &&
        (await attempt(['data', 'source'], () => table.get(keys.data, [keys.dataPath, config.data.onMalformed])));
      const mayEncode = read && opened && (!quick || encoded.has(keys.rows));
      const rows =
        mayEncode &&
        (await attempt(['data', 'source'], () =>
          encoded.get(keys.rows, [keys.dataPath, read, config, opened.tokenizer]),
        ));
      const options =
        opened && (await attempt(['lora', 'targetModules'], () => graphOptionsOf(opened.description, config)));
      const examples = rows ? describeExamples(rows, config) : undefined;
      const shape = examples?.largest ?? fullBatchShape(config);
      const bytesOfData = rows ? tableBytes(rows) : 0;
      const hasHeldOut = rows ? rows.heldOut.examples.length > 0 : config.data.heldOutFraction > 0;
      const memory =
        options &&
        (await attempt(['sequenceLength'], () =>
          forecast.get(JSON.stringify([keys.graph, shape, bytesOfData, hasHeldOut]), [
            options,
            config,
            shape,
            bytesOfData,
            hasHeldOut,
          ]),
        ));
      return {
        problems,
        model: opened && modelFacts(opened.description, config),
        data: read ? dataFacts(read) : undefined,
        examples: examples?.examples,
        totalSteps: examples?.totalSteps,
        totalTokens: examples?.totalTokens,
        trainableParameters: options && trainedCount(options),
        memory,
        device,
        pace: device && measuredPace(storage, config, device.device),
      };
    },
  };
}

/** What each part of a plan depends on. */
function keysOf(config: FineTuneConfig) {
  const { prompt, objective, sequenceLength, seed, lora, batchSize, method, recompute } = config;
  const modelPath = config.model === 'embedded' ? embeddedModel() : config.model;
  const dataPath = config.data.source === 'embedded' ? embeddedSample() : config.data.source;
  const model = `${modelPath} ${versionOf(modelPath)}`;
  const data = `${dataPath} ${versionOf(dataPath)} ${config.data.onMalformed}`;
  const rows = JSON.stringify([model, data, prompt, objective, sequenceLength, seed, config.data]);
  const graph = JSON.stringify([model, lora, batchSize, method, recompute, objective, config.evaluation]);
  return { modelPath, dataPath, model, data, rows, graph };
}

interface Remembered<A extends unknown[], T> {
  has(key: string): boolean;
  get(key: string, args: A): Promise<T>;
}

/** The answer for the last key; a failure is not kept. Another key makes the work for this one stop. */
function remembered<A extends unknown[], T>(
  work: (superseded: AbortSignal, ...args: A) => Promise<T>,
): Remembered<A, T> {
  let last: { readonly key: string; readonly answer: Promise<T>; readonly controller: AbortController } | undefined;
  return {
    has: (key) => last?.key === key,
    get(key, args) {
      if (last?.key === key) return last.answer;
      last?.controller.abort(errors.cancelled());
      const controller = new AbortController();
      const mine = { key, answer: work(controller.signal, ...args), controller };
      last = mine;
      mine.answer.catch(() => {
        if (last === mine) last = undefined;
      });
      return mine.answer;
    },
  };
}

async function attempted<T>(
  problems: Plan['problems'],
  signal: AbortSignal,
  path: string[],
  work: () => Promise<T> | T,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    const report = reportOf(error);
    problems.push({ ...report, path: error instanceof AsclepiusError ? (placeOf[report.code] ?? path) : path });
    return undefined;
  }
}

/** Errors that concern another option than the one at hand. */
const placeOf: Partial<Record<AsclepiusError['code'], string[]>> = {
  dataTaskEmpty: ['data', 'tasks'],
  dataRowsUnknown: ['data', 'rows'],
  dataNothingSelected: ['data', 'noteCharacters'],
  dataMalformed: ['data', 'onMalformed'],
  rowTooLong: ['sequenceLength'],
};

async function openForPlan(_: AbortSignal, path: string): Promise<OpenModel> {
  const { config, tokenizer } = await openModel(path, {});
  return {
    description: describeModel(config),
    tokenizer: tokenizerFromJson(tokenizer.tokenizerJson, tokenizer.tokenizerConfig),
  };
}

const openTable = (_: AbortSignal, path: string, onMalformed: 'skip' | 'stop'): Promise<Table> =>
  readTable(path, { onMalformed });

/** Changes when the file does; of a folder, when its config.json does. */
function versionOf(path: string): string {
  const found =
    statSync(join(path, 'config.json'), { throwIfNoEntry: false }) ?? statSync(path, { throwIfNoEntry: false });
  return found ? `${found.size} ${found.mtimeMs}` : 'missing';
}

function modelFacts(description: ModelDescription, { lora }: FineTuneConfig): NonNullable<Plan['model']> {
  const { modelType, layers, width, vocabulary, maxPositions } = description;
  return {
    modelType,
    layers,
    width,
    vocabulary,
    maxPositions,
    parameters: parameterCount(description),
    linears: linearGroups(description, lora.r),
  };
}

function linearGroups({ linears }: ModelDescription, r: number): LinearGroup[] {
  const groups = new Map<string, LinearGroup>();
  for (const { name, inFeatures, outFeatures } of linears) {
    const short = shortName(name);
    const { layers, parameters, adapterParameters } = groups.get(short) ?? {
      layers: 0,
      parameters: 0,
      adapterParameters: 0,
    };
    groups.set(short, {
      name: short,
      layers: layers + 1,
      parameters: parameters + inFeatures * outFeatures,
      adapterParameters: adapterParameters + r * (inFeatures + outFeatures),
    });
  }
  return [...groups.values()];
}

function dataFacts({ rows, report }: Table): NonNullable<Plan['data']> {
  const rowsPerTask: Partial<Record<Task, number>> = {};
  for (const task of tasks) rowsPerTask[task] = 0;
  for (const { task } of rows) rowsPerTask[task] = (rowsPerTask[task] ?? 0) + 1;
  return { rowsPerTask, rows: report.rows, duplicates: report.duplicates, malformed: report.malformed };
}

/** A discrete GPU's memory is its own, and WebGPU does not tell how much that is. */
function memoryOf(device: 'cpu' | 'webgpu', { adapters }: ProbeResult) {
  const ownMemory = device === 'webgpu' && adapters.some(({ type }) => type === 'discrete');
  if (ownMemory) return {};
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return { memory: { total: Math.min(totalmem(), limit), available: Math.min(freemem(), limit) } };
}
