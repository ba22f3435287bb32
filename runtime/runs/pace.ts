/** How fast earlier runs of the same model on the same device went on this machine. */
import type { FineTuneConfig } from '../protocol/config.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Pace } from '../protocol/plan.ts';
import { readJournal } from './journal.ts';
import { listRuns, type Run, readRunConfig } from './run-folder.ts';

/** Runs looked at, the newest first: older ones say little about the program and the machine of today. */
const newest = 40;
/** The first steps load weights and grow buffers. */
const warmUpSteps = 2;

type StepEvent = RunEvent & { type: 'step' };
const isStep = (event: RunEvent): event is StepEvent => event.type === 'step';

/**
 * Tokens per second of the newest run that is alike in model, device, method and precision; one that has the same
 * sequence length, batch and recomputation goes before one that has not.
 */
export function measuredPace(storage: string, config: FineTuneConfig, device: string): Pace | undefined {
  let other: Pace | undefined;
  for (const run of listRuns(storage).reverse().slice(0, newest)) {
    const found = paceOf(run, config, device);
    if (found?.sameShape) return found;
    other ??= found;
  }
  return other;
}

function paceOf(run: Run, wanted: FineTuneConfig, device: string): Pace | undefined {
  try {
    const config = readRunConfig(run);
    if ((['model', 'method', 'precision', 'threads'] as const).some((key) => config[key] !== wanted[key]))
      return undefined;
    const events = readJournal(run.folder);
    const started = events.find((event) => event.type === 'started');
    const steps = events.filter(isStep).slice(warmUpSteps);
    if (started?.device !== device || steps.length === 0) return undefined;
    const sameShape = (['sequenceLength', 'batchSize', 'recompute', 'packing'] as const).every(
      (key) => config[key] === wanted[key],
    );
    return { tokensPerSecond: median(steps.map((step) => step.tokensPerSecond)), run: run.id, sameShape };
  } catch {
    // A run that cannot be read has no pace.
    return undefined;
  }
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;
