/** Writes on from a prompt, token by token. */
import { seededRandom } from '../data/random.ts';
import type { Sampling } from '../protocol/ask.ts';
import { errors } from '../protocol/errors.ts';
import type { KeyValueCache } from './cache.ts';
import { type Decoder, type Loaded, prefill } from './decoder.ts';
import { createDrafts } from './drafts.ts';
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
 * Yields each token as it is chosen, and returns whether the model ended the answer or the limit did. However it ends, the
 * cache then holds prompt and answer, but for the last token. Several tokens may come of one run: see drafts.ts.
 * @throws cancelled, deviceLost
 */
export async function* write(writing: Writing): AsyncGenerator<number, 'end' | 'limit'> {
  const { cache, prompt, ends, sampling, signal } = writing;
  const random = seededRandom(sampling.seed);
  const drafts = createDrafts();
  const tokens = [...prompt];
  const limit = prompt.length + sampling.maxNewTokens;
  let draft: readonly number[] = [];
  try {
    for (let logits = [await readPrompt(writing)]; ; ) {
      // The logits after the last token, and after each that was guessed; these count as long as the guess is right.
      const start = tokens.length;
      for (const after of logits) {
        const token = chooseToken(after, sampling, tokens, random);
        if (ends.has(token)) return 'end';
        tokens.push(token);
        yield token;
        if (tokens.length === limit) return 'limit';
        if (signal?.aborted) throw errors.cancelled();
        if (token !== draft[tokens.length - 1 - start]) break;
      }
      drafts.judge(draft.length, tokens.length - 1 - start);
      cache.truncate(tokens.length - 1);
      draft = drafts.next(tokens, limit - tokens.length - 1);
      logits = await goOn(writing, [tokens.at(-1) as number, ...draft]);
    }
  } finally {
    cache.truncate(tokens.length - 1);
  }
}

const goOn = ({ decoder, loaded, cache }: Writing, tokens: readonly number[]) =>
  decoder.advance(cache, { tokens, wanted: tokens.map((_, i) => i) }, loaded);

/** @returns the logits after the prompt's last token */
export function readPrompt({ decoder, loaded, cache, prompt, signal, onRead }: Writing): Promise<Float32Array> {
  const known = cache.length;
  return prefill(decoder, cache, prompt.slice(known), loaded, { signal, onRead: (done) => onRead?.(known + done) });
}
