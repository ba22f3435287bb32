/** ROUGE-L (Lin, 2004), to the digit as Google's rouge-score computes it. */
import { stem } from '../clinical/porter.ts';
import { type Overlap, overlapOf } from './overlap.ts';

/** @param useStemmer words of more than three letters by their stem */
export function rougeL(prediction: string, reference: string, useStemmer: boolean): Overlap {
  const [predicted, wanted] = [rougeTokens(prediction, useStemmer), rougeTokens(reference, useStemmer)];
  return overlapOf(longestCommonSubsequence(predicted, wanted), predicted.length, wanted.length);
}

function rougeTokens(text: string, useStemmer: boolean): string[] {
  const tokens = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return useStemmer ? tokens.map((token) => (token.length > 3 ? stem(token) : token)) : tokens;
}

/** Its length; one row of the table at a time. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++)
      next.push(word === b[j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number));
    row = next;
  }
  return row.at(-1) ?? 0;
}
