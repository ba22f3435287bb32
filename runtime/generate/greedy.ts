/** The most likely continuations of prompts, one after the other in the same cache: for measuring a model. */
import { samplingSchema } from '../protocol/ask.ts';
import type { Decoder, Loaded } from './decoder.ts';
import { write } from './write.ts';

/** Gives the tokens that a prompt is continued with, without the end token. */
export type GreedyWriter = (prompt: readonly number[], maxNewTokens: number) => Promise<number[]>;

export function greedyWriter(decoder: Decoder, loaded: Loaded, end: number): GreedyWriter {
  const cache = decoder.newCache(0);
  const ends = new Set([end]);
  return async (prompt, maxNewTokens) => {
    cache.truncate(0);
    const sampling = samplingSchema.parse({ maxNewTokens });
    const written: number[] = [];
    for await (const token of write({ decoder, loaded, cache, prompt, ends, sampling })) written.push(token);
    return written;
  };
}
