/** Files that are whole or not there, readable by their owner only. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

/** Writes beside, then renames. @throws diskFull, fileUnreadable, leaving what was there before */
export function writeFileAtomic(path: string, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  writeAtomic(path, bytes.length, (file) => writeAll(file, bytes));
}

/** As writeFileAtomic, for a file that is written piece by piece. @param size bytes to come, for the message */
export function writeAtomic(path: string, size: number, write: (file: number) => void): void {
  const draft = `${path}.${process.pid}-${randomUUID()}`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      write(file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw writeError(error, path, size);
  }
}

/** Deletes what a process that was killed had begun to write in place of this file. */
export function removeAbandonedDrafts(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(`${basename(path)}.`) && /\.(\d+)-[0-9a-f-]{36}$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** A number that was given to another process since only keeps a draft longer. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** write(2) may take fewer bytes than given. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** What a failed write means for the user. */
export function writeError(error: unknown, path: string, size: number): AsclepiusError | unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AsclepiusError || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return errors.diskFull(path, size);
  return errors.fileUnreadable(path, t('File'), code);
}
