/** An evaluation: its report of figures and row ids, the answers to read beside it, and what its process tells. */
import { z } from 'zod';
import { taskSchema } from './config.ts';
import { errorCodes } from './errors.ts';

/** Files in the run folder. The answers are text of notes, and go nowhere else. */
export const reportFiles = { json: 'report.json', markdown: 'report.md', answers: 'report-answers.json' } as const;

/** What is measured of a row, in the order in which it is shown. */
export const metricNames = ['loss', 'exactMatch', 'tokenF1', 'rougeL', 'unsupportedClaims', 'answerWords'] as const;
export type MetricName = (typeof metricNames)[number];

/** Absent where it cannot be told: a row that does not fit has no loss, an answer without claims none unsupported. */
const metricsSchema = z.strictObject({
  loss: z.number().optional().describe('Mean per label token, in nats.'),
  exactMatch: z
    .number()
    .optional()
    .describe('1 where the answer is the reference but for case, spaces and a full stop.'),
  tokenF1: z.number().optional().describe('F1 of the words, as SQuAD counts them.'),
  rougeL: z.number().optional().describe('F1 of the longest common subsequence of stems, as rouge-score counts it.'),
  unsupportedClaims: z.number().optional().describe('Share of the checked sentences that the note does not support.'),
  answerWords: z.number().optional(),
});
export type Metrics = z.output<typeof metricsSchema>;

const figuresSchema = metricsSchema.extend({
  rows: z.number().int(),
  perplexity: z.number().optional(),
});
export type Figures = z.output<typeof figuresSchema>;

const byTaskSchema = z.strictObject({ all: figuresSchema, perTask: z.partialRecord(taskSchema, figuresSchema) });

const rowSchema = z.strictObject({ rowId: z.string(), task: taskSchema, metrics: metricsSchema });

const contestantSchema = z.strictObject({
  name: z.string(),
  /** Of an adapter's weights. */
  adapterSha256: z.string().optional(),
  figures: byTaskSchema,
  rows: z.array(rowSchema),
});
export type ContestantReport = z.output<typeof contestantSchema>;

const intervalSchema = z.strictObject({ mean: z.number(), low: z.number(), high: z.number() });
export type Interval = z.output<typeof intervalSchema>;

const differencesSchema = z.partialRecord(z.enum(metricNames), intervalSchema);
export type Differences = z.output<typeof differencesSchema>;

const comparisonSchema = z.strictObject({
  against: z.string(),
  differences: differencesSchema,
  perTask: z.partialRecord(taskSchema, differencesSchema).optional(),
});
export type Comparison = z.output<typeof comparisonSchema>;

export const evaluationReportSchema = z.strictObject({
  formatVersion: z.literal(1),
  runId: z.string(),
  createdAt: z.string(),
  data: z.string(),
  /** What all began with, and the hash of its weights. */
  model: z.strictObject({ path: z.string(), sha256: z.string() }).optional(),
  device: z.string(),
  seed: z.number().int(),
  heldOutRows: z.number().int(),
  heldOutPatients: z.number().int(),
  /** The run's own result first. */
  contestants: z.array(contestantSchema),
  /** Sentences of the references that the checker flags: so much of the rate of unsupported claims is its own doing. */
  referenceUnsupportedClaims: z.number().optional(),
  /** The run's own result minus another, with the middle 95% of paired bootstrap means. */
  comparisons: z.array(comparisonSchema),
  best: z.array(z.string()),
  worst: z.array(z.string()),
  leaks: z.array(z.strictObject({ heldOutRow: z.string(), trainRow: z.string(), similarity: z.number() })),
});
export type EvaluationReport = z.output<typeof evaluationReportSchema>;

/** The answers to read: text of notes. */
export const reportAnswersSchema = z.array(
  z.strictObject({
    rowId: z.string(),
    task: taskSchema,
    question: z.string(),
    reference: z.string(),
    /** By contestant. */
    answers: z.record(z.string(), z.string()),
  }),
);
export type ReportAnswers = z.output<typeof reportAnswersSchema>;

const count = z.number().int().min(0);
const progressSchema = z.strictObject({
  contestant: z.string(),
  /** Which of the contestants it is, from 0, and how many there are. */
  index: count,
  contestants: count,
  /** Of the contestant's rows; each counts twice, first for its loss, then for its answer. */
  done: count,
  total: count,
});
export type EvaluationProgress = z.output<typeof progressSchema>;

/** What a process that evaluates for another program tells, a line each. The last word is `done` or `failed`. */
export const evaluationMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), ...progressSchema.shape }),
  z.strictObject({ type: z.literal('done') }),
  z.strictObject({
    type: z.literal('failed'),
    error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() }),
  }),
]);
export type EvaluationMessage = z.output<typeof evaluationMessageSchema>;
