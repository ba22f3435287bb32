/** Where runs, indexes and caches are kept: the folder of the settings, else the one that the command line uses. */
import { privateFolder, storageFolder } from '../runtime/runs/storage.ts';
import { settings } from './settings.ts';

export function storage(): string {
  const chosen = settings().get('storageFolder', '').trim();
  return chosen ? privateFolder(chosen) : storageFolder();
}
