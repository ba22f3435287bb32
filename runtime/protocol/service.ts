/**
 * What the extension may ask of the service process, and what it hears: tables of notes, indexed, paged, searched and
 * measured, runs planned, and questions about a note answered (`ask.ts`). Text of notes crosses only in answers to `dataset/rows`,
 * `dataset/row` and `dataset/search`, and in `ask/answer`.
 */
import { z } from 'zod';
import { askMethods, askNotifications } from './ask.ts';
import { fineTuneConfigSchema, noteCharactersSchema, rowIdSchema, taskSchema } from './config.ts';
import { planSchema } from './plan.ts';

/** Raised when a message changes so that an older program would misread it. */
export const serviceProtocolVersion = 1;

const nothing = z.strictObject({});
const count = z.number().int().min(0);
const range = z.strictObject({ min: count.optional(), max: count.optional() });

/** The columns that can be searched. */
export const searchColumns = ['patient_id', 'note', 'question', 'answer', 'task'] as const;
const searchColumnSchema = z.enum(searchColumns);
export type SearchColumn = (typeof searchColumns)[number];

/** What a row's length in tokens depends on. */
const encodingSchema = z.strictObject({
  /** As in the config: "embedded", or the path of a model folder or GGUF file. */
  model: fineTuneConfigSchema.shape.model,
  prompt: fineTuneConfigSchema.shape.prompt,
});
export type Encoding = z.output<typeof encodingSchema>;

/** Rows that fit every part that is given. */
const filterSchema = z.strictObject({
  tasks: z.array(taskSchema).min(1).optional(),
  /** Characters (Unicode code points) of the note, both ends included. */
  noteCharacters: noteCharactersSchema.optional(),
  /** Tokens of prompt, answer and end token, untrimmed; only rows that `dataset/statistics` has measured so far. */
  tokens: z.strictObject({ ...range.shape, ...encodingSchema.shape }).optional(),
  rows: z.array(rowIdSchema).max(100_000).optional(),
});
export type DatasetFilter = z.output<typeof filterSchema>;

const sortKeys = ['row', 'noteCharacters', 'questionCharacters', 'answerCharacters', 'patient', 'question'] as const;
const sortSchema = z.strictObject({ by: z.enum(sortKeys).default('row'), descending: z.boolean().default(false) });
export type DatasetSort = z.output<typeof sortSchema>;

const charactersSchema = z.object({ note: count, question: count, answer: count });

export const datasetInfoSchema = z.object({
  /** Names the dataset in further requests to this process. */
  id: z.string(),
  /** The file, as an absolute path. */
  path: z.string(),
  bytes: count,
  /** While `indexing`, the counts are of a first look at every record, and only the first rows can be paged. */
  status: z.enum(['indexing', 'ready']),
  rows: count,
  tasks: z.record(taskSchema, count),
  patients: count,
  duplicates: count,
  malformed: count,
  /** Where they begin; at most the first thousand. */
  malformedLines: z.array(z.number().int().positive()),
});
export type DatasetInfo = z.output<typeof datasetInfoSchema>;

const rowSummarySchema = z.object({
  row: rowIdSchema,
  task: taskSchema,
  patientId: z.string(),
  /** The question's first words, on one line. */
  question: z.string(),
  characters: charactersSchema,
});
export type RowSummary = z.output<typeof rowSummarySchema>;

/** Longest text of one column that a `dataset/row` carries; what it leaves out shows by `characters`. */
export const longestText = 5_000_000;

const hitSchema = z.object({
  row: rowIdSchema,
  task: taskSchema,
  column: searchColumnSchema,
  /** Text around the first match in this column, on one line; `start` and `end` are UTF-16 offsets of the match in it. */
  snippet: z.string(),
  start: count,
  end: count,
});
export type SearchHit = z.output<typeof hitSchema>;

const histogramSchema = z.array(count);
const taskStatisticsSchema = z.object({
  task: taskSchema,
  rows: count,
  /** Of all rows, 0 to 1. */
  share: z.number(),
  /** Rows by characters of their note, a count for each bin of `characterBins`. */
  characters: histogramSchema,
  /** Rows by tokens, a count for each bin of `tokens.bins`; of the measured rows only. */
  tokens: histogramSchema.optional(),
  /** Of the measured rows: how many would lose the end of their note, and how many cannot be used at all. */
  measured: count.optional(),
  trimmed: count.optional(),
  refused: count.optional(),
});

export const statisticsSchema = z.object({
  rows: count,
  /** The lower edges of the bins, and last the upper edge of the last one (exclusive). */
  characterBins: z.array(count),
  tokens: z
    .object({
      bins: z.array(count),
      /** The limit that `trimmed` and `refused` count by. */
      sequenceLength: count,
      /** Fewer than `rows`: a sample chosen by a fixed seed, so figures drawn from it are estimates. */
      measured: count,
    })
    .optional(),
  tasks: z.array(taskStatisticsSchema),
});
export type DatasetStatistics = z.output<typeof statisticsSchema>;

