/** What the base model is trained on, stage by stage: each goes on from the weights of the one before. */
import type { FineTuneConfigInput } from '../../protocol/config.ts';

interface Stage {
  readonly notes: number;
  /** Of the notes; each stage has other patients. */
  readonly seed: number;
  readonly config: FineTuneConfigInput & { data: NonNullable<FineTuneConfigInput['data']> };
}

const common = {
  objective: 'pretrain',
  method: 'full',
  sequenceLength: 512,
  batchSize: 4,
  gradientAccumulation: 1,
  recompute: 'none',
  device: 'cpu',
  threads: 2,
  evaluation: { everySteps: 250, maxRows: 64 },
  checkpoint: { everySteps: 250, keep: 1 },
} as const satisfies FineTuneConfigInput;

const data = { heldOutFraction: 0.01, tasks: ['Summarization'] } as const;
const adam = { weightDecay: 0.05, beta2: 0.98 };

export const stages: readonly Stage[] = [
  {
    notes: 9_000,
    seed: 2,
    config: {
      ...common,
      data: { ...data, tasks: [...data.tasks] },
      optimizer: { ...adam, learningRate: 0.0015 },
      schedule: { type: 'constant', warmupRatio: 0.0725 },
      maxSteps: 1_102,
    },
  },
  {
    notes: 18_000,
    seed: 3,
    config: {
      ...common,
      data: { ...data, tasks: [...data.tasks] },
      optimizer: { ...adam, learningRate: 0.0015 },
      schedule: { type: 'cosine', warmupRatio: 0.03 },
      maxSteps: 3_000,
    },
  },
  {
    notes: 7_000,
    seed: 4,
    config: {
      ...common,
      data: { ...data, tasks: [...data.tasks] },
      optimizer: { ...adam, learningRate: 0.0015 },
      schedule: { type: 'cosine', warmupRatio: 0.03 },
      maxSteps: 850,
    },
  },
];
