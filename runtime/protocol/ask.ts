/**
 * What can be asked of a model about a note, and what an answer carries. The note's text crosses in `ask/answer`, the
 * answer's in `ask/token` and in the result; nothing of either is kept.
 */
import { z } from 'zod';
import { fineTuneConfigSchema, type Task, taskSchema } from './config.ts';

const count = z.number().int().min(0);
const text = z.string();

/** Questions to offer for each task; the first is what the task alone asks. */
export const taskQuestions: Readonly<Record<Task, readonly [string, ...string[]]>> = {
  'Named Entity Recognition': [
    'List the diagnoses, procedures, medications and allergies named in this note.',
    'Extract the procedures named in this note.',
    'Which allergies does the note name?',
    'List the presenting symptoms.',
  ],
  'Abbreviation Expansion': ['Expand the abbreviations used in this note.'],
  'Relation Extraction': [
    'Which dose and indication belong to each medication?',
    'Link each laboratory test to its value.',
  ],
  'Temporal Information Extraction': [
    'List the dates and durations in this note with what happened then.',
    'When was the patient admitted?',
    'When was the patient discharged?',
    'When is the next visit?',
  ],
  'Coreference Resolution': ['Whom or what do the pronouns in this note refer to?'],
  Paraphrasing: [
    'Explain this note to the patient in plain words.',
    'Rephrase what was done in hospital for the patient.',
  ],
  Summarization: [
    'Summarize this note in three sentences.',
    'Summarize the hospital course.',
    'Give a brief summary of the stay.',
  ],
  'Question Answering': [
    'What was the leading diagnosis?',
    'Who was the attending physician?',
    'Where was the patient discharged to?',
  ],
};

/** How the next token is chosen; the order and the meaning are those of transformers' logits processors. */
export const samplingSchema = z.strictObject({
  maxNewTokens: z.number().int().min(1).max(8192).default(256).describe('Longest answer, in tokens.'),
  temperature: z.number().min(0).max(10).default(0).describe('0: always the most likely token.'),
  topK: count.default(0).describe('Draw among so many of the most likely tokens; 0: all.'),
  topP: z.number().gt(0).max(1).default(1).describe('Draw among the likeliest tokens that make up this probability.'),
  minP: z.number().min(0).max(1).default(0).describe('Leave out tokens below this share of the likeliest one.'),
  repetitionPenalty: z.number().positive().max(10).default(1).describe('Above 1, tokens used before lose likelihood.'),
  beams: z.number().int().min(1).max(16).default(1).describe('Above 1: beam search, without drawing.'),
  lengthPenalty: z.number().min(-10).max(10).default(1).describe('Above 0, beam search favours longer answers.'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1)
    .describe('The same seed gives the same answer.'),
  stop: z.array(z.string().min(1).max(200)).max(16).default([]).describe('An answer ends before any of these texts.'),
});
export type Sampling = z.output<typeof samplingSchema>;

/** A question about the note that was answered before. */
const turnSchema = z.strictObject({ question: z.string().max(10_000), answer: z.string().max(1_000_000) });
export type EarlierTurn = z.output<typeof turnSchema>;
/** No more turns are taken in a request. */
export const mostEarlierTurns = 32;

const { model, prompt, device, threads } = fineTuneConfigSchema.shape;
export const askRequestSchema = z
  .strictObject({
    /** The client's own name for this request; `ask/progress` and `ask/token` carry it. */
    ask: z.string().min(1).max(100),
    /** As in the config: "embedded", or the path of a model folder or GGUF file. */
    model,
    /** Folder of an adapter that was trained on the model. */
    adapter: z.string().min(1).optional(),
    /** Id or folder of a run: its model, its adapter and its prompt template, in place of the three. */
    run: z.string().min(1).optional(),
    note: z.string().max(32_000_000),
    /** What to ask; without it, the first question of the task. */
    question: z.string().max(10_000).optional(),
    task: taskSchema.optional(),
    /**
     * What was asked and answered before, the oldest first, by the same model and adapter. The model reads it before the
     * question; where it does not fit beside the note, the oldest turns are left out.
     */
    earlier: z.array(turnSchema).max(mostEarlierTurns).default([]),
    prompt,
    sampling: samplingSchema.prefault({}),
    device,
    threads,
    /** Tokens of prompt and answer together; 0: as many as the model has positions for. */
    contextTokens: count.default(0),
    /** A note that does not fit is read in parts, at most so many: the ones with most of the question's words. */
    maxParts: z.number().int().min(1).max(10_000).default(16),
    /** How long the model stays loaded after the last answer. */
    keepWarmSeconds: z.number().min(0).max(86_400).default(300),
  })
  .refine(({ question, task }) => Boolean(question?.trim()) || task !== undefined, {
    message: 'a question or a task is needed',
  });
