import { describe, expect, test } from 'vitest';
import type { EvaluationReport } from '../../runtime/protocol/evaluation.ts';
import { headlineOf, lineOf, rowsToRead, tasksOf } from '../../webview-ui/evaluation/reading.ts';
import { answersOf, around, reportOf } from './report.ts';

const metrics = (loss: number, tokenF1: number) => (i: number) => ({
  ...{ loss: around(loss, i), tokenF1: around(tokenF1, i), answerWords: 4 },
});
const tuned = metrics(1, 0.7);
/** As good on average, but on other rows. */
const even = (i: number) => ({ ...tuned(i), tokenF1: around(0.7, 2 * i + 1) });

describe('a report as it is read', () => {
  const report = reportOf({ Tiny: tuned, base: metrics(3, 0.2), 'Rank 4': even });
  const only = (line: ReturnType<typeof lineOf>) => line.differences.map(({ verdict }) => verdict);

  test('shows the very figures of the report, with each difference and its interval', () => {
    const [own, base] = report.contestants as [EvaluationReport['contestants'][0], EvaluationReport['contestants'][0]];
    const { values, differences } = lineOf(report, 'loss');
    expect(values.slice(0, 2)).toEqual([own, base].map(({ figures }) => figures.all.loss?.toFixed(4)));
    const interval = report.comparisons[0]?.differences.loss;
    expect(interval).toBeDefined();
    expect(differences[0]).toMatchObject({
      mean: `−${Math.abs(interval?.mean ?? 0).toFixed(4)}`,
      interval: { low: `−${Math.abs(interval?.low ?? 0).toFixed(4)}` },
    });
    expect(lineOf(report, 'tokenF1').differences[0]?.mean).toMatch(/^\+\d+\.\d pp$/);
  });

  test('marks what is better by the sense of its metric, and only where the interval leaves out 0', () => {
    expect(only(lineOf(report, 'loss'))).toEqual(['better', 'open']);
    expect(only(lineOf(report, 'tokenF1'))).toEqual(['better', 'open']);
    const worse = reportOf({ base: metrics(3, 0.2), Tiny: tuned });
    expect(only(lineOf(worse, 'loss'))).toEqual(['worse']);
    expect(only(lineOf(worse, 'tokenF1'))).toEqual(['worse']);
    const longer = reportOf({ a: () => ({ answerWords: 9 }), b: () => ({ answerWords: 4 }) });
    expect(only(lineOf(longer, 'answerWords'))).toEqual(['differs']);
  });

  test('gives perplexities as a ratio, which is what the difference of their losses means', () => {
    const { differences } = lineOf(report, 'perplexity');
    const [own, base] = report.contestants.map(({ figures }) => figures.all.perplexity ?? 0) as [number, number];
    expect(differences[0]?.mean).toBe(`×${(own / base).toPrecision(3)}`);
    expect(differences[0]?.verdict).toBe('better');
  });

  test('goes through the tasks, each with an interval of its own or the word that its patients are too few', () => {
    const tasks = tasksOf(report);
    expect(tasks.map(({ rows }) => rows)).toEqual(new Array(8).fill(10));
    for (const { task } of tasks) expect(only(lineOf(report, 'loss', task))[0]).toBe('better');
    const few = reportOf({ Tiny: tuned, base: metrics(3, 0.2) }, 4);
    const [difference] = lineOf(few, 'loss').differences;
    expect(difference).toMatchObject({ verdict: 'untold', interval: undefined });
    expect(difference?.mean).toMatch(/^−2\.0/);
  });

  test('tells in its headline how the run does against the base, whoever else is there', () => {
    const headline = headlineOf(reportOf({ Tiny: tuned, 'Rank 4': even, base: metrics(3, 0.2) }));
    expect(headline).toMatchObject({ own: 'Tiny', against: 'base', metric: 'tokenF1', verdict: 'better' });
    expect(headlineOf(reportOf({ Tiny: tuned, 'Rank 4': even }))).toMatchObject({ against: 'Rank 4', verdict: 'open' });
    expect(headlineOf(reportOf({ Tiny: tuned }))).toBeUndefined();
  });

  test('reads a report that was written before tasks were compared', () => {
    const { model: _, ...older } = report;
    const before = { ...older, comparisons: report.comparisons.map(({ perTask: __, ...rest }) => rest) };
    expect(lineOf(before, 'loss', 'Summarization').differences[0]?.verdict).toBe('untold');
    expect(lineOf(before, 'loss').differences[0]?.verdict).toBe('better');
  });

  test('lays the answers to a row side by side, and leaves out rows whose answers are gone', () => {
    const [best = ''] = report.best;
    const [row] = rowsToRead(report, answersOf(report), [best, '999']);
    expect(row).toMatchObject({ row: best, answers: [{ text: `Tiny on ${best}` }, { text: `base on ${best}` }, {}] });
    expect(row?.answers[0]?.metrics.loss).toBeDefined();
    expect(rowsToRead(report, [], report.best)).toEqual([]);
  });
});
