/** `asclepius forget`: deletes what a run, or all runs on one data file, left on this machine, or the converted weights. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { cacheBytes, clearCache } from '../io/cache.ts';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { findRun, forgetRun, listRuns, type Run, readRunConfig, servedBy } from '../runs/run-folder.ts';
import { cacheFolder, storageFolder } from '../runs/storage.ts';
import { readArguments } from './arguments.ts';
import { bytes } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {}, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('forget needs a run, a data file, or "cache"');
  const storage = storageFolder();
  if (name === 'cache') return forgetCache(storage);
  const runs = runsOf(storage, name);
  // All or nothing: one under way is found before any is deleted.
  refuseBusy(runs);
  for (const run of runs) {
    forgetRun(storage, run);
    console.log(`Forgotten: ${run.id}`);
  }
  if (runs.length === 0) console.log(`No run learned from ${name}`);
  return 0;
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

/** The run of that name; else, where it is a data file, every run that learned from it. */
function runsOf(storage: string, name: string): Run[] {
  try {
    return [findRun(storage, name)];
  } catch (error) {
    const learned = listRuns(storage).filter((run) => learnedFrom(run, name));
    const isData = learned.length > 0 || name === 'embedded' || existsSync(name);
    if (isData && error instanceof AsclepiusError && error.code === 'runMissing') return learned;
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
