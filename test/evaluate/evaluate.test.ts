import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateRun } from '../../runtime/evaluate/evaluate.ts';
import { markdownOf } from '../../runtime/evaluate/markdown.ts';
import { textMetrics } from '../../runtime/evaluate/measure.ts';
import { describeMeasured } from '../../runtime/evaluate/report.ts';
import type { Task } from '../../runtime/protocol/config.ts';
import { type EvaluationReport, evaluationReportSchema, reportFiles } from '../../runtime/protocol/evaluation.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { runSmall, type SmallRun, workplace } from '../train/small-run.ts';

const place = workplace();
const storage = join(place.folder, 'storage');
afterAll(() => rmSync(place.folder, { recursive: true }));

const evaluate = ({ runFolder, config }: SmallRun, against: readonly string[], rows = 100) =>
  evaluateRun(storage, { id: 'run-1', name: undefined, folder: runFolder, createdAt: '' }, config, {
    against,
    rows,
    device: 'cpu',
    onProgress: () => {},
  });

describe('an evaluation', () => {
  let run: SmallRun;
  let other: SmallRun;
  let report: EvaluationReport;
  beforeAll(async () => {
    // Enough patients for intervals.
    const data = { heldOutFraction: 0.5 };
    run = await runSmall(place, { data, epochs: 3, evaluation: { maxNewTokens: 8 } });
    other = await runSmall(place, { data, epochs: 1, lora: { r: 2, alpha: 2 } });
    report = await evaluate(run, ['base', join(other.runFolder, 'adapter')]);
  });
  const lossOf = (name: string) => report.contestants.find((one) => one.name === name)?.figures.all.loss;

  it('finds the very losses that the run has told of its held-out rows, base and result', () => {
    const [done] = run.of('done');
    expect(lossOf('run-1')).toBeCloseTo(done?.heldOutLoss.after ?? 0, 4);
    expect(lossOf('base')).toBeCloseTo(done?.heldOutLoss.before ?? 0, 4);
  });

  it('measures another adapter on the same rows, of whatever rank', () => {
    expect(lossOf('adapter')).toBeCloseTo(other.of('done')[0]?.heldOutLoss.after ?? 0, 4);
    const ids = report.contestants.map(({ rows }) => rows.map(({ rowId }) => rowId).join());
    expect(new Set(ids).size).toBe(1);
  });

  it('compares row by row: the mean difference of the losses is the difference of the means', () => {
    for (const { against, differences } of report.comparisons) {
      expect(differences.loss?.mean).toBeCloseTo((lossOf('run-1') ?? 0) - (lossOf(against) ?? 0), 6);
      expect(differences.loss?.low).toBeLessThan(differences.loss?.high ?? 0);
    }
  });

  it('says by their hashes which model and which adapters were measured, and tells equal names apart', async () => {
    const adapter = join(other.runFolder, 'adapter');
    const twice = await evaluate(other, [adapter, adapter], 2);
    expect(twice.contestants.map(({ name }) => name)).toEqual(['run-1', 'adapter', 'adapter (2)']);
    const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(twice.contestants[1]?.adapterSha256).toBe(sha256(join(adapter, 'adapter_model.safetensors')));
    expect(twice.model?.sha256).toBe(sha256(join(place.model, 'model.safetensors')));
  });

  it('leaves figures and row ids in the report, and the text of answers in a file of their own', () => {
    const read = (file: string) => readFileSync(join(run.runFolder, file), 'utf8');
    expect(evaluationReportSchema.parse(JSON.parse(read(reportFiles.json)))).toEqual(report);
    const rows = sampleRows(40, 12, 1, 8);
    for (const { note, question, answer } of rows.filter((row) => row.answer.length > 12))
      for (const text of [note, question, answer])
        for (const file of [reportFiles.json, reportFiles.markdown]) expect(read(file)).not.toContain(text);
    const answers = JSON.parse(read(reportFiles.answers));
    expect(answers).toHaveLength(report.heldOutRows);
    expect(Object.keys(answers[0].answers)).toEqual(['run-1', 'base', 'adapter']);
    for (const id of [...report.best, ...report.worst])
      expect(answers.map((row: { rowId: string }) => row.rowId)).toContain(id);
  });

  it('opens the whole model that a run of method "full" has saved', async () => {
    const whole = await runSmall(place, { epochs: 1, method: 'full', optimizer: { learningRate: 1e-3 } });
    const { contestants } = await evaluate(whole, ['base']);
    const [done] = whole.of('done');
    expect(contestants[0]?.figures.all.loss).toBeCloseTo(done?.heldOutLoss.after ?? 0, 2);
    expect(contestants[1]?.figures.all.loss).toBeCloseTo(done?.heldOutLoss.before ?? 0, 4);
  });

  it('names what it cannot compare with', async () => {
    await expect(evaluate(run, ['nothing-here'])).rejects.toMatchObject({ code: 'usage' });
    await expect(evaluate({ ...run, runFolder: place.folder }, ['base'])).rejects.toMatchObject({
      code: 'runUnfinished',
    });
    const notesOnly = { ...run, config: { ...run.config, objective: 'pretrain' as const } };
    await expect(evaluate(notesOnly, ['base'])).rejects.toMatchObject({ code: 'runLearnedNoAnswers' });
  });
});

