/** From measured rows to a report: means per task, differences with their intervals, the rows worth reading. */
import { type Task, tasks } from '../protocol/config.ts';
import {
  type Comparison,
  type ContestantReport,
  type Differences,
  type EvaluationReport,
  type Figures,
  type MetricName,
  metricNames,
} from '../protocol/evaluation.ts';
import { type Difference, pairedBootstrap } from './bootstrap.ts';
import { type MeasuredRow, unsupportedShare } from './measure.ts';

export interface Measured {
  readonly name: string;
  readonly adapterSha256?: string;
  readonly rows: readonly MeasuredRow[];
}

/** What the report says of the measured rows; the run's own result comes first. */
export function describeMeasured(
  measured: readonly Measured[],
  seed: number,
): Pick<EvaluationReport, 'contestants' | 'comparisons' | 'best' | 'worst' | 'referenceUnsupportedClaims'> {
  const [own, ...others] = measured as [Measured, ...Measured[]];
  const ranked = rankedRows(own.rows);
  const few = Math.min(rowsToRead, Math.floor(ranked.length / 2));
  const reference = mean(own.rows.map(({ row }) => ({ value: unsupportedShare(row.answer, row.note), weight: 1 })));
  return {
    contestants: measured.map(contestantReport),
    comparisons: others.map((other) => comparison(own, other, seed)),
    best: ranked.slice(0, few),
    worst: ranked.slice(ranked.length - few).reverse(),
    ...(reference === undefined ? {} : { referenceUnsupportedClaims: reference }),
  };
}

const rowsToRead = 5;

/** Row ids, the best answer first: by token F1, then by loss. */
function rankedRows(rows: readonly MeasuredRow[]): string[] {
  const f1 = ({ metrics }: MeasuredRow) => metrics.tokenF1 ?? 0;
  const loss = ({ metrics }: MeasuredRow) => metrics.loss ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => f1(b) - f1(a) || loss(a) - loss(b)).map(({ row }) => row.id);
}

function contestantReport({ name, adapterSha256, rows }: Measured): ContestantReport {
  const perTask = tasksOf(rows).map((task) => [task, figuresOf(rows.filter(isOf(task)))] as const);
  return {
    name,
    ...(adapterSha256 === undefined ? {} : { adapterSha256 }),
    figures: { all: figuresOf(rows), perTask: Object.fromEntries(perTask) as Record<Task, Figures> },
    rows: rows.map(({ row, metrics }) => ({ rowId: row.id, task: row.task, metrics })),
  };
}

const isOf =
  (task: Task) =>
  ({ row }: MeasuredRow) =>
    row.task === task;
const tasksOf = (rows: readonly MeasuredRow[]) => tasks.filter((task) => rows.some(isOf(task)));

/** Over all rows, and over those of each task; the rows of both are the same ones in the same order. */
function comparison(own: Measured, other: Measured, seed: number): Comparison {
  const perTask = tasksOf(own.rows).map((task) => {
    const [ours, theirs] = [own, other].map(({ rows }) => rows.filter(isOf(task))) as [MeasuredRow[], MeasuredRow[]];
    return [task, differencesOf(ours, theirs, seed)] as const;
  });
  return {
    against: other.name,
    differences: differencesOf(own.rows, other.rows, seed),
    perTask: Object.fromEntries(perTask) as Record<Task, Differences>,
  };
}

/** Means over rows; of the loss over label tokens. */
export function figuresOf(rows: readonly MeasuredRow[]): Figures {
  const means = metricNames.flatMap((name) => {
    const value = mean(rows.map((row) => ({ value: row.metrics[name], weight: weightOf(row, name) })));
    return value === undefined ? [] : [[name, value] as const];
  });
  const figures: Figures = { rows: rows.length, ...Object.fromEntries(means) };
  return figures.loss === undefined ? figures : { ...figures, perplexity: Math.exp(figures.loss) };
}

const weightOf = ({ labelTokens }: MeasuredRow, name: MetricName) => (name === 'loss' ? labelTokens : 1);

function mean(values: readonly { value: number | undefined; weight: number }[]): number | undefined {
  const told = values.flatMap(({ value, weight }) => (value === undefined ? [] : [{ value, weight }]));
  const weight = told.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? undefined : told.reduce((sum, one) => sum + one.value * one.weight, 0) / weight;
}

/** Row by row, where both have the figure. */
function differencesOf(own: readonly MeasuredRow[], other: readonly MeasuredRow[], seed: number): Differences {
  const intervals = metricNames.flatMap((name) => {
    const pairs = own.flatMap((row, i): Difference[] => {
      const [ours, theirs] = [row.metrics[name], other[i]?.metrics[name]];
      if (ours === undefined || theirs === undefined) return [];
      return [{ patientId: row.row.patientId, difference: ours - theirs, weight: weightOf(row, name) }];
    });
    const interval = pairedBootstrap(pairs, seed);
    return interval ? [[name, interval] as const] : [];
  });
  return Object.fromEntries(intervals);
}
