/** What the base model is trained on, stage by stage: each goes on from the weights of the one before. */
import type { FineTuneConfigInput } from '../../protocol/config.ts';

interface Stage {
  readonly notes: number;
  /** Of the notes: each stage has other ones. */
  readonly seed: number;
  readonly config: FineTuneConfigInput & { data: NonNullable<FineTuneConfigInput['data']> };
}

const common = {
  data: { heldOutFraction: 0.01, tasks: ['Summarization'] },
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
} satisfies FineTuneConfigInput;

const optimizer = { learningRate: 0.0014, weightDecay: 0.05, beta2: 0.98 };

export const stages: readonly Stage[] = [
  {
    notes: 11_000,
    seed: 2,
    config: { ...common, optimizer, schedule: { type: 'constant', warmupRatio: 0.03 }, maxSteps: 1_500 },
  },
  {
    notes: 3_600,
    seed: 5,
    config: { ...common, optimizer, schedule: { type: 'cosine', warmupRatio: 0.03 }, maxSteps: 420 },
  },
  {
    notes: 6_600,
    seed: 7,
    config: { ...common, optimizer, schedule: { type: 'cosine', warmupRatio: 0.03 }, maxSteps: 800 },
  },
];
