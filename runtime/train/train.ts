/** One training run, read top-down: prepare, loop, evaluate, save. Everything it tells goes through the host. */
import { cpus } from 'node:os';
import { chooseDevice } from '../backend/choose.ts';
import { probeAdapters } from '../backend/probe.ts';
import type { Example } from '../data/packing.ts';
import { seededRandom } from '../data/random.ts';
import { batchesOfEpoch } from '../data/sampler.ts';
import type { Device } from '../graph/ops/rule.ts';
import { readTensor, type TensorLocation } from '../io/safetensors.ts';
import { initialWeights } from '../models/full.ts';
import { initialAdapter } from '../models/lora.ts';
import { parameterCount } from '../models/model.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors, isCancelled } from '../protocol/errors.ts';
import type { EventBody } from '../protocol/events.ts';
import { t } from '../protocol/l10n.ts';
import { totalMemory } from '../protocol/plan.ts';
import type { RunControl } from '../server/control.ts';
import { newAdamState } from './adamw.ts';
import { createEngine, type Engine, fullBatch, updateParameters } from './engine.ts';
import { heldOutLoss } from './evaluate.ts';
import { finishRun } from './finish.ts';
import { dataBytes, forecastMemory, largestBatch, tokensIn } from './forecast.ts';
import { memoryNow } from './memory.ts';
import {
  checkSequenceLength,
  graphOptionsOf,
  type OpenedModel,
  openForTraining,
  type PreparedData,
  prepareData,
} from './prepare.ts';
import { answerSamples } from './samples.ts';
import { learningRateAt } from './schedule.ts';
import {
  checkpointSteps,
  dropOldCheckpoints,
  type Fingerprint,
  loadCheckpoint,
  saveBest,
  saveCheckpoint,
  type TrainState,
} from './state.ts';
import { countSteps } from './steps.ts';
import { threadsFor } from './threads.ts';
import { secondsOfStep } from './trial.ts';

export interface TrainHost {
  readonly runFolder: string;
  readonly storageFolder: string;
  readonly attempt: number;
  readonly control: RunControl;
  emit(step: number, body: EventBody): void;
}

/** What a run works with once it is prepared. */
export interface Run {
  readonly config: FineTuneConfig;
  readonly host: TrainHost;
  readonly opened: OpenedModel;
  readonly data: PreparedData;
  readonly engine: Engine;
  readonly device: Device;
  readonly threads: number;
  readonly totalSteps: number;
  readonly state: TrainState;
  /** What the trained tensors were before the first step. */
  readonly initial: ReadonlyMap<string, Float32Array>;
  readonly frozenBytes: number;
}

declare const BUILD_VERSION: string | undefined;
const build = typeof BUILD_VERSION === 'string' ? BUILD_VERSION : 'development';

/** @throws AsclepiusError for everything the user can mend; what was saved before stays. */
export async function train(config: FineTuneConfig, host: TrainHost): Promise<void> {
  host.emit(0, { type: 'phase', phase: 'preparing' });
  const run = await prepareRun(config, host);
  try {
    host.emit(run.state.progress.step, { type: 'phase', phase: 'training' });
    const end = await loop(run);
    await finishRun(run, end);
  } finally {
    await run.engine.release();
  }
}

async function prepareRun(config: FineTuneConfig, host: TrainHost): Promise<Run> {
  // A process of its own, which answers while the data is read here.
  const probing = config.device === 'cpu' ? undefined : probeAdapters();
  const opened = await openForTraining(config.model, host.storageFolder, (done, total) =>
    host.emit(0, { type: 'progress', what: 'Converting the weights', done, total }),
  );
  checkSequenceLength(config, opened.description);
  const graphOptions = graphOptionsOf(opened.description, config);
  const { adapter } = graphOptions;
  const data = await prepareData(config, opened.tokenizer);
  const threads = threadsFor(config.threads);
  const initial = adapter
    ? initialAdapter(adapter, seededRandom(config.seed).next)
    : initialWeights(opened.description, (name) => readTensor(opened.source.tensors.get(name) as TensorLocation));
  // What is kept for the backward pass hangs on the longest row that there is, which may be far from the longest allowed.
  const { length } = largestBatch(batchesOfEpoch(data.train, config, 0));
  const training = { ...config, sequenceLength: length };
  const engineOn = (device: Device) => createEngine(opened, graphOptions, training, device, threads);
  const choice = await chooseDevice(
    config.device,
    () => probing ?? probeAdapters(),
    async (device) => {
      const [bins = []] = batchesOfEpoch(data.train, config, 0);
      return secondsOfStep(await engineOn(device), initial, bins, config.batchSize);
    },
  );
  if (choice.warning) host.emit(0, { type: 'warning', message: choice.warning });
  const engine = await engineOn(choice.device);
  const fingerprint = { build, processor: cpus()[0]?.model ?? 'unknown', threads, device: choice.device };
  const state = newState(initial, fingerprint);
  await resume(host, state, fingerprint);
  const totalSteps = countSteps(data.train, config);
  const frozenBytes = adapter ? 4 * parameterCount(opened.description) : 0;
  const run: Run = {
    config,
    host,
    opened,
    data,
    engine,
    device: choice.device,
    threads,
    totalSteps,
    state,
    initial,
    frozenBytes,
  };
  announce(run, fingerprint, choice.reason);
  return run;
}