const id = z.string();
const datasetMethods = {
  /**
   * Opens a file ("embedded", or an absolute path). A file seen before, and unchanged, is `ready` at once; else the answer
   * comes after a first look and the index is built meanwhile, with `dataset/progress` to every client.
   */
  'dataset/open': { params: z.strictObject({ source: z.string().min(1) }), result: datasetInfoSchema },
  /** Answers when the index is complete, with the final counts. Cancelling it stops the waiting, not the indexing. */
  'dataset/ready': { params: z.strictObject({ id }), result: datasetInfoSchema },
  /** A page of rows. `total` counts all that fit; `complete` is false while there are only the first rows. */
  'dataset/rows': {
    params: z.strictObject({
      id,
      filter: filterSchema.default({}),
      sort: sortSchema.default({ by: 'row', descending: false }),
      offset: count.default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    result: z.object({ rows: z.array(rowSummarySchema), total: count, complete: z.boolean() }),
  },
  /** The ids of all rows that fit, in the order of the file, for "Fine-tune on this selection". */
  'dataset/ids': {
    params: z.strictObject({ id, filter: filterSchema.default({}) }),
    result: z.object({ rows: z.array(rowIdSchema), complete: z.boolean() }),
  },
  'dataset/row': {
    params: z.strictObject({ id, row: rowIdSchema }),
    result: z.object({
      row: rowIdSchema,
      task: taskSchema,
      patientId: z.string(),
      note: z.string(),
      question: z.string(),
      answer: z.string(),
      characters: charactersSchema,
    }),
  },
  /**
   * Rows that hold the query, whatever its case. Hits come in `dataset/hits` notifications that carry the client's own
   * `search`, in the order of the file, at most `limit`; all of them have gone out when the answer comes. Can be cancelled.
   */
  'dataset/search': {
    params: z.strictObject({
      id,
      search: z.string().min(1).max(100),
      query: z.string().min(1).max(1000),
      columns: z
        .array(searchColumnSchema)
        .min(1)
        .default([...searchColumns]),
      filter: filterSchema.default({}),
      limit: z.number().int().min(1).max(100_000).default(2000),
    }),
    /** `rows`: how many rows were found. `more`: the search ended at the limit. */
    result: z.object({ hits: count, rows: count, more: z.boolean() }),
  },
  /** Shares and histograms; with an encoding also tokens. Can be cancelled; what was measured by then is kept. */
  'dataset/statistics': {
    params: z.strictObject({
      id,
      filter: filterSchema.default({}),
      bins: z.number().int().min(2).max(200).default(30),
      tokens: z
        .strictObject({
          ...encodingSchema.shape,
          sequenceLength: fineTuneConfigSchema.shape.sequenceLength,
          onTooLong: fineTuneConfigSchema.shape.data.unwrap().shape.onTooLong,
          /** Measure at least so many of the rows that fit; 0: all. */
          sample: count.default(1000),
        })
        .optional(),
    }),
    result: statisticsSchema,
  },
  /** Ends the use of a dataset by this client; its index stays. */
  'dataset/close': { params: z.strictObject({ id }), result: nothing },
  /** Deletes all that was kept of a file, whether open or not. The file itself stays. */
  'dataset/forget': { params: z.strictObject({ source: z.string().min(1) }), result: nothing },
} as const;

const planMethods = {
  /**
   * What a run of this config would be (paths in it absolute). `quick` leaves out what needs the rows read and encoded,
   * unless they are at hand: the model's facts come within milliseconds.
   */
  'plan/describe': {
    params: z.strictObject({ config: fineTuneConfigSchema, quick: z.boolean().default(false) }),
    result: planSchema,
  },
} as const;

const notifications = {
  /** `done` of `total`, in bytes while indexing and in rows while measuring. */
  'dataset/progress': z.object({ id, phase: z.enum(['indexing', 'measuring']), done: z.number(), total: count }),
  'dataset/hits': z.object({ search: z.string(), hits: z.array(hitSchema) }),
} as const;

export const serviceProtocol = {
  methods: {
    /** The first request on every connection. */
    hello: {
      params: z.strictObject({ protocolVersion: z.number().int().positive() }),
      result: z.object({ protocolVersion: z.number().int().positive(), pid: z.number().int().positive() }),
    },
    ...datasetMethods,
    ...planMethods,
    ...askMethods,
  },
  notifications: { ...notifications, ...askNotifications },
} as const;
export type ServiceProtocol = typeof serviceProtocol;

/** Between the threads of the service process: the server thread asks the thread that holds the tables. */
export const datasetProtocol = {
  methods: {
    ...datasetMethods,
    /** Closes every dataset and wipes its temp folders. */
    end: { params: nothing, result: nothing },
  },
  notifications,
} as const;
export type DatasetProtocol = typeof datasetProtocol;

/** Between the server thread and the thread that plans. */
export const planProtocol = { methods: planMethods, notifications: {} } as const;
export type PlanProtocol = typeof planProtocol;

/** Between the server thread and the thread that answers questions. */
export const askProtocol = { methods: askMethods, notifications: askNotifications } as const;
export type AskProtocol = typeof askProtocol;
