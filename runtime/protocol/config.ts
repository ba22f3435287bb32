/**
 * The fine-tune config: the one place that holds every option with its default, range and help text. The form, the JSON
 * schema, the command line, the runtime and the CUDA runner all take them from here. Unknown keys are errors.
 */
import { z } from 'zod';
import { t } from './l10n.ts';

/** The eight tasks of the Asclepius data set, by their exact names (Kweon et al., Findings of ACL 2024). */
export const tasks = [
  'Named Entity Recognition',
  'Abbreviation Expansion',
  'Relation Extraction',
  'Temporal Information Extraction',
  'Coreference Resolution',
  'Paraphrasing',
  'Summarization',
  'Question Answering',
] as const;
export type Task = (typeof tasks)[number];
export const taskSchema = z.enum(tasks);

/** Tasks whose answers are spans or values of the note, so that exact match is a fair measure. */
export const extractionTasks = [
  'Named Entity Recognition',
  'Abbreviation Expansion',
  'Relation Extraction',
  'Temporal Information Extraction',
  'Coreference Resolution',
  'Question Answering',
] as const satisfies readonly Task[];

/** A row's name: its line in a text file (from 1, the header counts) or its row number in a Parquet file (from 1). */
export const rowIdSchema = z.string().regex(/^[1-9]\d{0,15}$/);

export const noteCharactersSchema = z.strictObject({
  min: z.number().int().min(0).optional().describe('Leave out shorter notes.').meta({ title: 'Shortest note' }),
  max: z.number().int().min(0).optional().describe('Leave out longer notes.').meta({ title: 'Longest note' }),
});

const data = z.strictObject({
  source: z
    .string()
    .min(1)
    .default('embedded')
    .describe(
      '"embedded" for the synthetic sample, or the path of a CSV, Parquet or JSONL file with the Asclepius columns.',
    ),
  tasks: z
    .array(taskSchema)
    .min(1)
    .default([...tasks])
    .describe('The tasks to train on.'),
  rows: z
    .array(rowIdSchema)
    .min(1)
    .optional()
    .describe('Use these rows only: lines of a text file, row numbers of a Parquet file (from 1).')
    .meta({ title: 'Single rows' }),
  noteCharacters: noteCharactersSchema.optional().describe('Use only rows whose note has so many characters.'),
  maxRows: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Use at most this many rows, chosen by the seed.')
    .meta({ title: 'Row limit' }),
  heldOutFraction: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.1)
    .describe('Share of patients held out for evaluation.')
    .meta({ title: 'Held-out share' }),
  onMalformed: z
    .enum(['skip', 'stop'])
    .default('skip')
    .describe('What to do with a malformed row; it is counted and named by line.')
    .meta({ title: 'Malformed rows' }),
  onTooLong: z
    .enum(['trim', 'skip', 'stop'])
    .default('trim')
    .describe(
      'A row over the limit: trim its note (never its instruction or answer), skip it, or stop. A row whose instruction and answer alone exceed the limit is skipped with a count, or stops the run.',
    )
    .meta({ title: 'Rows over the limit' }),
});

const lora = z.strictObject({
  r: z.number().int().min(1).max(1024).default(16).describe('Rank of the adapter.').meta({ title: 'Rank (r)' }),
  alpha: z.number().positive().max(4096).default(32).describe('Scale: the adapter is multiplied by alpha / r.'),
  dropout: z.number().min(0).max(0.9).default(0).describe('Share of adapter inputs dropped in training.'),
  targetModules: z
    .union([z.literal('all-linear'), z.array(z.string().min(1)).min(1)])
    .default('all-linear')
    .describe('Names of the linear layers to adapt, or "all-linear" for all but the head.')
    .meta({ title: 'Target layers' }),
  useRslora: z
    .boolean()
    .default(false)
    .describe('Scale by alpha / √r instead (rank-stabilised LoRA).')
    .meta({ title: 'Rank-stabilised (rsLoRA)' }),
});

const optimizer = z.strictObject({
  learningRate: z.number().positive().max(1).default(2e-4).describe('Peak learning rate of AdamW.'),
  weightDecay: z.number().min(0).max(1).default(0).describe('Decoupled weight decay.'),
  beta1: z.number().min(0).lt(1).default(0.9).describe('Decay of the first moment.').meta({ title: 'Beta 1' }),
  beta2: z.number().min(0).lt(1).default(0.999).describe('Decay of the second moment.').meta({ title: 'Beta 2' }),
  epsilon: z.number().positive().default(1e-8).describe('Added to the denominator.'),
  maxGradNorm: z
    .number()
    .min(0)
    .default(1)
    .describe('Gradients are scaled down to this norm; 0 turns clipping off.')
    .meta({ title: 'Gradient clipping' }),
});

const schedule = z.strictObject({
  type: z
    .enum(['constant', 'linear', 'cosine'])
    .default('cosine')
    .describe('How the learning rate falls after the warm-up.')
    .meta({ title: 'Schedule' }),
  warmupRatio: z
    .number()
    .min(0)
    .max(1)
    .default(0.03)
    .describe('Share of the steps over which the learning rate rises.')
    .meta({ title: 'Warm-up share' }),
});