function newState(initial: ReadonlyMap<string, Float32Array>, fingerprint: Fingerprint): TrainState {
  const parameters = new Map([...initial].map(([name, data]) => [name, data.slice()]));
  const progress = {
    formatVersion: 1 as const,
    step: 0,
    epoch: 0,
    position: 0,
    lossSum: 0,
    tokens: 0,
    seconds: 0,
    bestLoss: null,
    evaluationsWithoutGain: 0,
    fingerprint,
  };
  return { parameters, adam: newAdamState(parameters), progress };
}

async function resume(host: TrainHost, state: TrainState, fingerprint: Fingerprint): Promise<void> {
  const [newest] = host.attempt > 1 ? await checkpointSteps(host.runFolder) : [];
  if (newest === undefined) return;
  await loadCheckpoint(host.runFolder, newest, state);
  const before = state.progress.fingerprint;
  const names = { build: t('build'), processor: t('processor'), threads: t('threads'), device: t('device') };
  const changed = (Object.keys(names) as (keyof typeof names)[]).filter((key) => before[key] !== fingerprint[key]);
  if (changed.length > 0) {
    const things = changed.map((key) => names[key]).join(', ');
    const message = t('Resumed with another {0}: losses may differ in the last digits.', things);
    host.emit(newest, { type: 'warning', message });
  }
  state.progress.fingerprint = fingerprint;
}

function announce(run: Run, fingerprint: Fingerprint, reason: string) {
  const { host, data, opened, config, threads, totalSteps, state, device } = run;
  const { report } = data;
  host.emit(state.progress.step, {
    type: 'data',
    rows: report.rows,
    duplicates: report.duplicates,
    malformed: report.malformed,
    malformedLines: report.malformedLines.slice(0, 100),
    trimmed: data.trimmed,
    skipped: data.skipped,
  });
  const trained = [...state.parameters.values()].reduce((sum, { length }) => sum + length, 0);
  host.emit(state.progress.step, {
    type: 'started',
    device,
    deviceReason: reason,
    threads,
    fingerprint,
    totalSteps,
    trainRows: data.train.length,
    heldOutRows: data.heldOut.length,
    trainableParameters: trained,
    parameters: parameterCount(opened.description) + (config.method === 'lora' ? trained : 0),
    forecast: forecastOf(run),
  });
}

/** Bytes that the process is expected to take at its peak. */
function forecastOf({ config, data, opened }: Run): number {
  const tokens = tokensIn(data.train) + tokensIn(data.heldOut);
  const options = graphOptionsOf(opened.description, config);
  const largest = largestBatch(batchesOfEpoch(data.train, config, 0));
  return totalMemory(
    forecastMemory(options, config, largest, dataBytes(data.characters, tokens), data.heldOut.length > 0),
  );
}

export type End = 'complete' | 'earlyStop' | 'asked';

async function loop(run: Run): Promise<End> {
  const { state, config, data, totalSteps } = run;
  // A run that was killed after its early stop does not train on when it is resumed.
  if (patienceEnded(run)) return 'earlyStop';
  while (state.progress.step < totalSteps) {
    const batches = batchesOfEpoch(data.train, config, state.progress.epoch);
    while (state.progress.position < batches.length && state.progress.step < totalSteps) {
      if (await obey(run)) return 'asked';
      const bins = batches.slice(state.progress.position, state.progress.position + config.gradientAccumulation);
      await step(run, bins, batches.length);
      if (await evaluateNow(run, state.progress.position >= batches.length)) return 'earlyStop';
      const { everySteps } = config.checkpoint;
      const due = everySteps > 0 && state.progress.step % everySteps === 0;
      if (due || run.host.control.takeCheckpointRequest()) await checkpoint(run);
    }
    state.progress.epoch++;
    state.progress.position = 0;
  }
  return 'complete';
}

