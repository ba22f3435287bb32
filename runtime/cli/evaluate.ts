/** `asclepius evaluate`: a run's result on held-out rows, beside the base model and others. */
import { join } from 'node:path';
import { chooseDevice } from '../backend/choose.ts';
import { probeAdapters } from '../backend/probe.ts';
import { evaluateRun } from '../evaluate/evaluate.ts';
import { shownMetrics, shownNames, written } from '../evaluate/markdown.ts';
import { errors } from '../protocol/errors.ts';
import { type EvaluationReport, metricNames, reportFiles } from '../protocol/evaluation.ts';
import { findRun, readRunConfig, servedBy } from '../runs/run-folder.ts';
import { storageFolder } from '../runs/storage.ts';
import { readArguments, wholeNumber } from './arguments.ts';
import { table } from './figures.ts';
import { progressBar } from './progress-bar.ts';

const options = {
  against: { type: 'string', multiple: true },
  rows: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('evaluate needs a run');
  const storage = storageFolder();
  const run = findRun(storage, name);
  const holder = servedBy(run);
  if (holder) throw errors.runBusy(run.id, holder.pid);
  const config = readRunConfig(run);
  const rows = values.rows === undefined ? config.evaluation.maxRows : wholeNumber('rows', values.rows, 1);
  const { device } = await chooseDevice(config.device, probeAdapters);
  const bar = progressBar();
  const onProgress = (what: string, done: number, total: number) => {
    if (!values.json) bar.show(`Measuring ${what}`, done, total, '');
  };
  const against = [...new Set(values.against ?? ['base'])];
  const report = await evaluateRun(storage, run, config, { against, rows, device, onProgress });
  bar.end();
  console.log(values.json ? JSON.stringify(report) : textOf(report, run.folder));
  return 0;
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

function differences({ against, differences: all }: EvaluationReport['comparisons'][number]): string {
  const rows = metricNames.flatMap((name) => {
    const { title, write } = shownMetrics[name];
    const signed = (value: number) => `${value < 0 ? '-' : '+'}${write(Math.abs(value))}`;
    const interval = all[name];
    return interval ? [[title, signed(interval.mean), `${signed(interval.low)} to ${signed(interval.high)}`]] : [];
  });
  return table([[`Difference to ${against}`, 'mean', '95% interval'], ...rows]);
}
