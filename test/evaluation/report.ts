/** A report of invented figures, made as an evaluation makes it. */
import type { MeasuredRow } from '../../runtime/evaluate/measure.ts';
import { describeMeasured } from '../../runtime/evaluate/report.ts';
import type { EvaluationReport, Metrics, ReportAnswers } from '../../runtime/protocol/evaluation.ts';
import { sampleRows } from '../data/sample-rows.ts';

const rows = sampleRows(80, 1000, 1, 30);

/** Metrics of the i-th row. */
export type MetricsOf = (i: number) => Metrics;

/** The first contestant is the run's own result. */
export function reportOf(contestants: Readonly<Record<string, MetricsOf>>, count = rows.length): EvaluationReport {
  const measured = Object.entries(contestants).map(([name, metricsOf]) => ({
    name,
    rows: rows
      .slice(0, count)
      .map((row, i): MeasuredRow => ({ row, answer: '', labelTokens: 10, metrics: metricsOf(i) })),
  }));
  return {
    ...{
      formatVersion: 1,
      runId: 'r',
      createdAt: '2057-03-21T09:00:00.000Z',
      data: 'embedded',
      device: 'cpu',
      seed: 1,
    },
    model: { path: 'embedded', sha256: 'ab'.repeat(32) },
    heldOutRows: count,
    heldOutPatients: new Set(rows.slice(0, count).map(({ patientId }) => patientId)).size,
    ...describeMeasured(measured, 1),
    leaks: [],
  };
}

/** Of every row, what each contestant answered. */
export const answersOf = ({ contestants }: EvaluationReport): ReportAnswers =>
  rows.map(({ id, task, question, answer }) => ({
    ...{ rowId: id, task, question, reference: answer },
    answers: Object.fromEntries(contestants.map(({ name }) => [name, `${name} on ${id}`])),
  }));

/** Spread around a mean, the same each time. */
export const around = (mean: number, i: number): number => mean + 0.2 * Math.sin(i * 12.9898);
