/**
 * Chooses the next token from logits. Order and meaning of the steps are those of transformers' logits processors:
 * repetition penalty, temperature, top-k, top-p, min-p.
 */
import type { Random } from '../data/random.ts';
import type { Sampling } from '../protocol/ask.ts';

export type Warping = Pick<Sampling, 'temperature' | 'topK' | 'topP' | 'minP' | 'repetitionPenalty'>;

/** The next token. @param seen tokens of the prompt and of the answer so far */
export function chooseToken(logits: Float32Array, warping: Warping, seen: readonly number[], random: Random): number {
  const scores = penalized(logits, warping.repetitionPenalty, seen);
  return warping.temperature === 0 ? largest(scores) : draw(warped(scores, warping), random.next());
}

/** What is drawn from, at a temperature above 0: logits of which those that are left out are −∞. */
export function warped(logits: Float32Array, { temperature, topK, topP, minP }: Warping): Float32Array {
  const scores = logits.map((logit) => logit / temperature);
  if (topK > 0) keepFrom(scores, nthLargest(scores, topK));
  if (topP < 1) keepNucleus(scores, topP);
  if (minP > 0) keepFrom(scores, Math.log(minP) + (scores[largest(scores)] as number));
  return scores;
}

/** CTRL (Keskar et al. 2019): positive logits of seen tokens are divided by the penalty, negative ones multiplied. */
export function penalized<T extends Float32Array | Float64Array>(
  logits: T,
  penalty: number,
  seen: readonly number[],
): T {
  if (penalty === 1) return logits;
  const scores = logits.slice() as T;
  for (const token of new Set(seen)) {
    const score = scores[token] as number;
    scores[token] = score < 0 ? score * penalty : score / penalty;
  }
  return scores;
}

export function largest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** log softmax, in double precision. */
export function logProbabilities(scores: Float32Array): Float64Array {
  const top = scores[largest(scores)] as number;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - top);
  const shift = top + Math.log(sum);
  return Float64Array.from(scores, (score) => score - shift);
}

function keepFrom(scores: Float32Array, least: number): void {
  for (let i = 0; i < scores.length; i++) if ((scores[i] as number) < least) scores[i] = Number.NEGATIVE_INFINITY;
}

const nthLargest = (scores: Float32Array, n: number) =>
  Float32Array.from(scores).sort()[Math.max(0, scores.length - n)] as number;

/** Holtzman et al. 2020: the likeliest tokens whose probabilities reach `share`; of equal ones at its edge the later. */
function keepNucleus(scores: Float32Array, share: number): void {
  const sorted = Float32Array.from(scores).sort().reverse();
  let sum = 0;
  const last = logProbabilities(sorted).findIndex((log) => {
    sum += Math.exp(log);
    return sum >= share;
  });
  const least = sorted[last] ?? Number.NEGATIVE_INFINITY;
  keepFrom(scores, least);
  let surplus = sorted.lastIndexOf(least) - last;
  for (let i = 0; i < scores.length && surplus > 0; i++)
    if (scores[i] === least) {
      scores[i] = Number.NEGATIVE_INFINITY;
      surplus--;
    }
}

/** @param uniform in [0, 1) */
function draw(scores: Float32Array, uniform: number): number {
  const probabilities = logProbabilities(scores).map(Math.exp);
  let left = uniform;
  for (let i = 0; i < probabilities.length; i++) {
    left -= probabilities[i] as number;
    if (left < 0) return i;
  }
  return largest(scores);
}
