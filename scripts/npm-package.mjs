/** Packages that npm does not install here: of other platforms, or wanted only where the system lacks something. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder, npmCommand, SetupError } from './setup.mjs';

/**
 * Folder of a package in the cache; fetched once.
 *
 * @param {string} spec name@version
 * @param {string} integrity what the registry must give
 */
export function fetchedPackage(spec, integrity) {
  const folder = join(cacheFolder, 'foreign', spec);
  if (!existsSync(folder)) fetch(spec, integrity, folder);
  return folder;
}

function fetch(spec, integrity, folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'asclepius-fetch-'));
  try {
    console.error(`Fetching ${spec} …`);
    const [npm, ...first] = npmCommand();
    const args = [...first, 'pack', spec, '--json', '--loglevel=error', '--pack-destination', scratch];
    const [packed] = JSON.parse(execFileSync(npm, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    if (packed.integrity !== integrity) throw new SetupError(`${spec}: its integrity is ${packed.integrity}`);
    execFileSync('tar', ['-xzf', join(scratch, packed.filename), '-C', scratch]);
    mkdirSync(dirname(folder), { recursive: true });
    cpSync(join(scratch, 'package'), `${folder}.${process.pid}`, { recursive: true });
    renameSync(`${folder}.${process.pid}`, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
