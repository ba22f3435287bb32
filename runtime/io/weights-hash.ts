/** What a model's weights are, whatever their folder is called. */
import { createHash } from 'node:crypto';
import { contentHash } from './content-hash.ts';
import type { ModelSource } from './model.ts';

type Source = Pick<ModelSource, 'tensors'>;

/** The files that hold them. */
export const weightPaths = ({ tensors }: Source): string[] =>
  [...new Set([...tensors.values()].map(({ file }) => file))].sort();

/** A SHA-256. @param memoryFile where hashes are remembered. @throws fileMissing, fileUnreadable, diskFull */
export function weightsHash(source: Source, memoryFile: string): string {
  const hashes = weightPaths(source).map((path) => contentHash(path, memoryFile));
  return hashes.length === 1 ? (hashes[0] as string) : createHash('sha256').update(hashes.join()).digest('hex');
}
