/** An evaluation of a run on rows that it did not learn from, and its report in the run's folder. */
import { join } from 'node:path';
import type { ClinicalRow } from '../data/rows.ts';
import type { Device } from '../graph/ops/rule.ts';
import { writeFileAtomic } from '../io/atomic.ts';
import { hashMemory } from '../io/cache.ts';
import { weightsHash } from '../io/weights-hash.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import {
  type EvaluationProgress,
  type EvaluationReport,
  type ReportAnswers,
  reportFiles,
} from '../protocol/evaluation.ts';
import { t } from '../protocol/l10n.ts';
import type { Run } from '../runs/run-folder.ts';
import { cacheFolder, privateFolder } from '../runs/storage.ts';
import { inTurnByTask } from '../train/evaluate.ts';
import { openForTraining, splitRows } from '../train/prepare.ts';
import { openContestants } from './contestants.ts';
import { findLeaks } from './leakage.ts';
import { markdownOf } from './markdown.ts';
import { measureRows } from './measure.ts';
import { describeMeasured, type Measured } from './report.ts';

export interface EvaluationOptions {
  /** "base", runs, or folders of adapters. */
  readonly against: readonly string[];
  /** Held-out rows to take, in turn from each task. */
  readonly rows: number;
  readonly device: Device;
  readonly onProgress: (progress: EvaluationProgress) => void;
}

/**
 * Measures the run's result and the others on the same rows, and writes report.json, report.md and report-answers.json.
 * @throws runLearnedNoAnswers, runUnfinished, dataNothingSelected, and what opening model, adapter and data throws
 */
export async function evaluateRun(
  storage: string,
  run: Run,
  config: FineTuneConfig,
  { against, rows: count, device, onProgress }: EvaluationOptions,
): Promise<EvaluationReport> {
  if (config.objective === 'pretrain') throw errors.runLearnedNoAnswers(run.name ?? run.id);
  const base = await openForTraining(config.model, storage);
  const contestants = await openContestants(storage, run, base, against);
  const { train, heldOut } = await splitRows(config);
  const rows = inTurnByTask(heldOut, count);
  if (rows.length === 0) throw errors.configInvalid('data.heldOutFraction', t('no row was held out of the training'));
  const measured: Measured[] = [];
  for (const [index, contestant] of contestants.entries()) {
    const of = { contestant: contestant.name, index, contestants: contestants.length, total: 2 * rows.length };
    let done = 0;
    const onRow = () => onProgress({ ...of, done: ++done });
    const measuring = { config, device, threads: config.threads, onRow };
    const { name, adapterSha256 } = contestant;
    const told = await measureRows(contestant, rows, measuring);
    measured.push({ name, rows: told, ...(adapterSha256 === undefined ? {} : { adapterSha256 }) });
  }
  const report: EvaluationReport = {
    formatVersion: 1,
    runId: run.id,
    createdAt: new Date().toISOString(),
    data: config.data.source,
    model: { path: config.model, sha256: weightsHash(base.source, hashMemory(privateFolder(cacheFolder(storage)))) },
    device,
    seed: config.seed,
    heldOutRows: rows.length,
    heldOutPatients: new Set(rows.map(({ patientId }) => patientId)).size,
    ...describeMeasured(measured, config.seed),
    leaks: findLeaks(train, rows),
  };
  save(run.folder, report, rows, measured);
  return report;
}

function save(
  folder: string,
  report: EvaluationReport,
  rows: readonly ClinicalRow[],
  measured: readonly Measured[],
): void {
  const answers: ReportAnswers = rows.map(({ id, task, question, answer }, i) => ({
    rowId: id,
    task,
    question,
    reference: answer,
    answers: Object.fromEntries(measured.map((one) => [one.name, one.rows[i]?.answer ?? ''])),
  }));
  writeFileAtomic(join(folder, reportFiles.answers), JSON.stringify(answers, null, 2));
  writeFileAtomic(join(folder, reportFiles.json), JSON.stringify(report, null, 2));
  writeFileAtomic(join(folder, reportFiles.markdown), markdownOf(report));
}
