/**
 * Fetches what was planned. The files come into a folder that no one takes for a model, which gets the model's name when
 * all of them are whole; what is there when the fetching stops is kept for the next time.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { writeError, writeFileAtomic } from '../io/atomic.ts';
import { openModel } from '../io/model.ts';
import { errors } from '../protocol/errors.ts';
import { lockHolder, takeLock } from '../runs/lock.ts';
import { modelsFolder } from '../runs/storage.ts';
import { type ModelRecord, modelPath, readRecord, recordFile } from './downloaded.ts';
import { bytesThere, fetchFile } from './fetch-file.ts';
import type { Asking } from './hub.ts';
import { folderName, type ModelName, writtenName } from './model-name.ts';
import type { ModelPlan } from './plan.ts';

export interface FetchProgress {
  /** Bytes of the whole model, with what was there before. */
  readonly done: number;
  readonly total: number;
  readonly file: string;
}

/** Progress is told of so often at most, in ms. */
const progressPause = 100;

/**
 * @param asking its signal ends it at once
 * @returns the path of the model: its folder, or its GGUF file
 * @throws hubUnreachable, hubGated, hubMissing, hubFault, checksumWrong, diskFull, modelBusy, cancelled, and what openModel
 * throws for files that make no model
 */
export async function getModel(
  asking: Asking,
  plan: ModelPlan,
  storage: string,
  onProgress: (progress: FetchProgress) => void = () => {},
): Promise<string> {
  const models = modelsFolder(storage);
  const folder = join(models, folderName(plan.name));
  if (isHere(folder, plan)) return modelPath(folder, plan.name);
  const lock = takeLock(lockOf(models, plan.name), writtenName(plan.name));
  if ('holder' in lock) throw errors.modelBusy(writtenName(plan.name), lock.holder.pid);
  try {
    await fetchAll(asking, plan, draftOf(models, plan), onProgress);
    // Opened once, without converting anything: a file that its index names and the hub lacks shows here.
    await openModel(modelPath(draftOf(models, plan), plan.name), {});
    takeName(draftOf(models, plan), folder);
    removeDrafts(models, plan.name);
  } finally {
    lock.release();
  }
  return modelPath(folder, plan.name);
}

/** Bytes of the model that need not be fetched any more. */
export function bytesFetched(plan: ModelPlan, storage: string): number {
  const models = modelsFolder(storage);
  if (isHere(join(models, folderName(plan.name)), plan)) return plan.bytes;
  return fetchedOf(draftOf(models, plan), plan);
}

/** Deletes what an interrupted fetching left. @throws modelBusy where it goes on again */
export function discardFetched(name: ModelName, storage: string): void {
  const models = modelsFolder(storage);
  const holder = lockHolder(lockOf(models, name));
  if (holder) throw errors.modelBusy(writtenName(name), holder.pid);
  removeDrafts(models, name);
}

/** Deletes a model, whole or in part. @returns whether there was anything of it. @throws modelBusy */
export function forgetModel(name: ModelName, storage: string): boolean {
  const models = modelsFolder(storage);
  const folder = join(models, folderName(name));
  const isThere = existsSync(folder) || draftsIn(models, name).length > 0;
  discardFetched(name, storage);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return isThere;
}

function removeDrafts(models: string, name: ModelName): void {
  for (const draft of draftsIn(models, name)) rmSync(join(models, draft), { recursive: true, force: true });
}

/** A file of the size that the record tells was whole when it got its name. */
function isHere(folder: string, { revision, files, bytes }: ModelPlan): boolean {
  if (readRecord(folder)?.revision !== revision) return false;
  return files.reduce((sum, file) => sum + bytesThere(folder, file), 0) === bytes;
}

const fetchedOf = (draft: string, { files }: ModelPlan) =>
  files.reduce((sum, file) => sum + bytesThere(draft, file), 0);

/** The dot keeps them apart from models. */
const draftsOf = (models: string, name: ModelName) => join(models, `.${folderName(name)}`);
const lockOf = (models: string, name: ModelName) => `${draftsOf(models, name)}.lock`;
const draftOf = (models: string, { name, revision }: ModelPlan) =>
  `${draftsOf(models, name)}.${revision.slice(0, 12)}.part`;

function draftsIn(models: string, name: ModelName): string[] {
  const start = `.${folderName(name)}.`;
  return readdirSync(models).filter(
    (each) => each.startsWith(start) && /^[0-9a-f]{12}\.part$/.test(each.slice(start.length)),
  );
}

async function fetchAll(
  asking: Asking,
  plan: ModelPlan,
  draft: string,
  onProgress: (progress: FetchProgress) => void,
): Promise<void> {
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  refuseSmallDisk(draft, plan);
  let [done, told] = [0, 0];
  for (const file of plan.files) {
    const tell = () => onProgress({ done, total: plan.bytes, file: file.path });
    tell();
    await fetchFile(asking, plan.revision, draft, file, (bytes) => {
      done += bytes;
      if (Date.now() - told < progressPause && done < plan.bytes) return;
      told = Date.now();
      tell();
    });
  }
  writeFileAtomic(join(draft, recordFile), `${JSON.stringify(recordOf(plan), null, 2)}\n`);
}

function refuseSmallDisk(draft: string, plan: ModelPlan): void {
  const missing = plan.bytes - fetchedOf(draft, plan);
  const { bavail, bsize } = statfsSync(draft);
  if (bavail * bsize < missing) throw errors.diskFull(draft, missing);
}

const recordOf = ({ name, page, revision, license, files }: ModelPlan): ModelRecord => ({
  formatVersion: 1,
  ...name,
  page,
  revision,
  ...(license ? { license } : {}),
  files: files.map(({ path, size, hash }) => ({
    path,
    size,
    [hash.algorithm === 'sha256' ? 'sha256' : 'git']: hash.hex,
  })),
});

/** An older revision of the same model makes room. */
function takeName(draft: string, folder: string): void {
  const older = `${draft}.${randomUUID()}`;
  try {
    if (existsSync(folder)) renameSync(folder, older);
    renameSync(draft, folder);
  } catch (error) {
    throw writeError(error, folder, 0);
  }
  rmSync(older, { recursive: true, force: true });
}
