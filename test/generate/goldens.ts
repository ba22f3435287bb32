/** What make_goldens.py wrote: transformers' warping of logits, and what its generate writes with the golden models. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sampling } from '../../runtime/protocol/ask.ts';
import type { GoldenModel } from '../goldens/load.ts';

interface Goldens {
  readonly warping: {
    readonly logits: readonly number[];
    readonly seen: readonly number[];
    /** null: left out. */
    readonly cases: readonly { readonly setting: Partial<Sampling>; readonly scores: readonly (number | null)[] }[];
  };
  readonly generation: Readonly<
    Record<GoldenModel, { readonly prompt: readonly number[]; readonly cases: readonly GoldenText[] }>
  >;
}

export interface GoldenText extends Pick<Sampling, 'beams' | 'lengthPenalty' | 'repetitionPenalty'> {
  /** The token that ends a text; −1: none. */
  readonly end: number;
  /** With the end token, where it ended so. */
  readonly tokens: readonly number[];
}

export const goldens: Goldens = JSON.parse(readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'));
