/** Where runs, indexes and caches are kept: the folder of the settings, else the one that the command line uses. */
import { privateFolder, storageFolder } from '../runtime/runs/storage.ts';
import { machineSetting } from './settings.ts';

export function storage(): string {
  const chosen = machineSetting('storageFolder', '').trim();
  return chosen ? privateFolder(chosen) : storageFolder();
}
