/**
 * What was read stays known: the caches of the last few texts, each with its tokens, so that another question about the
 * same note reads only what is new.
 */
import type { KeyValueCache } from './cache.ts';
import type { Decoder, Loaded } from './decoder.ts';

export interface Remembered {
  readonly loaded: Loaded;
  readonly cache: KeyValueCache;
  /** Of the cache's rows; fewer than its length where the rest is not worth keeping. */
  tokens: readonly number[];
}

export interface PrefixMemory {
  /** A cache that holds as much of the prompt's beginning as is known, at most all but its last token. */
  recall(loaded: Loaded, prompt: readonly number[], room: number): Remembered;
  /** Bytes that it holds. */
  bytes(): number;
  /** Drops the oldest until so many bytes are left at most, but keeps the last used. */
  shrinkTo(bytes: number): void;
}

const most = 4;

export function createPrefixMemory(decoder: Decoder): PrefixMemory {
  /** The last used comes last. */
  const entries: Remembered[] = [];
  const bytes = () => entries.reduce((sum, { cache }) => sum + cache.bytes, 0);
  return {
    recall(loaded, prompt, room) {
      const shared = entries.map((entry) => (entry.loaded === loaded ? commonLength(entry.tokens, prompt) : 0));
      const best = shared.indexOf(Math.max(...shared));
      const known = entries[best];
      // What shares but the template's first words is another note: its own cache stays.
      const isSame = known && (shared[best] as number) * 2 > Math.min(known.tokens.length, prompt.length);
      const entry = isSame ? known : { loaded, cache: decoder.newCache(room), tokens: [] };
      const length = Math.min(isSame ? (shared[best] as number) : 0, prompt.length - 1);
      entry.cache.truncate(length);
      entry.tokens = prompt.slice(0, length);
      if (isSame) entries.splice(best, 1);
      entries.push(entry);
      if (entries.length > most) entries.shift();
      return entry;
    },
    bytes,
    shrinkTo(limit) {
      while (entries.length > 1 && bytes() > limit) entries.shift();
    },
  };
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return length;
}
