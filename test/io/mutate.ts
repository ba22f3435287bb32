/** Random damage to a file's bytes, the same in every run. */
import type { Random } from '../../runtime/data/random.ts';

/** Bytes of the front changed, or a number written in, or the end cut off. */
export function mutate(bytes: Uint8Array, random: Random, front: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const kind = random.integer(10);
  if (kind === 0) return copy.subarray(0, random.integer(copy.length));
  const written = kind < 4 ? Buffer.from(String(random.integer(10 ** (1 + random.integer(9))))) : undefined;
  const place = () => random.integer(Math.min(front, copy.length));
  if (written) copy.set(written.subarray(0, copy.length - front), place());
  else for (let i = random.integer(4); i >= 0; i--) copy[place()] = random.integer(256);
  return copy;
}
