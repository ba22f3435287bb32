/** Reads weights files piece by piece, with errors that name the file. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';

/** @throws fileMissing, fileUnreadable */
export function openToRead(path: string): number {
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw errors.fileMissing(path, t('Weights file'));
    throw errors.fileUnreadable(path, t('Weights file'), code ?? t('unknown reason'));
  }
  throw errors.fileUnreadable(path, t('Weights file'), t('it is no file'));
}

/** Exactly so many bytes. @throws weightsCorrupt where the file ends before */
export function readBytes(file: number, path: string, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, Math.min(length - done, 2 ** 30), position + done);
    if (read === 0) throw errors.weightsCorrupt(path, t('it is cut off'));
    done += read;
  }
  return bytes;
}

/** @throws weightsCorrupt where two of the tensors share bytes */
export function refuseOverlap(
  path: string,
  tensors: readonly { readonly name: string; readonly offset: number; readonly length: number }[],
): void {
  let end = 0;
  for (const { name, offset, length } of [...tensors].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    if (offset < end) throw errors.weightsCorrupt(path, t('"{0}" overlaps another tensor', name));
    end = offset + length;
  }
}
