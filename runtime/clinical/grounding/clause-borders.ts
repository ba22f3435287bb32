/** Where the clauses of a sentence end, by its words: conjunctions, marks, and an "and" between two statements. */

/** Words that end a clause. */
const borders =
  /^(?:[;:.()+>→|]|but|however|although|though|except|which|who|because|until|then|after|before|when|while|whereas|whilst|during|since|once|if|so|where|resulting)$/;
export const auxiliary = /^(?:was|were|is|are|been|be)$/;

/** The first word of the clause around a word, and the one behind its last. */
export function clauseAround(words: readonly string[], at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && !isBorder(words, start - 1)) start--;
  let end = at + 1;
  while (end < words.length && !isBorder(words, end)) end++;
  return { start, end };
}

function isBorder(words: readonly string[], i: number): boolean {
  const word = words[i] ?? '';
  if (
    word === '.' &&
    (words[i - 1]?.length === 1 || (/\d$/.test(words[i - 1] ?? '') && /^\d/.test(words[i + 1] ?? '')))
  )
    return false;
  if (borders.test(word)) return true;
  if (word === 'given' && isBecause(words, i)) return true;
  if (
    word === 'that' &&
    /..ed$|^(?:said|told|felt|found|shows?|showed|means|meant|saw|thought)$/.test(words[i - 1] ?? '')
  )
    return true;
  if (word === 'and') return isNewStatement(words, i);
  return (
    word === ',' && /^(?:and|no|not|without|which|but|denies|he|she|they|just|only|merely)$/.test(words[i + 1] ?? '')
  );
}

/** "No heparin given the bleeding", "no tamoxifen given clot history"; but "no heparin given". */
function isBecause(words: readonly string[], given: number): boolean {
  const next = words[given + 1] ?? '';
  if (/^(?:the|his|her|that|their)$/.test(next)) return true;
  const denied = words.slice(Math.max(0, given - 4), given).some((word) => /^(?:no|without)$/.test(word));
  return (
    denied &&
    /^\p{L}/u.test(next) &&
    !/^(?:at|on|in|for|due|to|by|because|as|with|prior|before|after|intravenous|oral|and|or|today)$/.test(next)
  );
}

/** "She is not pregnant and uses a coil." */
const present =
  /^(?:uses|takes|lives|works|drives|walks|smokes|reports|remains|continues|needs|wears|feels|sleeps|eats)$/;

/** "The INR was 4.8 and vitamin K was withheld": a verb on both sides. */
function isNewStatement(words: readonly string[], and: number): boolean {
  const next = words[and + 1] ?? '';
  if (/^(?:he|she|they|no|not)$|..ed$|^(?:got|had|has|went|took|was)$/.test(next) || present.test(next)) return true;
  const from = words.slice(0, and).findLastIndex((word) => /^[,;:.]$/.test(word)) + 1;
  const told = words.slice(from, and).some((word) => auxiliary.test(word) || /..ed$/.test(word));
  return told && words.slice(and + 1, and + 5).some((word) => auxiliary.test(word));
}