const evaluation = z.strictObject({
  everySteps: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Measure the held-out loss every so many steps; 0: at the end of each epoch.')
    .meta({ title: 'Evaluate every' }),
  maxRows: z
    .number()
    .int()
    .positive()
    .default(256)
    .describe('Use at most this many held-out rows for the loss.')
    .meta({ title: 'Held-out rows' }),
  earlyStopPatience: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Stop after so many evaluations without improvement; 0: never.')
    .meta({ title: 'Early stop' }),
  samples: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(4)
    .describe('Answer this many held-out questions at each evaluation, to be read beside the reference; 0: none.')
    .meta({ title: 'Sample answers' }),
  exactMatchRows: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Answer this many held-out extraction questions before and after; 0: none.')
    .meta({ title: 'Questions answered' }),
  maxNewTokens: z
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(64)
    .describe('Longest answer written in an evaluation.')
    .meta({ title: 'Longest answer' }),
});

const checkpoint = z.strictObject({
  everySteps: z
    .number()
    .int()
    .min(0)
    .default(50)
    .describe('Write a checkpoint every so many steps; 0: only at the end.')
    .meta({ title: 'Checkpoint every' }),
  keep: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('How many checkpoints to keep, besides the best one.')
    .meta({ title: 'Checkpoints kept' }),
});

export const fineTuneConfigSchema = z.strictObject({
  $schema: z.string().optional().describe('Where the JSON schema lies; editors use it.'),
  formatVersion: z.literal(1).default(1).describe('Version of this format.'),
  name: z.string().min(1).max(120).optional().describe('A name for the run.').meta({ title: 'Run name' }),
  model: z
    .string()
    .min(1)
    .default('embedded')
    .describe(
      '"embedded" for the small model that comes along, or the path of a Hugging Face model folder or a GGUF file.',
    )
    .meta({ title: 'Base model' }),
  data: data.default(() => data.parse({})).describe('What to learn from.'),
  prompt: z
    .enum(['asclepius', 'kosaim'])
    .default('asclepius')
    .describe('Prompt template.')
    .meta({ title: 'Prompt template' }),
  objective: z
    .enum(['answer', 'pretrain'])
    .default('answer')
    .describe('answer: loss on the answer and the end token only; pretrain: next token over the notes alone.'),
  method: z
    .enum(['lora', 'full'])
    .default('lora')
    .describe('lora: train an adapter; full: train every weight (small models).'),
  lora: lora.default(() => lora.parse({})).describe('The adapter.'),
  sequenceLength: z.number().int().min(16).max(131072).default(1024).describe('Most tokens a packed row may have.'),
  batchSize: z.number().int().min(1).max(4096).default(1).describe('Packed rows computed at once.'),
  gradientAccumulation: z
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(8)
    .describe('Batches added up before each optimizer step.'),
  packing: z
    .boolean()
    .default(true)
    .describe('Put several short rows into one; they do not see each other.')
    .meta({ title: 'Pack short rows' }),
  recompute: z
    .enum(['none', 'cheap', 'block'])
    .default('cheap')
    .describe(
      'What the backward pass computes again instead of keeping: nothing, the cheap element-wise values, or whole blocks.',
    ),
  optimizer: optimizer.default(() => optimizer.parse({})).describe('AdamW.'),
  schedule: schedule.default(() => schedule.parse({})).describe('Learning rate over the run.'),
  epochs: z.number().positive().max(1000).default(1).describe('Passes over the training rows.'),
  maxSteps: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Stop after so many optimizer steps; 0: no limit.')
    .meta({ title: 'Step limit' }),
  evaluation: evaluation.default(() => evaluation.parse({})).describe('Evaluation on the held-out rows.'),
  checkpoint: checkpoint.default(() => checkpoint.parse({})).describe('Checkpoints.'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(42)
    .describe('Seed of initialisation, order, split and dropout.'),
  device: z.enum(['auto', 'cpu', 'webgpu']).default('auto').describe('Where to compute.'),
  devices: z
    .array(z.number().int().min(0))
    .max(0, { error: () => t('only the CUDA runner uses several GPUs, and it is not there yet: leave the list empty') })
    .default([])
    .describe('Indices of the GPUs to use (CUDA runner only).')
    .meta({ title: 'GPUs' }),
  precision: z
    .enum(['fp32'], { error: () => t('only "fp32" is computed; others come with the CUDA runner') })
    .default('fp32')
    .describe('Precision of the frozen weights (another than fp32: CUDA runner only).'),
  parallelism: z
    .enum(['none'], { error: () => t('only "none" is computed; others come with the CUDA runner') })
    .default('none')
    .describe('How several GPUs share the work (CUDA runner only).'),
  threads: z
    .number()
    .int()
    .min(0)
    .max(1024)
    .default(0)
    .describe('CPU threads; 0: one per physical core.')
    .meta({ title: 'CPU threads' }),
});

/** A complete config: every default filled in. */
export type FineTuneConfig = z.output<typeof fineTuneConfigSchema>;
/** A config as a user writes it: everything is optional. */
export type FineTuneConfigInput = z.input<typeof fineTuneConfigSchema>;
