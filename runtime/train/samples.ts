/** Held-out questions that are answered while the run learns, to be read beside their reference: samples.json. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClinicalRow } from '../data/rows.ts';
import { createDecoder } from '../generate/decoder.ts';
import { greedyWriter } from '../generate/greedy.ts';
import { writeFileAtomic } from '../io/atomic.ts';
import { errors } from '../protocol/errors.ts';
import { type Sample, samplesFile, samplesSchema } from '../protocol/samples.ts';
import { type Answerer, answerAll, inTurnByTask } from './evaluate.ts';
import { adapterOf } from './prepare.ts';
import type { Run } from './train.ts';

/**
 * Answers the sampled questions with the model of now; the first time also with the model before training.
 * @throws cancelled where a stop is asked for meanwhile
 */
export async function answerSamples(run: Run): Promise<void> {
  const { config, data, host, state } = run;
  const rows = inTurnByTask(data.heldOutRows, config.evaluation.samples);
  // Who reads notes only learns no answers.
  if (rows.length === 0 || config.objective === 'pretrain') return;
  const { step } = state.progress;
  host.emit(step, { type: 'phase', phase: 'answering' });
  await withAnswerer(run, async (answerer) => {
    const patient = { ...answerer, onAnswer: () => heedStop(run) };
    const answer = (parameters: Run['initial']) => answerAll(patient, parameters, rows.map(ownQuestion));
    if (!hasAnswersOf(host.runFolder, 0)) recordAnswers(run, 0, rows, await answer(run.initial));
    recordAnswers(run, step, rows, await answer(state.parameters));
  });
  host.emit(step, { type: 'samples', rows: rows.length });
}

/** What answers with the run's model, as long as `work` takes. */
export async function withAnswerer<T>(run: Run, work: (answerer: Answerer) => Promise<T>): Promise<T> {
  const { config, opened, device, threads } = run;
  const { tokenizer, description } = opened;
  const adapter = adapterOf(description, config);
  const decoder = await createDecoder(opened, { adapter, trainWeights: config.method === 'full', device, threads });
  const writerWith = (parameters: Run['initial']) =>
    greedyWriter(decoder, decoder.load(parameters, adapter?.scale), tokenizer.eosId);
  try {
    return await work({ writerWith, tokenizer, config });
  } finally {
    await decoder.release();
  }
}

/** @throws cancelled where a stop is asked for */
export function heedStop({ host }: Run): void {
  if (host.control.wish() === 'stop') throw errors.cancelled();
}

export const ownQuestion = (row: ClinicalRow) => ({ row, note: row.note });

/** Adds the answers of a step to the file. Those of steps that a resume took back go. */
export function recordAnswers(
  { host, state }: Pick<Run, 'host' | 'state'>,
  step: number,
  rows: readonly ClinicalRow[],
  texts: readonly string[],
): void {
  const samples = new Map(readSamples(host.runFolder).map((sample) => [sample.rowId, sample]));
  rows.forEach(({ id, task, question, answer }, i) => {
    const others = (samples.get(id)?.answers ?? []).filter((other) => other.step !== step);
    const answers = [...others, { step, text: texts[i] ?? '' }].sort((a, b) => a.step - b.step);
    samples.set(id, { rowId: id, task, question, reference: answer, answers });
  });
  const now = state.progress.step;
  const kept = [...samples.values()].map((sample) => ({
    ...sample,
    answers: sample.answers.filter((answer) => answer.step <= now),
  }));
  writeFileAtomic(join(host.runFolder, samplesFile), JSON.stringify(kept, null, 2));
}

const hasAnswersOf = (runFolder: string, step: number): boolean =>
  readSamples(runFolder).some(({ answers }) => answers.some((answer) => answer.step === step));

function readSamples(runFolder: string): Sample[] {
  const path = join(runFolder, samplesFile);
  return existsSync(path) ? samplesSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
}