describe('the figures of a row', () => {
  const note = 'Admitted with pneumonia. Given ceftriaxone 1 g daily.';

  it('tell right from wrong, and claims that the note does not support', () => {
    const row = { note, answer: 'Ceftriaxone 1 g daily' };
    expect(textMetrics('ceftriaxone 1 g daily.', row)).toEqual({
      exactMatch: 1,
      tokenF1: 1,
      rougeL: 1,
      unsupportedClaims: 0,
      answerWords: 4,
    });
    expect(textMetrics('Ceftriaxone 2 g daily', row)).toMatchObject({
      exactMatch: 0,
      tokenF1: 0.75,
      unsupportedClaims: 1,
    });
    expect(textMetrics('', row)).not.toHaveProperty('unsupportedClaims');
  });

  it('are averaged by label tokens for the loss and by rows for the rest, the best and the worst row named', () => {
    const rows = sampleRows(4, 4).map((row, i) => ({
      row: { ...row, note, answer: 'Ceftriaxone 1 g daily' },
      answer: '',
      labelTokens: i === 0 ? 30 : 10,
      metrics: { loss: i === 0 ? 1 : 3, tokenF1: i / 3 },
    }));
    const { contestants, best, worst } = describeMeasured([{ name: 'a', rows }], 1);
    expect(contestants[0]?.figures.all).toEqual({ rows: 4, loss: 2, perplexity: Math.exp(2), tokenF1: 0.5 });
    expect([best[0], worst[0]]).toEqual([rows[3]?.row.id, rows[0]?.row.id]);
  });

  it('are compared task by task, without an interval where the patients are too few for one', () => {
    const rows = sampleRows(160, 1000).map((row) => ({ ...row, note }));
    const measured = (lossOf: (task: Task) => number) =>
      rows.map((row) => ({ row, answer: '', labelTokens: 10, metrics: { loss: lossOf(row.task) } }));
    const own = measured((task) => (task === 'Summarization' ? 1 : 3));
    const pair = (few = rows.length) => [
      { name: 'a', rows: own.slice(0, few) },
      { name: 'b', rows: measured(() => 2).slice(0, few) },
    ];
    const [{ perTask = {} } = {}] = describeMeasured(pair(), 1).comparisons;
    expect(perTask.Summarization?.loss).toEqual({ mean: -1, low: -1, high: -1 });
    expect(perTask['Question Answering']?.loss).toEqual({ mean: 1, low: 1, high: 1 });
    expect(describeMeasured(pair(4), 1).comparisons[0]?.differences).toEqual({});
  });
});

describe('the report to read', () => {
  const figures = { all: { rows: 9 }, perTask: {} };
  const report: EvaluationReport = {
    ...{ formatVersion: 1, runId: 'run-1', createdAt: '', data: 'notes.csv', device: 'cpu', seed: 7 },
    ...{ heldOutRows: 9, heldOutPatients: 9, best: [], worst: [], leaks: [] },
    contestants: ['a', 'b'].map((name) => ({ name, figures, rows: [] })),
    comparisons: [
      {
        against: 'b',
        differences: { loss: { mean: -1.5, low: -2, high: -1 }, tokenF1: { mean: 0.1, low: -0.2, high: 0.4 } },
        perTask: {
          Summarization: { loss: { mean: -0.25, low: -0.5, high: -0.125 }, tokenF1: { mean: 0, low: -0.1, high: 0.1 } },
          'Question Answering': {},
        },
      },
    ],
  };
  /** The cells of the table below a heading, by what their line begins with. */
  const linesBelow = (heading: string) => {
    const [, text = ''] = markdownOf(report).split(`${heading}\n`);
    const [section = ''] = text.split('\n#');
    const lines = section.split('\n').filter((line) => line.startsWith('|'));
    return lines.map((line) => line.slice(2, -2).split(' | '));
  };

  it('has the differences between contestants with their intervals, over all rows and task by task', () => {
    expect(linesBelow('## Against b')).toEqual([
      ['', 'difference', '95% interval', 'better'],
      ['---', '---', '---', '---'],
      ['loss', '**−1.5000**', '−2.0000 to −1.0000', 'lower'],
      ['token F1', '+10.0 pp', '−20.0 pp to +40.0 pp', 'higher'],
    ]);
    const [heads, , ...tasks] = linesBelow('### Against b, task by task');
    expect(heads).toEqual(['task', 'loss', 'exact match', 'token F1', 'ROUGE-L', 'unsupported claims', 'answer words']);
    expect(tasks).toEqual([
      ['Summarization', '**−0.2500** (−0.5000 to −0.1250)', '–', '+0.0 pp (−10.0 pp to +10.0 pp)', '–', '–', '–'],
      ['Question Answering', '–', '–', '–', '–', '–', '–'],
    ]);
  });
});
