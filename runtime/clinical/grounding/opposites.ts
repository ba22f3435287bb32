/** What was offered may be accepted or declined, an organ removed or spared: words that exclude each other of one thing. */
import type { Match } from './alignment.ts';
import { type Fault, faultAt } from './faults.ts';
import type { Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';

/** By beginnings of words, as they are read. */
const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:accept|agreed$|consented$)/, /^(?:declin(?:ed|es|ing)$|refus)/],
  [/^(?:removed$|resected$|excised$|sacrificed$)/, /^(?:spared$|preserved$|retained$)/],
  [/^(?:passed$|succeeded$|successful$)/, /^(?:failed$|unsuccessful$)/],
  [/^(?:improv|better$)/, /^(?:worse|deteriorat)/],
  [/^(?:gained$)/, /^(?:lost$)/],
];

/** In words, on both sides of what it is said of. */
const reach = 5;

/** Words of a claim whose opposite is all that the best sentence of the note says of the same thing. */
export function oppositeFaults(claim: Sentence, matches: readonly Match[]): Fault[] {
  const [match] = matches;
  if (!match || match.sentence.words.length > longest) return [];
  const shared = claim.terms.filter(
    ({ stem }) => !isReportingWord(stem) && match.sentence.terms.some((term) => term.stem === stem),
  );
  return claim.terms.flatMap((term) => {
    const opposite = oppositeOf(term);
    if (!opposite || term.denied || term.unsure || saysBoth(claim, term, opposite)) return [];
    const near = shared.filter(({ position }) => Math.abs(position - term.position) <= reach);
    const told = match.sentence.terms.find(
      (other) =>
        opposite.test(other.word) && !other.denied && near.some(({ stem }) => isBeside(stem, other, match.sentence)),
    );
    const agrees = matches.some(({ sentence }) => sentence.terms.some(({ word }) => word === term.word));
    return told && !agrees ? [faultAt('negation', term, told)] : [];
  });
}

/** A long sentence says too much of other things. */
const longest = 30;

const oppositeOf = ({ word }: Term): RegExp | undefined =>
  pairs.flatMap(([a, b]) => (a.test(word) ? [b] : b.test(word) ? [a] : []))[0];

const saysBoth = (claim: Sentence, term: Term, opposite: RegExp): boolean =>
  claim.terms.some((other) => other !== term && opposite.test(other.word));

const isBeside = (stem: string, other: Term, { terms }: Sentence): boolean =>
  terms.some((term) => term.stem === stem && Math.abs(term.position - other.position) <= reach);
