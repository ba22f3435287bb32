/**
 * Beam search as transformers does it. The beams are branches of one tree in one cache: a token sees the prompt and its own
 * branch, so that nothing is ever copied from beam to beam, and all beams are computed in one run.
 */
import type { Sampling } from '../protocol/ask.ts';
import { errors } from '../protocol/errors.ts';
import { logProbabilities, penalized } from './sampling.ts';
import { readPrompt, type Writing } from './write.ts';

interface Beam {
  readonly tokens: readonly number[];
  /** Rows of the cache that hold its tokens. */
  readonly path: readonly number[];
  /** Sum of log probabilities. */
  readonly score: number;
  readonly logits: Float32Array;
}

interface Candidate {
  readonly parent: Beam;
  readonly token: number;
  readonly score: number;
}

interface Finished {
  readonly tokens: readonly number[];
  readonly ended: 'end' | 'limit';
  /** By the length, with its end token, to the power of the penalty. */
  readonly score: number;
}

/** The best continuation, without its end token. @throws cancelled, deviceLost */
export async function beamSearch(writing: Writing): Promise<Finished> {
  const { prompt, ends, sampling, signal } = writing;
  const { beams: width, maxNewTokens, lengthPenalty } = sampling;
  const penalty = (length: number) => length ** lengthPenalty;
  let beams: Beam[] = [{ tokens: [], path: [], score: 0, logits: await readPrompt(writing) }];
  let finished: Finished[] = [];
  for (let length = 1; ; length++) {
    if (signal?.aborted) throw errors.cancelled();
    const candidates = bestCandidates(beams, prompt, sampling, (1 + ends.size) * width);
    const isLast = length === maxNewTokens;
    const ending = candidates.slice(0, width).filter(({ token }) => isLast || ends.has(token));
    finished = [...finished, ...ending.map((candidate) => finish(candidate, ends, penalty(length)))]
      .sort((a, b) => b.score - a.score)
      .slice(0, width);
    const going = candidates.filter(({ token }) => !ends.has(token)).slice(0, width);
    const best = (going[0]?.score ?? Number.NEGATIVE_INFINITY) / penalty(length);
    const settled = finished.length === width && best <= (finished.at(-1) as Finished).score;
    if (isLast || settled || going.length === 0) return finished[0] as Finished;
    beams = await advance(writing, going);
  }
}

function bestCandidates(beams: readonly Beam[], prompt: readonly number[], sampling: Sampling, count: number) {
  const all = beams.flatMap((parent) => {
    // Here transformers punishes repetition in the log probabilities, not in the logits.
    const scores = logProbabilities(parent.logits);
    const logs = penalized(scores, sampling.repetitionPenalty, [...prompt, ...parent.tokens]);
    return topIndices(logs, count).map((token) => ({ parent, token, score: parent.score + (logs[token] as number) }));
  });
  return all.sort((a, b) => b.score - a.score).slice(0, count);
}

/** Indices of the largest values, the largest first. */
function topIndices(values: Float64Array, count: number): number[] {
  const least = Float64Array.from(values).sort()[Math.max(0, values.length - count)] as number;
  const found = [...values.keys()].filter((i) => (values[i] as number) >= least);
  return found.sort((a, b) => (values[b] as number) - (values[a] as number)).slice(0, count);
}

function finish({ parent, token, score }: Candidate, ends: ReadonlySet<number>, penalty: number): Finished {
  const isEnd = ends.has(token);
  return {
    tokens: isEnd ? parent.tokens : [...parent.tokens, token],
    ended: isEnd ? 'end' : 'limit',
    score: score / penalty,
  };
}

async function advance({ decoder, cache, loaded, prompt }: Writing, chosen: readonly Candidate[]): Promise<Beam[]> {
  const first = cache.length;
  const rows = {
    tokens: chosen.map(({ token }) => token),
    branches: chosen.map(({ parent }) => ({ stem: prompt.length, path: parent.path })),
    wanted: [...chosen.keys()],
  };
  const logits = await decoder.advance(cache, rows, loaded);
  return chosen.map(({ parent, token, score }, i) => ({
    tokens: [...parent.tokens, token],
    path: [...parent.path, first + i],
    score,
    logits: logits[i] as Float32Array,
  }));
}
