/** A lock that one process holds, as a file that names it; the lock of a process that has ended counts for nothing. */
import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isAlive, processIdentitySchema, thisProcess } from './process-identity.ts';

const holderSchema = z.object({ ...processIdentitySchema.shape, run: z.string() });
export type LockHolder = z.output<typeof holderSchema>;

/** Takes the lock for this process. @returns how to release it, or the live process that holds it */
export function takeLock(path: string, run: string): { release: () => void } | { holder: LockHolder } {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ ...thisProcess(), run }), { mode: 0o600 });
  try {
    for (;;) {
      if (linked(draft, path)) return { release: releaseOnce(path) };
      const holder = lockHolder(path);
      if (holder) return { holder };
      removeStale(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A second release might hit the lock of the next holder. */
function releaseOnce(path: string): () => void {
  let held = true;
  return () => {
    if (held) rmSync(path, { force: true });
    held = false;
  };
}

/** The live process that holds the lock, if there is one. */
export function lockHolder(path: string): LockHolder | undefined {
  const holder = readHolder(path);
  return holder && isAlive(holder) ? holder : undefined;
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A hard link appears whole and fails where the name is taken, so nobody ever reads half a lock. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? false : copied(from, to);
  }
}

/** For file systems without hard links. */
function copied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the file away first: where another process has meanwhile put its own lock there, it is put back. */
function removeStale(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (lockHolder(aside)) linked(aside, path);
  rmSync(aside, { force: true });
}
