/**
 * What a run tells: the params of the notification `run/event`, and the lines of its journal. `seq` counts every event
 * of a run across attempts; a client asks for all after a seq and so sees the history exactly once. Events hold numbers
 * and row ids, never text of a note; sample answers are files in the run folder.
 */
import { z } from 'zod';
import { taskSchema } from './config.ts';
import { errorCodes } from './errors.ts';

const bytes = z.number().int().min(0);

/** Memory at one moment: what is known exactly by part, and what the system measured for the process. */
export const memorySchema = z.strictObject({
  known: z.strictObject({ weights: bytes, adapter: bytes, gradients: bytes, optimizer: bytes }),
  measured: z.strictObject({ current: bytes, peak: bytes }),
});
export type Memory = z.output<typeof memorySchema>;

const perTask = z.partialRecord(taskSchema, z.number());
export const exactMatchSchema = z.strictObject({ before: perTask, after: perTask, shuffledNote: perTask });

export const eventBodySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('queued'), behind: z.string() }),
  z.strictObject({
    type: z.literal('started'),
    device: z.string(),
    deviceReason: z.string(),
    threads: z.number(),
    /** What must be equal for a resume to give the very same bits. */
    fingerprint: z.strictObject({ build: z.string(), processor: z.string(), threads: z.number(), device: z.string() }),
    totalSteps: z.number(),
    trainRows: z.number(),
    heldOutRows: z.number(),
    trainableParameters: z.number(),
    parameters: z.number(),
    /** The peak that was expected, in bytes. */
    forecast: bytes.optional(),
  }),
  z.strictObject({
    type: z.literal('data'),
    rows: z.number(),
    duplicates: z.number(),
    malformed: z.number(),
    trimmed: z.number(),
    skipped: z.number(),
    malformedLines: z.array(z.number()),
  }),
  z.strictObject({
    type: z.literal('phase'),
    phase: z.enum(['preparing', 'training', 'evaluating', 'answering', 'saving']),
  }),
  z.strictObject({
    type: z.literal('step'),
    loss: z.number(),
    learningRate: z.number(),
    gradNorm: z.number(),
    epoch: z.number(),
    tokens: z.number(),
    labelTokens: z.number(),
    seconds: z.number(),
    tokensPerSecond: z.number(),
    memory: memorySchema,
  }),
  z.strictObject({ type: z.literal('evaluation'), heldOutLoss: z.number(), rows: z.number(), best: z.boolean() }),
  /** Questions were answered; question, reference and answers are in samples.json of the run folder. */
  z.strictObject({ type: z.literal('samples'), rows: z.number() }),
  z.strictObject({ type: z.literal('checkpoint'), path: z.string(), bytes }),
  z.strictObject({ type: z.literal('paused'), memoryHeld: z.boolean() }),
  z.strictObject({ type: z.literal('resumed') }),
  z.strictObject({ type: z.literal('rewound'), toStep: z.number() }),
  z.strictObject({ type: z.literal('progress'), what: z.string(), done: z.number(), total: z.number() }),
  z.strictObject({ type: z.literal('warning'), message: z.string() }),
  z.strictObject({ type: z.literal('stopped'), reason: z.enum(['asked', 'earlyStop']) }),
  z.strictObject({
    type: z.literal('failed'),
    error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() }),
  }),
  z.strictObject({
    type: z.literal('done'),
    trainLoss: z.number(),
    heldOutLoss: z.strictObject({ before: z.number(), after: z.number() }),
    heldOutLossPerTask: z.strictObject({ before: perTask, after: perTask }),
    exactMatch: exactMatchSchema,
    tokensPerSecond: z.number(),
    peakBytes: bytes,
    device: z.string(),
    adapterPath: z.string(),
    seconds: z.number(),
  }),
]);
/** An event as the trainer says it. */
export type EventBody = z.output<typeof eventBodySchema>;

export const eventEnvelopeSchema = z.object({
  seq: z.number().int().positive(),
  attempt: z.number().int().positive(),
  step: z.number().int().min(0),
  time: z.string(),
});
/** An event as journalled and sent: the body with its place in the run's history. */
export type RunEvent = EventBody & z.output<typeof eventEnvelopeSchema>;

/** Parses one event; throws a ZodError where it does not fit the schema. */
export function parseEvent(value: unknown): RunEvent {
  const { seq, attempt, step, time, ...body } = z.looseObject(eventEnvelopeSchema.shape).parse(value);
  const parsed = eventBodySchema.parse(body);
  const place = { type: parsed.type, seq, attempt, step, time };
  return { ...place, ...parsed };
}

/** The same as a schema, for messages that hold events. */
export const runEventSchema = z.unknown().transform(parseEvent);
