/**
 * The panel of a run. The host passes on what the run tells: steps as columns of numbers, as there may be 100,000 of
 * them, everything else as events. Runs laid beside it to compare come the same way, under their own ids.
 */
import { z } from 'zod';
import { fineTuneConfigSchema } from '../config.ts';
import { runEventSchema } from '../events.ts';
import { samplesSchema } from '../samples.ts';
import { statuses } from '../status.ts';
import { readyMessage } from './view.ts';

const numbers = z.array(z.number());

/** The figures of some steps, oldest first; each array has one number a step. Bytes, seconds, and ms since 1970. */
export const stepColumnsSchema = z.strictObject({
  step: numbers,
  time: numbers,
  loss: numbers,
  learningRate: numbers,
  gradNorm: numbers,
  tokensPerSecond: numbers,
  seconds: numbers,
  weights: numbers,
  adapter: numbers,
  gradients: numbers,
  optimizer: numbers,
  /** Of the whole process. */
  memory: numbers,
});
export type StepColumns = z.output<typeof stepColumnsSchema>;

const runSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  status: z.enum([...statuses, 'unreadable']),
  step: z.number(),
  loss: z.number().optional(),
});
export type RunSummary = z.output<typeof runSummarySchema>;

export const runActions = [
  ...(['pause', 'continue', 'stop', 'checkpoint', 'resume', 'reveal'] as const),
  /** With the result, an adapter or a whole model: its path to the clipboard; a question about a note; its worth. */
  ...(['copyResult', 'askWithResult', 'evaluate'] as const),
] as const;
export type RunAction = (typeof runActions)[number];

export const trainingTabs = ['samples', 'log', 'runs'] as const;
const png = /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/;

export const trainingView = {
  name: 'training',
  toHost: z.discriminatedUnion('type', [
    readyMessage,
    z.strictObject({ type: z.literal('act'), action: z.enum(runActions) }),
    /** The whole history of another run, please. */
    z.strictObject({ type: z.literal('compare'), run: z.string() }),
    z.strictObject({ type: z.literal('open'), run: z.string() }),
    z.strictObject({ type: z.literal('savePicture'), png: z.string().regex(png) }),
    z.strictObject({ type: z.literal('saveNumbers'), csv: z.string() }),
  ]),
  toView: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('run'),
      id: z.string(),
      name: z.string(),
      folder: z.string(),
      config: fineTuneConfigSchema,
      /** Whether a note can be asked about with the result. */
      canAsk: z.boolean(),
    }),
    z.strictObject({ type: z.literal('steps'), run: z.string(), columns: stepColumnsSchema }),
    z.strictObject({ type: z.literal('events'), run: z.string(), events: z.array(runEventSchema) }),
    /** Every run there is, the newest first. */
    z.strictObject({ type: z.literal('runs'), runs: z.array(runSummarySchema) }),
    z.strictObject({ type: z.literal('samples'), samples: samplesSchema }),
    /** The end of what the run's process wrote to its standard error. */
    z.strictObject({ type: z.literal('lastLines'), lines: z.array(z.string()) }),
  ]),
  state: z.strictObject({
    /** The id of the run: the panel comes back with it after a reload. */
    run: z.string(),
    compared: z.array(z.string()),
    tab: z.enum(trainingTabs),
  }),
};
export type TrainingView = typeof trainingView;
