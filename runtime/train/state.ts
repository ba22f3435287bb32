/** Everything a run must remember to go on as if it had never stopped, and its place on disk. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../io/atomic.ts';
import { readSafetensorsIndex, readTensor, writeSafetensors } from '../io/safetensors.ts';
import { errors } from '../protocol/errors.ts';
import type { AdamState } from './adamw.ts';

const fingerprintSchema = z.strictObject({
  build: z.string(),
  processor: z.string(),
  threads: z.number(),
  device: z.string(),
});
export type Fingerprint = z.output<typeof fingerprintSchema>;

const progressSchema = z.strictObject({
  formatVersion: z.literal(1),
  step: z.number().int(),
  /** The data cursor: the next batch is `position` of `epoch`. */
  epoch: z.number().int(),
  position: z.number().int(),
  lossSum: z.number(),
  tokens: z.number(),
  seconds: z.number(),
  bestLoss: z.number().nullable(),
  evaluationsWithoutGain: z.number().int(),
  fingerprint: fingerprintSchema,
});
export type Progress = z.output<typeof progressSchema>;

export interface TrainState {
  readonly parameters: ReadonlyMap<string, Float32Array>;
  readonly adam: AdamState;
  progress: Progress;
}

const checkpointsOf = (runFolder: string) => join(runFolder, 'checkpoints');
const nameOf = (step: number) => `step-${String(step).padStart(6, '0')}`;

/** Writes beside, then renames: a checkpoint is there whole or not at all. @returns its folder and size in bytes */
export async function saveCheckpoint(runFolder: string, state: TrainState): Promise<{ path: string; bytes: number }> {
  const path = join(checkpointsOf(runFolder), nameOf(state.progress.step));
  const draft = `${path}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    writeSafetensors(join(draft, 'state.safetensors'), tensorsOf(state));
    writeFileAtomic(join(draft, 'progress.json'), JSON.stringify(state.progress));
    writeFileAtomic(join(draft, 'complete.json'), JSON.stringify({ step: state.progress.step }));
    await rm(path, { recursive: true, force: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return { path, bytes: (await stat(join(path, 'state.safetensors'))).size };
}

/** The steps of the complete checkpoints, newest first. */
export async function checkpointSteps(runFolder: string): Promise<number[]> {
  const folder = checkpointsOf(runFolder);
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => existsSync(join(folder, name, 'complete.json')));
  return names
    .flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

export async function dropOldCheckpoints(runFolder: string, keep: number): Promise<void> {
  for (const step of (await checkpointSteps(runFolder)).slice(keep))
    await rm(join(checkpointsOf(runFolder), nameOf(step)), { recursive: true, force: true });
}

/** Fills the state's tensors in place from a checkpoint. @throws runCorrupt where it does not fit */
export async function loadCheckpoint(runFolder: string, step: number, state: TrainState): Promise<void> {
  const folder = join(checkpointsOf(runFolder), nameOf(step));
  const index = readSafetensorsIndex(join(folder, 'state.safetensors'));
  for (const { name, data } of tensorsOf(state)) {
    const location = index.get(name);
    if (!location) throw errors.runCorrupt(runFolder, `checkpoint ${step} lacks "${name}"`);
    const values = readTensor(location);
    if (values.length !== data.length)
      throw errors.runCorrupt(runFolder, `checkpoint ${step}: "${name}" has another size`);
    data.set(values);
  }
  state.progress = progressSchema.parse(JSON.parse(await readFile(join(folder, 'progress.json'), 'utf8')));
  state.adam.step = state.progress.step;
}

function tensorsOf({ parameters, adam }: TrainState): { name: string; shape: number[]; data: Float32Array }[] {
  const entry = (name: string, data: Float32Array) => ({ name, shape: [data.length], data });
  return [...parameters].flatMap(([name, data]) => {
    const moments = adam.moments.get(name);
    return moments ? [entry(name, data), entry(`${name}.adam_m`, moments.m), entry(`${name}.adam_v`, moments.v)] : [];
  });
}
