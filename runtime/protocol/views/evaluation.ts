/** The report of an evaluation, with the answers to its best and worst rows. */
import { z } from 'zod';
import { rowIdSchema } from '../config.ts';
import { evaluationReportSchema, reportAnswersSchema } from '../evaluation.ts';
import { shownNames } from '../metrics.ts';
import { readyMessage } from './view.ts';

export const evaluationActions = ['again', 'openReport', 'reveal'] as const;
export type EvaluationAction = (typeof evaluationActions)[number];

export const evaluationView = {
  name: 'evaluation',
  toHost: z.discriminatedUnion('type', [
    readyMessage,
    z.strictObject({ type: z.literal('act'), action: z.enum(evaluationActions) }),
    /** A row of the evaluated data, as a document. */
    z.strictObject({ type: z.literal('openRow'), row: rowIdSchema }),
  ]),
  toView: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('report'),
      /** Of the run. */
      id: z.string(),
      name: z.string(),
      report: evaluationReportSchema,
      answers: reportAnswersSchema,
      /** The run has learned more since. */
      isOutdated: z.boolean(),
    }),
  ]),
  state: z.strictObject({
    run: z.string(),
    /** The one that is shown task by task. */
    metric: z.enum(shownNames),
  }),
};
export type EvaluationView = typeof evaluationView;
