/**
 * Answers questions one after another, with one model loaded at a time: it stays warm for a while, and goes when the
 * machine runs short of memory.
 */
import { existsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { chooseDevice } from '../backend/choose.ts';
import { probeAdapters } from '../backend/probe.ts';
import { embeddedModel } from '../embedded/paths.ts';
import { type Answer, type AskProgress, type AskRequest, type AskToken, taskQuestions } from '../protocol/ask.ts';
import { errors, reportOf } from '../protocol/errors.ts';
import { findRun, readRunConfig } from '../runs/run-folder.ts';
import { threadsFor } from '../train/threads.ts';
import { type Answered, answer } from './answer.ts';
import { createQueue } from './queue.ts';
import { openWarmModel, type Place, type WarmModel } from './warm-model.ts';

export interface AssistantOptions {
  /** The storage folder. */
  readonly storage: string;
  readonly onProgress?: (progress: AskProgress) => void;
  readonly onToken?: (token: AskToken) => void;
  /** Bytes that programs can still have. */
  readonly availableMemory?: () => number;
  /** Milliseconds between two looks at it. */
  readonly memoryInterval?: number;
}

export interface Assistant {
  /** @throws noteEmpty, questionTooLong, runMissing, runUnfinished, cancelled, and what opening a model throws */
  answer(request: AskRequest, signal?: AbortSignal): Promise<Answer>;
  status(): { model?: string; bytes: number; requests: number };
  /** Releases the model once nothing is under way. */
  release(): Promise<void>;
}

export function createAssistant(options: AssistantOptions): Assistant {
  const { storage, onProgress = () => {}, onToken = () => {} } = options;
  const queue = createQueue();
  const warmth = keepWarm(options);

  async function load(ask: string, place: Place): Promise<WarmModel> {
    const { model } = warmth;
    const fits = model && samePlace(model, place) && model.isCurrent();
    if (fits) return model;
    await warmth.release();
    onProgress({ ask, phase: 'loading', done: 0, total: 0 });
    const progress = (done: number, total: number) => onProgress({ ask, phase: 'loading', done, total });
    return warmth.keep(await openWarmModel(place, storage, progress));
  }

  async function answerNow(request: AskRequest, queued: number, signal?: AbortSignal): Promise<Answer> {
    const { ask } = request;
    const started = performance.now();
    const { model, adapter, prompt } = sourcesOf(request, storage);
    const warm = await load(ask, await placeOf(request, model));
    const prepared = await warm.prepare(adapter);
    const loading = seconds(started);
    const question = questionOf(request);
    const answered = await answer(
      warm,
      prepared,
      { ...request, prompt, question },
      {
        onRead: (reading) => onProgress({ ask, phase: 'reading', ...reading }),
        onText: (part, text) => onToken({ ask, part, text }),
      },
      signal,
    );
    const { secondsToFirst, ...rest } = answered satisfies Answered;
    return {
      ...rest,
      question,
      model: { path: warm.source.path, sha256: warm.sha256 },
      ...(adapter !== undefined && prepared.adapterSha256 !== undefined
        ? { adapter: { path: adapter, sha256: prepared.adapterSha256 } }
        : {}),
      prompt,
      device: warm.device,
      threads: warm.threads,
      answeredAt: new Date().toISOString(),
      seconds: { queued, loading, firstToken: secondsToFirst, total: seconds(started) },
    };
  }

  return {
    async answer(request, signal) {
      const { ask, note, keepWarmSeconds } = request;
      if (note.trim() === '') throw errors.noteEmpty();
      const asked = performance.now();
      if (queue.length > 0) onProgress({ ask, phase: 'queued', ahead: queue.length });
      return queue.run(async () => {
        warmth.pause();
        try {
          return await answerNow(request, seconds(asked), signal);
        } catch (error) {
          if (isFatal(error)) await warmth.release();
          throw error;
        } finally {
          warmth.rest(keepWarmSeconds);
        }
      }, signal);
    },
    status: () => ({
      ...(warmth.model ? { model: warmth.model.source.path } : {}),
      bytes: warmth.model?.bytes() ?? 0,
      requests: queue.length,
    }),
    release: () => queue.run(warmth.release),
  };
}

/** After such an error the session is of no use: the next question loads the model anew. */
const isFatal = (error: unknown) => ['deviceLost', 'internal'].includes(reportOf(error).code);

const seconds = (since: number) => (performance.now() - since) / 1000;

const samePlace = (a: Place, b: Place) => a.model === b.model && a.device === b.device && a.threads === b.threads;

async function placeOf({ device, threads }: AskRequest, model: string): Promise<Place> {
  const choice = await chooseDevice(device, adapters);
  return { model, device: choice.device, threads: threadsFor(threads) };
}

/** Asked of the drivers once: it takes a process and a third of a second. */
const adapters = () => {
  probed ??= probeAdapters();
  return probed;
};
let probed: ReturnType<typeof probeAdapters> | undefined;

const questionOf = ({ question, task }: AskRequest): string => question?.trim() || (task ? taskQuestions[task][0] : '');

/** A run stands for its model, what it learned and its prompt. @throws runMissing, runCorrupt, runUnfinished */
function sourcesOf({ run: name, model, adapter, prompt }: AskRequest, storage: string) {
  if (name === undefined) return { model: pathOf(model), adapter, prompt };
  const run = findRun(storage, name);
  const config = readRunConfig(run);
  const [tuned, whole] = [join(run.folder, 'adapter'), join(run.folder, 'model')];
  if (existsSync(join(tuned, 'adapter_config.json')))
    return { model: pathOf(config.model), adapter: tuned, prompt: config.prompt };
  if (existsSync(join(whole, 'config.json'))) return { model: whole, adapter: undefined, prompt: config.prompt };
  throw errors.runUnfinished(run.id);
}

const pathOf = (model: string) => (model === 'embedded' ? embeddedModel() : model);

/** Below this share of all memory the model goes. */
const scarce = 0.04;

/** Holds the model between questions; what it holds is released after a while, or when memory runs short. */
function keepWarm({ availableMemory = available, memoryInterval = 5000 }: AssistantOptions) {
  let model: WarmModel | undefined;
  let idle: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  const pause = () => {
    clearTimeout(idle);
    clearInterval(watch);
  };
  const release = async () => {
    pause();
    const released = model;
    model = undefined;
    await released?.release();
  };
  return {
    get model() {
      return model;
    },
    keep(opened: WarmModel) {
      model = opened;
      return opened;
    },
    /** While a question is under way, nothing is released. */
    pause,
    rest(keepSeconds: number) {
      pause();
      if (!model) return;
      idle = setTimeout(release, keepSeconds * 1000).unref();
      watch = setInterval(() => {
        if (availableMemory() < scarce * totalmem()) void release();
      }, memoryInterval).unref();
    },
    release,
  };
}

/** With the limits of a container, where Node knows them. */
const available = (): number => process.availableMemory?.() ?? freemem();
