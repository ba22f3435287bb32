/** The statistics of a data set: the view says what to measure and which bar was clicked, the host answers with figures. */
import { z } from 'zod';
import { fineTuneConfigSchema, taskSchema } from '../config.ts';
import { errorCodes } from '../errors.ts';
import { statisticsSchema } from '../service.ts';
import { readyMessage } from './view.ts';

const { model, prompt, sequenceLength } = fineTuneConfigSchema.shape;
/** What the lengths in tokens depend on, and the limit that they are held against. */
const measureSchema = z.strictObject({ model, prompt, sequenceLength });
export type Measure = z.output<typeof measureSchema>;

const range = z.strictObject({ min: z.number().int().min(0), max: z.number().int().min(0) });

export const statisticsView = {
  name: 'statistics',
  toHost: z.discriminatedUnion('type', [
    readyMessage,
    /** `all`: measure every row, where a sample was measured before. */
    z.strictObject({ type: z.literal('measure'), measure: measureSchema, all: z.boolean() }),
    z.strictObject({ type: z.literal('cancel') }),
    z.strictObject({ type: z.literal('chooseModel'), what: z.enum(['folder', 'file']) }),
    /** A bar was clicked: the tree shows its rows alone. */
    z.strictObject({
      type: z.literal('filter'),
      task: taskSchema.optional(),
      noteCharacters: range.optional(),
      tokens: range.optional(),
      measure: measureSchema,
    }),
    z.strictObject({ type: z.literal('clearFilter') }),
  ]),
  toView: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('dataset'),
      source: z.string(),
      name: z.string(),
      patients: z.number(),
      duplicates: z.number(),
      malformed: z.number(),
      measure: measureSchema,
    }),
    z.strictObject({ type: z.literal('statistics'), statistics: statisticsSchema }),
    z.strictObject({ type: z.literal('progress'), done: z.number(), total: z.number() }),
    z.strictObject({ type: z.literal('model'), model: z.string() }),
    /** What the tree shows now, in words; empty where it shows everything. */
    z.strictObject({ type: z.literal('filtered'), description: z.string() }),
    z.strictObject({
      type: z.literal('failed'),
      error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() }),
    }),
  ]),
  state: z.strictObject({ source: z.string(), measure: measureSchema, by: z.enum(['characters', 'tokens']) }),
};
export type StatisticsView = typeof statisticsView;
