/** The report as Markdown: figures and row ids only. */
import { tasks } from '../protocol/config.ts';
import {
  type Comparison,
  type Differences,
  type EvaluationReport,
  type Interval,
  type MetricName,
  metricNames,
  reportFiles,
} from '../protocol/evaluation.ts';
import { excludesZero, shownMetrics, shownNames, written, writtenDifference } from '../protocol/metrics.ts';

export function markdownOf(report: EvaluationReport): string {
  const { runId, createdAt, data, model, device, heldOutRows, heldOutPatients, seed } = report;
  return `${[
    `# Evaluation of ${runId}`,
    `${createdAt}, on ${device}.${model ? ` Model: ${model.path} (SHA-256 ${model.sha256}).` : ''} Data: ${data}; ${heldOutRows} held-out rows of ${heldOutPatients} patients that the run did not learn from. Answers are greedy. Measured on this machine; no judge but these rules. Not a medical device.`,
    '## All tasks',
    table(
      ['', ...shownNames.map((name) => shownMetrics[name].title)],
      report.contestants.map(({ name, figures }) => [
        name,
        ...shownNames.map((metric) => written(figures.all, metric)),
      ]),
    ),
    notes(report),
    ...report.comparisons.map((comparison) => comparisonText(comparison, seed)),
    '## By task',
    byTask(report),
    '## Rows to read',
    `Best: ${listed(report.best)}. Worst: ${listed(report.worst)}. Their answers are in ${reportFiles.answers}, which holds text of notes.`,
    '## Leakage',
    leakText(report),
  ].join('\n\n')}\n`;
}

function notes({ referenceUnsupportedClaims: reference }: EvaluationReport): string {
  const own =
    reference === undefined
      ? ''
      : ` It flags ${shownMetrics.unsupportedClaims.write(reference)} of the reference answers, which are taken to be right: so much is its own doing.`;
  return `Unsupported claims are what a checker by rules does not find in the note.${own}`;
}

function comparisonText({ against, differences, perTask = {} }: Comparison, seed: number): string {
  const rows = metricNames.flatMap((name) => {
    const interval = differences[name];
    const { title, better } = shownMetrics[name];
    return interval ? [[title, meanText(name, interval), rangeText(name, interval), better]] : [];
  });
  if (rows.length === 0) return `## Against ${against}\n\nToo few patients for intervals.`;
  return [
    `## Against ${against}`,
    `Mean difference, and the middle 95% of 2,000 paired bootstrap samples of patients (seed ${seed}; none for fewer than five patients). Bold: they leave out 0.`,
    table(['', 'difference', '95% interval', 'better'], rows),
    ...differencesByTask(against, perTask),
  ].join('\n\n');
}

/** A line a task, a column a metric; "–" where the patients of a task are too few for an interval. */
function differencesByTask(against: string, perTask: NonNullable<Comparison['perTask']>): string[] {
  const rows = tasks.flatMap((task) => {
    const told = perTask[task];
    return told ? [[task, ...metricNames.map((name) => differenceText(name, told))]] : [];
  });
  if (rows.length === 0) return [];
  const heads = metricNames.map((name) => shownMetrics[name].title);
  return [`### Against ${against}, task by task`, table(['task', ...heads], rows)];
}

function differenceText(name: MetricName, { [name]: interval }: Differences): string {
  return interval ? `${meanText(name, interval)} (${rangeText(name, interval)})` : '–';
}

function meanText(name: MetricName, interval: Interval): string {
  const mean = writtenDifference(name, interval.mean);
  return excludesZero(interval) ? `**${mean}**` : mean;
}

const rangeText = (name: MetricName, { low, high }: Interval): string =>
  `${writtenDifference(name, low)} to ${writtenDifference(name, high)}`;

function byTask({ contestants }: EvaluationReport): string {
  const rows = tasks.flatMap((task) =>
    contestants.flatMap(({ name, figures }) => {
      const told = figures.perTask[task];
      return told ? [[task, name, String(told.rows), ...shownNames.map((metric) => written(told, metric))]] : [];
    }),
  );
  return table(['task', '', 'rows', ...shownNames.map((name) => shownMetrics[name].title)], rows);
}

function leakText({ leaks }: EvaluationReport): string {
  if (leaks.length === 0) return 'No held-out note is nearly identical to a training note.';
  const rows = leaks.map(({ heldOutRow, trainRow, similarity }) => [
    heldOutRow,
    trainRow,
    `${(100 * similarity).toFixed(1)}%`,
  ]);
  return `These held-out notes are nearly identical to a training note: their figures say less.\n\n${table(['held-out row', 'training row', 'similarity'], rows)}`;
}

const listed = (ids: readonly string[]) => (ids.length > 0 ? ids.join(', ') : 'none');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
