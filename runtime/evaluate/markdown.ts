/** The report as Markdown: figures and row ids only. */
import { tasks } from '../protocol/config.ts';
import { type Comparison, type EvaluationReport, metricNames, reportFiles } from '../protocol/evaluation.ts';
import { shownMetrics, shownNames, written, writtenDifference } from '../protocol/metrics.ts';

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

function comparisonText({ against, differences }: Comparison, seed: number): string {
  const rows = metricNames.flatMap((name) => {
    const interval = differences[name];
    const { title, better } = shownMetrics[name];
    if (!interval) return [];
    const [mean, low, high] = [interval.mean, interval.low, interval.high].map((value) =>
      writtenDifference(name, value),
    );
    return [[title, mean ?? '', `${low} to ${high}`, better]];
  });
  if (rows.length === 0) return `## Against ${against}\n\nToo few patients for intervals.`;
  return `## Against ${against}\n\nMean difference, and the middle 95% of 2,000 paired bootstrap samples of patients (seed ${seed}).\n\n${table(['', 'difference', '95% interval', 'better'], rows)}`;
}

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
