/** Where runs and caches live: private to the user, never in the workspace unless that was chosen. */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** ASCLEPIUS_HOME, or the system's place for a user's own data. Made where it is missing, mode 0700. */
export function storageFolder(): string {
  const folder = resolve(process.env.ASCLEPIUS_HOME || join(userData(), 'asclepius'));
  return privateFolder(folder);
}

export const runsFolder = (storage: string) => privateFolder(join(storage, 'runs'));

/** Held by the one run that trains; the others wait. */
export const trainingLock = (storage: string) => join(storage, 'training.lock');

/** Of summaries that were made of notes, one file each. */
export const summariesFolder = (storage: string) => privateFolder(join(storage, 'summaries'));

/** Of models that the user has got from the hub, a folder each. */
export const modelsFolder = (storage: string) => privateFolder(join(storage, 'models'));

/** Of converted weights, which can be made anew. */
export const cacheFolder = (storage: string) => join(storage, 'cache');

export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

function userData(): string {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
}
