/**
 * Guesses how a text goes on: answers about a note repeat its words. The guess is computed along with the last token, and
 * what the model would have written itself is kept: prompt lookup decoding (Saxena 2023), a form of speculative decoding
 * (Leviathan et al. 2022, arXiv 2211.17192) without a second model. The text stays the same, however bad the guesses.
 */

export interface Drafts {
  /** What may follow the tokens, at most `most` of them; often nothing. */
  next(tokens: readonly number[], most: number): readonly number[];
  /** Tells how many of the last guess were right, so that the next is as bold as it may be. */
  judge(guessed: number, right: number): void;
}

/** The last tokens that must have occurred before; more is surer, so more is tried first. */
const [longestClue, shortestClue] = [4, 2];
/** How far a guess goes. A row more costs little beside the reading of the weights, but not nothing. */
const [least, first, furthest] = [1, 3, 8];

export function createDrafts(): Drafts {
  let reach = first;
  return {
    next(tokens, most) {
      const length = Math.min(reach, most);
      if (length <= 0) return [];
      for (let clue = longestClue; clue >= shortestClue; clue--) {
        const end = lastEnd(tokens, clue);
        if (end !== undefined) return tokens.slice(end, end + length);
      }
      return [];
    },
    judge(guessed, right) {
      if (guessed === 0) return;
      reach = right === guessed ? Math.min(2 * reach, furthest) : Math.max(right, least);
    },
  };
}

/** Where the last `clue` tokens occurred for the last time before, the place after them. */
function lastEnd(tokens: readonly number[], clue: number): number | undefined {
  const last = tokens.length - clue;
  for (let start = last - 1; start >= 0; start--) {
    let same = 0;
    while (same < clue && tokens[start + same] === tokens[last + same]) same++;
    if (same === clue) return start + clue;
  }
  return undefined;
}
