/** The end of a run: final checkpoint, before/after figures, sample answers, and the adapter or model on disk. */
import { join } from 'node:path';
import { saveAdapter } from '../io/adapter.ts';
import type { ModelCard } from '../io/model-card.ts';
import { saveModel } from '../io/save-model.ts';
import { adapterTensors, shortNames } from '../models/lora.ts';
import { isCancelled } from '../protocol/errors.ts';
import {
  answerAll,
  exactMatch,
  extractionQuestions,
  type HeldOutLoss,
  heldOutLoss,
  type Question,
  shuffledNotes,
} from './evaluate.ts';
import { peakBytes } from './memory.ts';
import { adapterOf } from './prepare.ts';
import { answerSamples, heedStop, ownQuestion, recordAnswers, withAnswerer } from './samples.ts';
import { bestOf, checkpointSteps, loadCheckpoint } from './state.ts';
import { checkpoint, type End, type Run } from './train.ts';

const nothing: HeldOutLoss = { overall: 0, perTask: {} };

/** Saves first, measures after: nothing is lost if the measuring is interrupted. */
export async function finishRun(run: Run, end: End): Promise<void> {
  const { host, state } = run;
  const { step } = state.progress;
  await checkpoint(run);
  if (end !== 'complete') host.emit(step, { type: 'stopped', reason: end });
  if (end === 'earlyStop') await restoreBest(run);
  const adapterPath = save(run, {});
  if (end === 'asked') return;
  try {
    await tellFigures(run, adapterPath);
  } catch (error) {
    if (!isCancelled(error)) throw error;
    host.emit(step, { type: 'stopped', reason: 'asked' });
  }
}

/** @throws cancelled where a stop is asked for meanwhile; a resume then measures anew */
async function tellFigures(run: Run, adapterPath: string): Promise<void> {
  const { host, state, config, engine, data } = run;
  const { step } = state.progress;
  host.emit(step, { type: 'phase', phase: 'evaluating' });
  const measure = (parameters: ReadonlyMap<string, Float32Array>) =>
    data.heldOut.length > 0 ? heldOutLoss(engine, parameters, data.heldOut, config) : Promise.resolve(nothing);
  const before = await measure(run.initial);
  heedStop(run);
  const after = await measure(state.parameters);
  if (data.heldOut.length > 0)
    host.emit(step, {
      type: 'evaluation',
      heldOutLoss: after.overall,
      rows: Math.min(data.heldOut.length, config.evaluation.maxRows),
      best: false,
    });
  await answerSamples(run);
  const matches = await answerExtractionQuestions(run);
  save(run, { heldOutLossBefore: before.overall, heldOutLossAfter: after.overall });

  const { progress } = state;
  host.emit(step, {
    type: 'done',
    trainLoss: progress.lossSum / Math.max(1, progress.step),
    heldOutLoss: { before: before.overall, after: after.overall },
    heldOutLossPerTask: { before: before.perTask, after: after.perTask },
    exactMatch: matches,
    tokensPerSecond: progress.tokens / Math.max(1e-9, progress.seconds),
    peakBytes: peakBytes(),
    device: run.device,
    adapterPath,
    seconds: progress.seconds,
  });
}

async function restoreBest({ host, state }: Run): Promise<void> {
  const folder = bestOf(host.runFolder);
  const [best] = await checkpointSteps(folder);
  const { progress } = state;
  if (best !== undefined) await loadCheckpoint(folder, best, state);
  state.progress = progress;
}

async function answerExtractionQuestions(run: Run) {
  const { config, data, host, state } = run;
  const rows = extractionQuestions(data.heldOutRows, config.evaluation.exactMatchRows);
  if (rows.length === 0) return { before: {}, after: {}, shuffledNote: {} };
  const { step } = state.progress;
  host.emit(step, { type: 'phase', phase: 'answering' });
  let done = 0;
  const onAnswer = () => {
    const counted = { done: ++done, total: 3 * rows.length };
    host.emit(step, { type: 'progress', what: 'Answering held-out questions', ...counted });
    heedStop(run);
  };
  return withAnswerer(run, async (answerer) => {
    const answer = (parameters: Run['initial'], questions: readonly Question[]) =>
      answerAll({ ...answerer, onAnswer }, parameters, questions);
    const before = await answer(run.initial, rows.map(ownQuestion));
    const after = await answer(state.parameters, rows.map(ownQuestion));
    const shuffled = await answer(state.parameters, shuffledNotes(rows, data.heldOutRows));
    recordAnswers(run, 0, rows, before);
    recordAnswers(run, step, rows, after);
    host.emit(step, { type: 'samples', rows: rows.length });
    return {
      before: exactMatch(rows, before),
      after: exactMatch(rows, after),
      shuffledNote: exactMatch(rows, shuffled),
    };
  });
}

/** @returns the folder: an adapter as PEFT saves it, or after full training a whole model. */
function save({ config, host, opened, state, data }: Run, metrics: Record<string, number>): string {
  host.emit(state.progress.step, { type: 'phase', phase: 'saving' });
  const card: ModelCard = {
    baseModel: opened.source.path,
    data: config.data.source,
    dataRows: data.train.length,
    ...(opened.source.license ? { license: opened.source.license } : {}),
    metrics,
  };
  const adapter = adapterOf(opened.description, config);
  if (!adapter) {
    const folder = join(host.runFolder, 'model');
    saveModel(folder, opened.source, opened.description.weights, state.parameters, card);
    return folder;
  }
  const folder = join(host.runFolder, 'adapter');
  const { r, alpha, dropout, useRslora, targetModules } = config.lora;
  const description = {
    r,
    loraAlpha: alpha,
    loraDropout: dropout,
    useRslora,
    targetModules: targetModules === 'all-linear' ? shortNames(opened.description) : targetModules,
    baseModel: opened.source.path,
  };
  saveAdapter(folder, description, adapterTensors(adapter, state.parameters), card);
  return folder;
}
