/** Seeded randomness: the same seed gives the same draws on every machine, and the state can be kept and restored. */
import { createHash } from 'node:crypto';

/** Four 32-bit words. */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  next(): number;
  /** Uniform integer in [0, limit), 0 < limit ≤ 2³². */
  integer(limit: number): number;
  /** Standard normal (Box and Muller, 1958); takes two draws. */
  normal(): number;
  state(): RandomState;
}

/** A generator for this seed (any integer); neighbouring seeds give unrelated draws. */
export function seededRandom(seed: number): Random {
  const word = splitmix32(seed);
  return restoreRandom([word(), word(), word(), word()]);
}

/** xoshiro128** (Blackman and Vigna, 2018), going on from a kept state. */
export function restoreRandom(state: RandomState): Random {
  let [a, b, c, d] = state;
  const draw = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  const next = () => draw() / 2 ** 32;
  return {
    next,
    integer: (limit) => Math.floor(next() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
  };
}

/** A new list in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = random.integer(last + 1);
    [result[last], result[chosen]] = [result[chosen] as T, result[last] as T];
  }
  return result;
}

/** A number in [0, 1) that depends on the seed and the text only: orders things whatever order they came in. */
export function seededHash(seed: number, text: string): number {
  return createHash('sha256').update(`${seed}\0${text}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** SplitMix32: spreads a seed over the state, which must not be all zero. */
function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
