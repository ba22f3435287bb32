/** Token F1 as SQuAD's evaluation script computes it (Rajpurkar et al., 2016): no case, punctuation or articles. */
import { overlapOf } from './overlap.ts';

/** F1 of the bags of words; two empty answers agree. */
export function tokenF1(prediction: string, reference: string): number {
  const [predicted, wanted] = [squadTokens(prediction), squadTokens(reference)];
  if (predicted.length === 0 || wanted.length === 0) return Number(predicted.length === wanted.length);
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of predicted) {
    const count = left.get(token) ?? 0;
    if (count > 0) shared++;
    left.set(token, count - 1);
  }
  return overlapOf(shared, predicted.length, wanted.length).f1;
}

/** Python's string.punctuation. */
const punctuation = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

const squadTokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(punctuation, '')
    .replace(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