export type AskRequest = z.output<typeof askRequestSchema>;
/** As a caller writes it: what has a default may be left out. */
export type AskRequestInput = z.input<typeof askRequestSchema>;

/** UTF-16 offsets into the note as it was sent: start included, end excluded. */
const rangeSchema = z.object({ start: count, end: count });
export type NoteRange = z.output<typeof rangeSchema>;

const partSchema = z.object({
  ...rangeSchema.shape,
  /** The heading that the part begins under, where there is one. */
  heading: z.string().optional(),
  text,
  /** Why it ended: the model said so, the limit of tokens, or a stop text. */
  ended: z.enum(['end', 'limit', 'stop']),
  promptTokens: count,
  /** Of the prompt's tokens, those known from an earlier question. */
  reusedTokens: count,
  newTokens: count,
});
export type AnswerPart = z.output<typeof partSchema>;

const fileSchema = z.object({
  path: z.string(),
  /** SHA-256 of its weights. */
  sha256: z.string(),
});

export const answerSchema = z.object({
  /** One part's text as it is; of several parts each under its heading. */
  text,
  question: z.string(),
  parts: z.array(partSchema),
  /** What of the note was read, and what was not, both in its order. */
  read: z.array(rangeSchema),
  unread: z.array(rangeSchema),
  /** Turns before the question: how many the request had, and how many of them, the newest, were read. */
  earlier: z.object({ given: count, read: count }).default({ given: 0, read: 0 }),
  model: fileSchema,
  adapter: fileSchema.optional(),
  prompt,
  /** The prompt around the note, question and earlier turns included. */
  template: z.object({ before: z.string(), after: z.string() }),
  sampling: samplingSchema,
  contextTokens: count,
  device: z.enum(['cpu', 'webgpu']),
  threads: count,
  /** When the answer was complete, ISO 8601. */
  answeredAt: z.string(),
  seconds: z.object({
    queued: z.number(),
    /** To load the model; 0 where it was warm. */
    loading: z.number(),
    /** From then to the first token. */
    firstToken: z.number(),
    /** From the start of loading to the end. */
    total: z.number(),
  }),
  /** Of the tokens after each part's first. */
  tokensPerSecond: z.number(),
});
export type Answer = z.output<typeof answerSchema>;

const ask = z.string();
export const askMethods = {
  /**
   * Answers a question about a note. Requests are answered one after another; each may name another adapter, and base and
   * adapters of one model take turns without loading. Cancelling takes effect within one token.
   */
  'ask/answer': { params: askRequestSchema, result: answerSchema },
  /** What is loaded, for a status display. */
  'ask/status': {
    params: z.strictObject({}),
    result: z.object({
      model: z.string().optional(),
      /** Bytes that go free when it is released: key-value caches; weights are pages of their file. */
      bytes: count,
      /** Requests that wait or are under way. */
      requests: count,
    }),
  },
  /** Releases the model at once, where no request is under way. */
  'ask/release': { params: z.strictObject({}), result: z.strictObject({}) },
} as const;

export const askNotifications = {
  'ask/progress': z.discriminatedUnion('phase', [
    /** So many requests are ahead. */
    z.object({ ask, phase: z.literal('queued'), ahead: count }),
    /** Bytes converted, of how many; 0 of 0 while the model is read. */
    z.object({ ask, phase: z.literal('loading'), done: count, total: count }),
    /** Prompt tokens of a part; `reused` are known already. */
    z.object({
      ask,
      phase: z.literal('reading'),
      part: count,
      parts: count,
      done: count,
      total: count,
      reused: count,
    }),
  ]),
  /** The answer goes on; the texts of a part in their order make up its text. */
  'ask/token': z.object({ ask, part: count, text }),
} as const;
export type AskProgress = z.output<(typeof askNotifications)['ask/progress']>;
export type AskToken = z.output<(typeof askNotifications)['ask/token']>;
