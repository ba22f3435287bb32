/** Everything a run must remember to go on as if it had never stopped, and its place on disk. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../io/atomic.ts';
import { readSafetensorsIndex, readTensor, writeSafetensors } from '../io/safetensors.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
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

/** The best checkpoint is kept apart, under a folder of its own. */
export const bestOf = (runFolder: string) => join(runFolder, 'best');

const checkpointsOf = (runFolder: string) => join(runFolder, 'checkpoints');
const nameOf = (step: number) => `step-${String(step).padStart(6, '0')}`;
const placeOf = (runFolder: string, step: number) => join(checkpointsOf(runFolder), nameOf(step));

const files = ['state.safetensors', 'progress.json'] as const;

/** Written last: a checkpoint is complete when it has this file, and sound when the files are what it says. */
const sealSchema = z.object({ formatVersion: z.number(), sha256: z.record(z.string(), z.string()) });
const sealVersion = 1;

/** Writes beside, then renames: a checkpoint is there whole or not at all. @returns its folder and size in bytes */
export async function saveCheckpoint(runFolder: string, state: TrainState): Promise<{ path: string; bytes: number }> {
  const path = placeOf(runFolder, state.progress.step);
  // The state of a step is always the same, and replacing its checkpoint would leave a moment without any.
  if (!existsSync(sealPath(path))) await write(path, state);
  return { path, bytes: (await stat(join(path, 'state.safetensors'))).size };
}

async function write(path: string, state: TrainState): Promise<void> {
  const draft = `${path}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    writeSafetensors(join(draft, 'state.safetensors'), tensorsOf(state));
    writeFileAtomic(join(draft, 'progress.json'), JSON.stringify(state.progress));
    const sha256 = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await hashOf(draft, file)])));
    writeFileAtomic(sealPath(draft), JSON.stringify({ formatVersion: sealVersion, sha256 }));
    await rm(path, { recursive: true, force: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** The steps of the complete checkpoints, newest first. */
export async function checkpointSteps(runFolder: string): Promise<number[]> {
  const folder = checkpointsOf(runFolder);
  return (await entriesOf(folder))
    .filter((name) => existsSync(sealPath(join(folder, name))))
    .flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

export async function dropOldCheckpoints(runFolder: string, keep: number): Promise<void> {
  for (const step of (await checkpointSteps(runFolder)).slice(keep)) await drop(placeOf(runFolder, step));
}

/** Keeps this state as the best one, in place of whatever was; a run that was rewound may have a best one ahead of it. */
export async function saveBest(runFolder: string, state: TrainState): Promise<void> {
  const folder = bestOf(runFolder);
  await saveCheckpoint(folder, state);
  for (const step of await checkpointSteps(folder)) if (step !== state.progress.step) await drop(placeOf(folder, step));
}

/** Where a run goes on from, and the steps of the checkpoints that were no longer what had been written. */
export interface Rewound {
  readonly toStep: number;
  readonly damaged: readonly number[];
}

/**
 * Makes a run's checkpoints ready for a resume: afterwards the newest is sound, and nothing is left of writes cut short
 * or of damaged ones.
 * @throws formatUnknown for a checkpoint of a newer program, which is left as it is
 */
export async function rewind(runFolder: string): Promise<Rewound> {
  for (const folder of [runFolder, bestOf(runFolder)]) await dropDrafts(folder);
  const damaged: number[] = [];
  let toStep = 0;
  for (const step of await checkpointSteps(runFolder)) {
    if (await isSound(placeOf(runFolder, step))) {
      toStep = step;
      break;
    }
    damaged.push(step);
    await drop(placeOf(runFolder, step));
  }
  return { toStep, damaged };
}

const sealPath = (folder: string) => join(folder, 'complete.json');
const entriesOf = async (folder: string) => (existsSync(folder) ? readdir(folder) : []);
const drop = (folder: string) => rm(folder, { recursive: true, force: true });

async function dropDrafts(runFolder: string): Promise<void> {
  const folder = checkpointsOf(runFolder);
  for (const name of await entriesOf(folder)) if (name.endsWith('.draft')) await drop(join(folder, name));
}

async function isSound(folder: string): Promise<boolean> {
  const seal = sealSchema.safeParse(await readJson(sealPath(folder)));
  if (!seal.success) return false;
  const { formatVersion, sha256 } = seal.data;
  if (formatVersion > sealVersion) throw errors.formatUnknown(folder, formatVersion, sealVersion);
  const hashes = files.map(
    async (file) => existsSync(join(folder, file)) && (await hashOf(folder, file)) === sha256[file],
  );
  return (await Promise.all(hashes)).every(Boolean);
}

async function hashOf(folder: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, file), { highWaterMark: 2 ** 20 }), hash);
  return hash.digest('hex');
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Fills the state's tensors in place from a checkpoint. @throws runCorrupt where it does not fit */
export async function loadCheckpoint(runFolder: string, step: number, state: TrainState): Promise<void> {
  const folder = placeOf(runFolder, step);
  const index = readSafetensorsIndex(join(folder, 'state.safetensors'));
  for (const { name, data } of tensorsOf(state)) {
    const location = index.get(name);
    if (!location) throw errors.runCorrupt(runFolder, t('checkpoint {0} lacks "{1}"', step, name));
    const values = readTensor(location);
    if (values.length !== data.length)
      throw errors.runCorrupt(runFolder, t('checkpoint {0}: "{1}" has another size', step, name));
    data.set(values);
  }
  const progress = progressSchema.safeParse(await readJson(join(folder, 'progress.json')));
  if (!progress.success) throw errors.runCorrupt(runFolder, t('checkpoint {0}: progress.json does not fit', step));
  state.progress = progress.data;
  state.adam.step = state.progress.step;
}

function tensorsOf({ parameters, adam }: TrainState): { name: string; shape: number[]; data: Float32Array }[] {
  const entry = (name: string, data: Float32Array) => ({ name, shape: [data.length], data });
  return [...parameters].flatMap(([name, data]) => {
    const moments = adam.moments.get(name);
    return moments ? [entry(name, data), entry(`${name}.adam_m`, moments.m), entry(`${name}.adam_v`, moments.v)] : [];
  });
}