/** Pauses and stops between steps. @returns whether the run is to stop */
async function obey(run: Run): Promise<boolean> {
  const { control } = run.host;
  if (control.wish() === 'pause') await rest(run);
  return control.wish() === 'stop';
}

async function rest(run: Run): Promise<void> {
  const { host, state } = run;
  const { step } = state.progress;
  host.emit(step, { type: 'paused', memoryHeld: true });
  while (host.control.wish() === 'pause') {
    host.control.waitWhilePaused();
    if (host.control.takeCheckpointRequest()) await checkpoint(run);
  }
  host.emit(step, { type: 'resumed' });
}

async function step(run: Run, bins: readonly Example[][][], batchesInEpoch: number): Promise<void> {
  const { config, engine, state, host, totalSteps } = run;
  const { progress } = state;
  const start = performance.now();
  const batches = bins.map((rows) => fullBatch(rows, config.batchSize, engine.padLengthTo));
  const { loss, gradients } = await engine.accumulate(state.parameters, batches, progress.step);
  const learningRate = learningRateAt(progress.step, totalSteps, config);
  const gradNorm = Number.isFinite(loss)
    ? updateParameters(state.parameters, gradients, state.adam, config, learningRate)
    : Number.NaN;
  if (!Number.isFinite(gradNorm))
    throw errors.lossNotFinite(progress.step + 1, (await checkpointSteps(host.runFolder))[0]);
  const seconds = (performance.now() - start) / 1000;
  const tokens = batches.reduce((sum, batch) => sum + batch.tokenCount, 0);
  progress.step++;
  progress.position += bins.length;
  progress.lossSum += loss;
  progress.tokens += tokens;
  progress.seconds += seconds;
  host.emit(progress.step, {
    type: 'step',
    loss,
    learningRate,
    gradNorm,
    epoch: progress.epoch + progress.position / batchesInEpoch,
    tokens,
    labelTokens: batches.reduce((sum, batch) => sum + batch.labels.length, 0),
    seconds,
    tokensPerSecond: tokens / seconds,
    memory: memoryNow(config.method, run.frozenBytes, state, gradients),
  });
}

/** Measures the held-out loss where it is due. @returns whether patience is at an end */
async function evaluateNow(run: Run, epochEnds: boolean): Promise<boolean> {
  const { config, data, engine, state, host, totalSteps } = run;
  const { everySteps } = config.evaluation;
  const { progress } = state;
  const due = everySteps > 0 ? progress.step % everySteps === 0 : epochEnds && progress.step < totalSteps;
  if (!due || data.heldOut.length === 0) return false;
  host.emit(progress.step, { type: 'phase', phase: 'evaluating' });
  const { overall } = await heldOutLoss(engine, state.parameters, data.heldOut, config);
  const best = progress.bestLoss === null || overall < progress.bestLoss;
  progress.evaluationsWithoutGain = best ? 0 : progress.evaluationsWithoutGain + 1;
  if (best) {
    progress.bestLoss = overall;
    await saveBest(host.runFolder, state);
  }
  host.emit(progress.step, {
    type: 'evaluation',
    heldOutLoss: overall,
    rows: Math.min(data.heldOut.length, config.evaluation.maxRows),
    best,
  });
  // A stop is heeded before the next step.
  await answerSamples(run).catch((error) => {
    if (!isCancelled(error)) throw error;
  });
  host.emit(progress.step, { type: 'phase', phase: 'training' });
  return patienceEnded(run);
}

const patienceEnded = ({ config: { evaluation }, state: { progress } }: Run) =>
  evaluation.earlyStopPatience > 0 && progress.evaluationsWithoutGain >= evaluation.earlyStopPatience;

export async function checkpoint({ host, state, config }: Run): Promise<void> {
  const saved = await saveCheckpoint(host.runFolder, state);
  await dropOldCheckpoints(host.runFolder, config.checkpoint.keep);
  host.emit(state.progress.step, { type: 'checkpoint', ...saved });
}
