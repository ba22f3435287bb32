/**
 * Run folders: `<storage>/runs/<id>/`, or a folder of the user's choice with a link to it from there. A folder is a run
 * when it holds run.json, which is written last; beside it config.json, journal.jsonl, checkpoints and results.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { writeError, writeFileAtomic } from '../io/atomic.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { parseConfig } from '../protocol/parse-config.ts';
import { type LockHolder, lockHolder } from './lock.ts';
import { privateFolder, runsFolder, summariesFolder } from './storage.ts';

const formatVersion = 1;
const recordSchema = z.object({
  formatVersion: z.number(),
  id: z.string().min(1),
  name: z.string().min(1).optional(),
  createdAt: z.string(),
});

export interface Run {
  readonly id: string;
  /** What the user calls it, if anything; need not be unique. */
  readonly name: string | undefined;
  readonly folder: string;
  readonly createdAt: string;
}

/** @param folder where to put it; it must be empty or not there yet. @throws runFolderTaken, diskFull */
export function createRun(storage: string, config: FineTuneConfig, folder?: string): Run {
  const createdAt = new Date().toISOString();
  const id = newId(createdAt, config.name);
  const place = folder === undefined ? join(runsFolder(storage), id) : resolve(folder);
  assertEmpty(place);
  const run: Run = { id, name: config.name, folder: place, createdAt };
  try {
    privateFolder(place);
    writeFileAtomic(configPath(place), `${JSON.stringify(config, null, 2)}\n`);
    // A junction needs no special rights on Windows, and is a plain symbolic link elsewhere.
    if (folder !== undefined) symlinkSync(place, join(runsFolder(storage), id), 'junction');
    writeRecord(run);
  } catch (error) {
    forgetRun(storage, run);
    throw writeError(error, place, 0);
  }
  return run;
}

/** Gives a run another name. @throws diskFull */
export function renameRun(run: Run, name: string): Run {
  const renamed = { ...run, name };
  writeRecord(renamed);
  return renamed;
}

function writeRecord({ id, name, folder, createdAt }: Run): void {
  writeFileAtomic(recordPath(folder), JSON.stringify({ formatVersion, id, name, createdAt }));
}

/** @throws runFolderTaken where something lies there already */
export function assertEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw errors.runFolderTaken(folder);
}

/** @param name a run's id or the path of its folder. @throws runMissing, runCorrupt, formatUnknown */
export function findRun(storage: string, name: string): Run {
  const places = basename(name) === name ? [join(runsFolder(storage), name), resolve(name)] : [resolve(name)];
  const place = places.find((folder) => existsSync(recordPath(folder)));
  if (place === undefined) throw errors.runMissing(name);
  return readRun(place);
}

/** Every run there is, oldest first; what cannot be read is left out. */
export function listRuns(storage: string): Run[] {
  const folder = runsFolder(storage);
  const found = readdirSync(folder).flatMap((id) => {
    try {
      return [readRun(join(folder, id))];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** @throws runCorrupt, configInvalid */
export function readRunConfig({ folder }: Run): FineTuneConfig {
  return parseConfig(readJson(configPath(folder), folder), configPath(folder));
}

/** What the run's process writes to its standard error: crashes, warnings of libraries. */
export const logPath = ({ folder }: Run) => join(folder, 'runtime.log');

/** Held by the process that serves the run. */
export const runLock = (folder: string) => join(folder, 'run.lock');

/** The live process that serves the run, if there is one. */
export const servedBy = ({ folder }: Run): LockHolder | undefined => lockHolder(runLock(folder));

/** Deletes everything of a run, with the summaries that it wrote. @throws runBusy while it is under way */
export function forgetRun(storage: string, run: Run): void {
  const holder = servedBy(run);
  if (holder) throw errors.runBusy(run.id, holder.pid);
  forgetSummaries(storage, run);
  rmSync(run.folder, { recursive: true, force: true, maxRetries: 5 });
  rmSync(join(runsFolder(storage), run.id), { recursive: true, force: true });
}

function forgetSummaries(storage: string, { folder }: Run): void {
  const summaries = summariesFolder(storage);
  for (const name of readdirSync(summaries)) {
    const path = join(summaries, name);
    if (writersOf(path).some((writer) => writer.startsWith(folder + sep))) rmSync(path, { force: true });
  }
}

/** The folders of the model and the adapter that wrote a summary; none where the file cannot be read: nobody shows it. */
function writersOf(summary: string): string[] {
  try {
    const { model, adapter } = summarySchema.parse(JSON.parse(readFileSync(summary, 'utf8'))).answer;
    return [model.path, ...(adapter ? [adapter.path] : [])];
  } catch {
    return [];
  }
}

const placeSchema = z.object({ path: z.string() });
/** As much of a kept summary as tells who wrote it. */
const summarySchema = z.object({ answer: z.object({ model: placeSchema, adapter: placeSchema.optional() }) });

const configPath = (folder: string) => join(folder, 'config.json');
const recordPath = (folder: string) => join(folder, 'run.json');

function readRun(place: string): Run {
  const folder = realpathSync(place);
  const record = recordSchema.safeParse(readJson(recordPath(folder), folder));
  if (!record.success) throw errors.runCorrupt(folder, t('run.json does not fit'));
  const { formatVersion: theirs, id, name, createdAt } = record.data;
  if (theirs > formatVersion) throw errors.formatUnknown(folder, theirs, formatVersion);
  return { id, name, folder, createdAt };
}

function readJson(path: string, run: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw errors.runCorrupt(run, t('{0} is missing or no JSON', basename(path)));
  }
}

/** Sorts by time; the random part keeps two of the same second apart. */
function newId(createdAt: string, name = 'run'): string {
  const time = createdAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${time}-${slug || 'run'}-${randomBytes(2).toString('hex')}`;
}
