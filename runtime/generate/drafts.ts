/**
 * Guesses how a text goes on: answers about a note repeat its words. The guess is computed along with the last token, and
 * what the model would have written itself is kept: prompt lookup decoding (Saxena 2023), a form of speculative decoding
 * (Leviathan et al. 2022, arXiv 2211.17192) without a second model. The text stays the same, however bad the guesses.
 */

export interface Drafts {
  /** What may follow the tokens, at most `most` of them; often nothing. */
  next(tokens: readonly number[], most: number): readonly number[];
  /** Tells how many of the last guess were right: after a wrong one the next must rest on more. */
  judge(guessed: number, right: number): void;
}

/** Several rows cost about one and a half to two times what one does, however many: the weights are read once for all. */
const reach = 12;
/** How many of the last tokens must have occurred before; what agrees with more is surer, so more is tried first. */
const longestClue = 6;
const shortestClue = { first: 2, afterFailures: 4 };

export function createDrafts(): Drafts {
  let needed = shortestClue.first;
  return {
    next(tokens, most) {
      const length = Math.min(reach, most);
      if (length <= 0) return [];
      for (let clue = longestClue; clue >= needed; clue--) {
        const end = lastEnd(tokens, clue);
        if (end !== undefined) return tokens.slice(end, end + length);
      }
      return [];
    },
    judge(guessed, right) {
      if (guessed === 0) return;
      if (right === 0) needed = Math.min(needed + 1, shortestClue.afterFailures);
      else if (right > 1) needed = shortestClue.first;
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
