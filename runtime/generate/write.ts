/** Writes on from a prompt, token by token. */
import { seededRandom } from '../data/random.ts';
import type { Sampling } from '../protocol/ask.ts';
import { errors } from '../protocol/errors.ts';
import type { KeyValueCache } from './cache.ts';
import { type Decoder, type Loaded, prefill } from './decoder.ts';
import { chooseToken } from './sampling.ts';

export interface Writing {
  readonly decoder: Decoder;
  readonly loaded: Loaded;
  /** Holds the first tokens of the prompt, all but one of them at most; gets the rest, and what is written. */
  readonly cache: KeyValueCache;
  readonly prompt: readonly number[];
  /** Tokens that end an answer. */
  readonly ends: ReadonlySet<number>;
  readonly sampling: Sampling;
  readonly signal?: AbortSignal | undefined;
  /** Tokens of the prompt that are in the cache. */
  readonly onRead?: ((done: number) => void) | undefined;
}

/**
 * Yields each token as it is chosen, and returns whether the model ended the answer or the limit did. The cache then
 * holds prompt and answer, but for the last token.
 * @throws cancelled, deviceLost
 */
export async function* write(writing: Writing): AsyncGenerator<number, 'end' | 'limit'> {
  const { decoder, loaded, cache, prompt, ends, sampling, signal } = writing;
  const random = seededRandom(sampling.seed);
  const tokens = [...prompt];
  let logits = await readPrompt(writing);
  for (let left = sampling.maxNewTokens; ; ) {
    const token = chooseToken(logits, sampling, tokens, random);
    if (ends.has(token)) return 'end';
    tokens.push(token);
    yield token;
    left--;
    if (left === 0) return 'limit';
    if (signal?.aborted) throw errors.cancelled();
    logits = (await decoder.advance(cache, { tokens: [token] }, loaded))[0] as Float32Array;
  }
}

/** @returns the logits after the prompt's last token */
export function readPrompt({ decoder, loaded, cache, prompt, signal, onRead }: Writing): Promise<Float32Array> {
  const known = cache.length;
  return prefill(decoder, cache, prompt.slice(known), loaded, { signal, onRead: (done) => onRead?.(known + done) });
}
