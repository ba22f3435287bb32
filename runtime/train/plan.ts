/** Tells what a run would be before it starts: `plan/describe`. Nothing is trained, converted or written for it. */
import { statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { chooseDevice } from '../backend/choose.ts';
import { type ProbeResult, probeAdapters } from '../backend/probe.ts';
import { readTable } from '../data/rows.ts';
import { openModel } from '../io/model.ts';
import { shortName } from '../models/lora.ts';
import { describeModel, type ModelDescription, parameterCount } from '../models/model.ts';
import { type FineTuneConfig, type Task, tasks } from '../protocol/config.ts';
import { AsclepiusError, errors, reportOf } from '../protocol/errors.ts';
import type { LinearGroup, Plan } from '../protocol/plan.ts';
import { measuredPace } from '../runs/pace.ts';
import { type Tokenizer, tokenizerFromJson } from '../text/tokenizer.ts';
import { forecastMemory, trainedCount } from './forecast.ts';
import {
  describeExamples,
  type EncodedTable,
  encodeTable,
  fullBatchShape,
  type Table,
  tableBytes,
} from './plan-data.ts';
import { embeddedModel, embeddedSample, graphOptionsOf } from './prepare.ts';

export interface Planner {
  /** Never throws but on `signal`: what cannot be known is missing, and why stands in `problems`. */
  describe(config: FineTuneConfig, signal: AbortSignal): Promise<Plan>;
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

  return {
    async describe(config, signal) {
      const problems: Plan['problems'] = [];
      const attempt = <T>(path: string[], work: () => Promise<T>) => attempted(problems, signal, path, work);
      const modelPath = config.model === 'embedded' ? embeddedModel() : config.model;
      const dataPath = config.data.source === 'embedded' ? embeddedSample() : config.data.source;
      const { onMalformed } = config.data;

      const device = await attempt(['device'], () =>
        chooseDevice(config.device, () => adapters('', [])).then(async (choice) => ({
          device: choice.device,
          reason: choice.warning ?? choice.reason,
          ...memoryOf(choice.device, await (choice.device === 'cpu' ? noAdapters : adapters('', []))),
        })),
      );
      const modelKey = `${modelPath} ${versionOf(modelPath)}`;
      const opened = await attempt(['model'], () => model(modelKey, [modelPath]));
      const dataKey = `${dataPath} ${versionOf(dataPath)} ${onMalformed}`;
      const read = await attempt(['data', 'source'], () => table(dataKey, [dataPath, onMalformed]));
      const rows = read && opened && (await attempt(['data', 'source'], () => encodeRowsOf(opened, read)));
      const options =
        opened && (await attempt(['lora', 'targetModules'], async () => graphOptionsOf(opened.description, config)));
      const examples = rows && describeExamples(rows, config);
      const shape = examples?.largest ?? fullBatchShape(config);
      const memory =
        options &&
        (await attempt(['sequenceLength'], () => {
          const { lora, batchSize, method, recompute } = config;
          const key = JSON.stringify([modelKey, lora, batchSize, method, recompute, shape, examples?.examples]);
          return forecast(key, [options, recompute, shape, rows ? tableBytes(rows) : 0]);
        }));
      const pace = device && measuredPace(storage, config, device.device);
      return {
        problems,
        ...(opened ? { model: modelFacts(opened.description, config) } : {}),
        ...(read ? { data: dataFacts(read) } : {}),
        ...(examples ? { examples: examples.examples, totalSteps: examples.totalSteps } : {}),
        ...(examples ? { totalTokens: examples.totalTokens } : {}),
        ...(options ? { trainableParameters: trainedCount(options) } : {}),
        ...(memory ? { memory } : {}),
        ...(device ? { device } : {}),
        ...(pace ? { pace } : {}),
      };

      function encodeRowsOf({ tokenizer }: OpenModel, found: Table): Promise<EncodedTable> {
        const { prompt, objective, sequenceLength, seed, data } = config;
        const key = JSON.stringify([modelKey, dataKey, prompt, objective, sequenceLength, seed, data]);
        return encoded(key, [dataPath, found, config, tokenizer]);
      }
    },
  };
}

const noAdapters: Promise<ProbeResult> = Promise.resolve({ adapters: [] });

/** The answer for the last key; a failure is not kept. Another key makes the work for this one stop. */
function remembered<A extends unknown[], T>(
  work: (superseded: AbortSignal, ...args: A) => Promise<T>,
): (key: string, args: A) => Promise<T> {
  let last: { readonly key: string; readonly answer: Promise<T>; readonly controller: AbortController } | undefined;
  return (key, args) => {
    if (last?.key === key) return last.answer;
    last?.controller.abort(errors.cancelled());
    const controller = new AbortController();
    const mine = { key, answer: work(controller.signal, ...args), controller };
    last = mine;
    mine.answer.catch(() => {
      if (last === mine) last = undefined;
    });
    return mine.answer;
  };
}

async function attempted<T>(
  problems: Plan['problems'],
  signal: AbortSignal,
  path: string[],
  work: () => Promise<T>,
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
