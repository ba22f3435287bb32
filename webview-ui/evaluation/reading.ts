/** What a report says, ready to be shown: which is better, by how much, and whether chance alone would do. */
import type { Task } from '../../runtime/protocol/config.ts';
import type {
  Comparison,
  ContestantReport,
  EvaluationReport,
  Figures,
  Interval,
  MetricName,
  Metrics,
  ReportAnswers,
} from '../../runtime/protocol/evaluation.ts';
import {
  excludesZero,
  type ShownMetric,
  shownMetrics,
  written,
  writtenDifference,
} from '../../runtime/protocol/metrics.ts';

/** `open`: the interval holds 0. `untold`: the patients are too few for an interval. */
export type Verdict = 'better' | 'worse' | 'differs' | 'open' | 'untold';

export interface Difference {
  readonly against: string;
  /** Undefined where one of the two has no such figure. */
  readonly mean: string | undefined;
  readonly interval: { readonly low: string; readonly high: string } | undefined;
  readonly verdict: Verdict;
}

/** A line of a table: the figures of all contestants, and the run's own minus each other. */
export interface Line {
  readonly values: readonly string[];
  readonly differences: readonly Difference[];
}

/** Of all rows where no task is named. */
const figuresOf = ({ figures }: ContestantReport, task?: Task): Figures | undefined =>
  task ? figures.perTask[task] : figures.all;

export function lineOf(report: EvaluationReport, metric: ShownMetric, task?: Task): Line {
  const figures = report.contestants.map((contestant) => figuresOf(contestant, task));
  return {
    values: figures.map((told) => (told ? written(told, metric) : '–')),
    differences: report.comparisons.map((comparison, i) =>
      differenceOf(comparison, metric, figures[0]?.[metric], figures[i + 1]?.[metric], task),
    ),
  };
}

function differenceOf(
  comparison: Comparison,
  metric: ShownMetric,
  own: number | undefined,
  other: number | undefined,
  task?: Task,
): Difference {
  const { against } = comparison;
  if (own === undefined || other === undefined)
    return { against, mean: undefined, interval: undefined, verdict: 'untold' };
  const intervals = task ? comparison.perTask?.[task] : comparison.differences;
  const [interval, write] =
    metric === 'perplexity'
      ? [intervals?.loss, ratio]
      : [intervals?.[metric], (value: number) => writtenDifference(metric, value)];
  const mean = metric === 'perplexity' ? Math.log(own / other) : own - other;
  return {
    against,
    mean: write(interval?.mean ?? mean),
    interval: interval && { low: write(interval.low), high: write(interval.high) },
    verdict: verdictOf(metric, interval),
  };
}

/** A difference of losses is the logarithm of a ratio of perplexities. */
const ratio = (difference: number) => `×${Math.exp(difference).toPrecision(3)}`;

function verdictOf(metric: ShownMetric, interval: Interval | undefined): Verdict {
  if (!interval) return 'untold';
  if (!excludesZero(interval)) return 'open';
  const { better } = shownMetrics[metric];
  if (better === '') return 'differs';
  return (better === 'lower') === interval.mean < 0 ? 'better' : 'worse';
}

export interface Headline extends Difference {
  readonly metric: MetricName;
  readonly own: string;
  readonly ownValue: string;
  readonly otherValue: string;
}

/** Against the base where it was measured: token F1, else the loss; undefined where nothing was compared. */
export function headlineOf(report: EvaluationReport): Headline | undefined {
  const base = report.comparisons.findIndex(({ against }) => against === 'base');
  const at = Math.max(0, base);
  const [own, other] = [report.contestants[0], report.contestants[at + 1]];
  if (!own || !other) return undefined;
  const isTold = own.figures.all.tokenF1 !== undefined && other.figures.all.tokenF1 !== undefined;
  const metric = isTold ? 'tokenF1' : 'loss';
  const { values, differences } = lineOf(report, metric);
  const difference = differences[at];
  if (!difference) return undefined;
  return {
    ...difference,
    ...{ metric, own: own.name, ownValue: values[0] ?? '–', otherValue: values[at + 1] ?? '–' },
  };
}

/** Tasks of which rows were measured, with their number. */
export function tasksOf({ contestants }: EvaluationReport): { task: Task; rows: number }[] {
  const perTask = contestants[0]?.figures.perTask ?? {};
  return (Object.keys(perTask) as Task[]).map((task) => ({ task, rows: perTask[task]?.rows ?? 0 }));
}

export interface RowToRead {
  readonly row: string;
  readonly task: Task;
  readonly question: string;
  readonly reference: string;
  /** In the contestants' order. */
  readonly answers: readonly { readonly name: string; readonly text: string; readonly metrics: Metrics }[];
}

/** Rows by their ids; those whose answers are not there are left out. */
export function rowsToRead(
  { contestants }: EvaluationReport,
  answers: ReportAnswers,
  rows: readonly string[],
): RowToRead[] {
  return rows.flatMap((row) => {
    const told = answers.find(({ rowId }) => rowId === row);
    if (!told) return [];
    const { task, question, reference } = told;
    const given = contestants.map(({ name, rows: measured }) => ({
      name,
      text: told.answers[name] ?? '',
      metrics: measured.find(({ rowId }) => rowId === row)?.metrics ?? {},
    }));
    return [{ row, task, question, reference, answers: given }];
  });
}
