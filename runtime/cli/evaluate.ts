/** `asclepius evaluate`: a run's result on held-out rows, beside the base model and others. */
import { join } from 'node:path';
import { chooseDevice } from '../backend/choose.ts';
import { probeAdapters } from '../backend/probe.ts';
import { evaluateRun } from '../evaluate/evaluate.ts';
import { errors, reportOf } from '../protocol/errors.ts';
import {
  type Comparison,
  type EvaluationMessage,
  type EvaluationProgress,
  type EvaluationReport,
  metricNames,
  reportFiles,
} from '../protocol/evaluation.ts';
import { shownMetrics, shownNames, written, writtenDifference } from '../protocol/metrics.ts';
import { findRun, readRunConfig, servedBy } from '../runs/run-folder.ts';
import { storageFolder } from '../runs/storage.ts';
import { lowerPriority } from '../server/priority.ts';
import { readArguments, wholeNumber } from './arguments.ts';
import { exitCodeOf, exitCodes } from './failure.ts';
import { table } from './figures.ts';
import { progressBar } from './progress-bar.ts';

const options = {
  against: { type: 'string', multiple: true },
  rows: { type: 'string' },
  json: { type: 'boolean' },
  attached: { type: 'boolean' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options, 1);
  const evaluate = (onProgress: Show) => evaluateNamed(positionals[0], values, onProgress);
  if (values.attached) return attached(evaluate);
  if (values.json) {
    console.log(JSON.stringify((await evaluate(() => {})).report));
    return exitCodes.done;
  }
  const bar = progressBar();
  const { report, folder } = await evaluate(({ contestant, done, total }) =>
    bar.show(`Measuring ${contestant}`, done, total, ''),
  );
  bar.end();
  console.log(textOf(report, folder));
  return exitCodes.done;
}

type Show = (progress: EvaluationProgress) => void;
interface Wanted {
  readonly against?: string[];
  readonly rows?: string;
}

async function evaluateNamed(name: string | undefined, wanted: Wanted, onProgress: Show) {
  if (name === undefined) throw errors.usage('evaluate needs a run');
  const storage = storageFolder();
  const run = findRun(storage, name);
  const holder = servedBy(run);
  if (holder) throw errors.runBusy(run.id, holder.pid);
  const config = readRunConfig(run);
  const rows = wanted.rows === undefined ? config.evaluation.maxRows : wholeNumber('rows', wanted.rows, 1);
  const { device } = await chooseDevice(config.device, probeAdapters);
  const against = [...new Set(wanted.against ?? ['base'])];
  return {
    report: await evaluateRun(storage, run, config, { against, rows, device, onProgress }),
    folder: run.folder,
  };
}

/**
 * For the program that started this one: messages on standard output, and the end as soon as standard input ends, between
 * two rows and never while the report is written, so that none is left half done.
 */
async function attached(evaluate: (onProgress: Show) => Promise<unknown>): Promise<number> {
  const tell = (message: EvaluationMessage) => console.log(JSON.stringify(message));
  const leave = () => process.exit(exitCodes.interrupted);
  process.stdin.on('end', leave).on('error', leave).resume();
  lowerPriority();
  try {
    await evaluate((progress) => tell({ type: 'progress', ...progress }));
    tell({ type: 'done' });
    return exitCodes.done;
  } catch (error) {
    tell({ type: 'failed', error: reportOf(error) });
    return exitCodeOf(error);
  } finally {
    process.stdin.off('end', leave).off('error', leave).destroy();
  }
}

function textOf(report: EvaluationReport, folder: string): string {
  const { contestants, comparisons, leaks, heldOutRows, heldOutPatients } = report;
  const head = [`${heldOutRows} held-out rows of ${heldOutPatients} patients`, ...contestants.map(({ name }) => name)];
  const figures = shownNames.map((metric) => [
    shownMetrics[metric].title,
    ...contestants.map((contestant) => written(contestant.figures.all, metric)),
  ]);
  return [
    table([head, ...figures]),
    ...comparisons.map(differences),
    leaks.length > 0 ? `Leakage: ${leaks.length} held-out notes are nearly identical to a training note.` : '',
    `Report: ${join(folder, reportFiles.markdown)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function differences({ against, differences: all }: Comparison): string {
  const rows = metricNames.flatMap((name) => {
    const signed = (value: number) => writtenDifference(name, value);
    const interval = all[name];
    if (!interval) return [];
    return [[shownMetrics[name].title, signed(interval.mean), `${signed(interval.low)} to ${signed(interval.high)}`]];
  });
  return table([[`Difference to ${against}`, 'mean', '95% interval'], ...rows]);
}
