/** `asclepius forget`: deletes what a run, or a data file, left on this machine, a model got from the hub, or converted weights. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { forgetIndexes, placeOf } from '../dataset/store.ts';
import { forgetModel } from '../hub/get-model.ts';
import { parseModelName } from '../hub/model-name.ts';
import { cacheBytes, clearCache } from '../io/cache.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { findRun, forgetRun, listRuns, type Run, readRunConfig, servedBy } from '../runs/run-folder.ts';
import { cacheFolder, storageFolder } from '../runs/storage.ts';
import { readArguments } from './arguments.ts';
import { bytes } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {}, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('forget needs a run, a data file, a model, or "cache"');
  const storage = storageFolder();
  if (name === 'cache') return forgetCache(storage);
  const named = runOf(storage, name);
  if (named) forgetRuns(storage, [named]);
  else if (!forgetNamedModel(storage, name)) await forgetData(storage, name);
  return 0;
}

/** All or nothing: one under way is found before any is deleted. @throws runBusy */
function forgetRuns(storage: string, runs: readonly Run[]): void {
  refuseBusy(runs);
  for (const run of runs) {
    forgetRun(storage, run);
    console.log(`Forgotten: ${run.id}`);
  }
}

/** Every run that learned from the file, and the indexes made of it; the file itself may be gone already. */
async function forgetData(storage: string, name: string): Promise<void> {
  const runs = listRuns(storage).filter((run) => learnedFrom(run, name));
  forgetRuns(storage, runs);
  const indexes = forgetIndexes(storage, await placeOf(name));
  if (indexes > 0) console.log(`Forgotten: the index of ${name}`);
  if (runs.length > 0 || indexes > 0) return;
  if (name !== 'embedded' && !existsSync(name)) throw errors.runMissing(name);
  console.log(`Nothing is kept of ${name}`);
}

/** As "get" names it. @returns whether there was one */
function forgetNamedModel(storage: string, text: string): boolean {
  const name = parseModelName(text);
  if (!name || existsSync(text)) return false;
  refuseBusy(listRuns(storage));
  if (!forgetModel(name, storage)) return false;
  console.log(`Forgotten: ${text}`);
  return true;
}

/** A run under way reads the weights until its end. */
function forgetCache(storage: string): number {
  refuseBusy(listRuns(storage));
  const folder = cacheFolder(storage);
  console.log(`Forgotten: ${bytes(cacheBytes(folder))} of converted weights`);
  clearCache(folder);
  return 0;
}

function refuseBusy(runs: readonly Run[]): void {
  for (const run of runs) {
    const holder = servedBy(run);
    if (holder) throw errors.runBusy(run.id, holder.pid);
  }
}

/** The run of that name, if there is one. */
function runOf(storage: string, name: string): Run | undefined {
  try {
    return findRun(storage, name);
  } catch (error) {
    if (error instanceof AsclepiusError && error.code === 'runMissing') return undefined;
    throw error;
  }
}

/** A run whose config cannot be read is no ground to fail: it can still be forgotten by its name. */
function learnedFrom(run: Run, name: string): boolean {
  try {
    const { source } = readRunConfig(run).data;
    return source === 'embedded' ? name === source : realPath(source) === realPath(name);
  } catch {
    return false;
  }
}

/** The data file may be gone already. */
const realPath = (path: string) => (existsSync(path) ? realpathSync(path) : resolve(path));
