/**
 * The runtime's program as a copy of its own in global storage, so that an update of the extension does not pull the
 * file from under a run that is under way.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type * as vscode from 'vscode';

/** How long a copy that nobody starts any more is kept, in days; no run is that long. */
const keptDays = 30;

/** Path of the program `asclepius`, of this version; the first call of a version copies it (or links it, where it can). */
export async function programPath({
  extensionPath,
  extension,
  globalStorageUri,
}: vscode.ExtensionContext): Promise<string> {
  const dist = join(extensionPath, 'dist');
  // A clone has the native packages beside dist/, not in it: it is run where it is.
  if (!existsSync(join(dist, 'node_modules'))) return join(dist, 'asclepius.mjs');
  const programs = join(globalStorageUri.fsPath, 'program');
  const folder = join(programs, `${extension.packageJSON.version}-${fingerprint(dist)}`);
  if (!existsSync(folder)) await copyProgram(dist, folder);
  const now = new Date();
  utimesSync(folder, now, now);
  removeUnused(programs);
  return join(folder, 'asclepius.mjs');
}

function fingerprint(dist: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(dist)
    .filter((name) => name.endsWith('.mjs'))
    .sort())
    hash.update(readFileSync(join(dist, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Under another name first, so that a copy is whole or not there. */
async function copyProgram(dist: string, folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  for (const path of programFiles(dist)) await place(join(dist, path), join(draft, path));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another window was faster.
    if (!existsSync(folder)) throw error;
  }
}

/** Everything in dist/ but what the extension host and the views use. */
function programFiles(dist: string): string[] {
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  return paths.filter(
    (path) =>
      !['webview', 'host', 'extension.cjs'].includes(path.split(sep)[0] ?? '') && statSync(join(dist, path)).isFile(),
  );
}

/** A link costs no space and outlives the extension's folder; where the file system has none, a copy. */
async function place(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    linkSync(from, to);
  } catch {
    await copyFile(from, to);
  }
}

function removeUnused(programs: string): void {
  for (const name of readdirSync(programs)) {
    const folder = join(programs, name);
    const days = (Date.now() - statSync(folder).mtimeMs) / 86_400_000;
    if (days > keptDays) rmSync(folder, { recursive: true, force: true });
  }
}
