/** The report of an evaluation: figures and row ids, never text of a note or an answer. */
import { z } from 'zod';
import { taskSchema } from './config.ts';

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
  figures: byTaskSchema,
  rows: z.array(rowSchema),
});
export type ContestantReport = z.output<typeof contestantSchema>;

const intervalSchema = z.strictObject({ mean: z.number(), low: z.number(), high: z.number() });

export const evaluationReportSchema = z.strictObject({
  formatVersion: z.literal(1),
  runId: z.string(),
  createdAt: z.string(),
  data: z.string(),
  device: z.string(),
  seed: z.number().int(),
  heldOutRows: z.number().int(),
  heldOutPatients: z.number().int(),
  /** The run's own result first. */
  contestants: z.array(contestantSchema),
  /** Sentences of the references that the checker flags: so much of the rate of unsupported claims is its own doing. */
  referenceUnsupportedClaims: z.number().optional(),
  /** The run's own result minus another, with the middle 95% of paired bootstrap means. */
  comparisons: z.array(
    z.strictObject({ against: z.string(), differences: z.partialRecord(z.enum(metricNames), intervalSchema) }),
  ),
  best: z.array(z.string()),
  worst: z.array(z.string()),
  leaks: z.array(z.strictObject({ heldOutRow: z.string(), trainRow: z.string(), similarity: z.number() })),
});
export type EvaluationReport = z.output<typeof evaluationReportSchema>;
