/**
 * samples.json in a run folder: held-out questions with their reference and what the model answered at each evaluation.
 * It holds text of notes, so it stays a file: events only say that it is there.
 */
import { z } from 'zod';
import { rowIdSchema, taskSchema } from './config.ts';

export const sampleSchema = z.strictObject({
  rowId: rowIdSchema,
  task: taskSchema,
  question: z.string(),
  reference: z.string(),
  /** In the order of their steps; step 0 is the model before training. */
  answers: z.array(z.strictObject({ step: z.number().int().min(0), text: z.string() })),
});
export type Sample = z.output<typeof sampleSchema>;

export const samplesSchema = z.array(sampleSchema);
export const samplesFile = 'samples.json';
