/** Drugs that the note only tells as not tolerated, told as if they were given. */
import { type Fault, faultAt } from './faults.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isAnalyte, isDrug } from './vocabulary.ts';

export const allergyFaults = (claim: Sentence, note: Reading): Fault[] =>
  claim.terms
    .filter((term) => isDrug(term.word) && !isAnalyte(term.word) && isOnlyAllergy(term, claim, note))
    .map((term) => faultAt('drug', term));

const notTolerated = /^(?:allerg|intoler|advers|react|anaphyla|hives$|rash$)/;
const becauseOfIt = /^(?:avoid|toler|caus|cough|because)/;

/** Every place of the note tells it among allergies. */
function isOnlyAllergy({ stem, denied }: Term, claim: Sentence, note: Reading): boolean {
  if (denied || claim.words.some((word) => notTolerated.test(word) || becauseOfIt.test(word))) return false;
  const places = note.sentences.filter(({ terms }) => terms.some((term) => term.stem === stem));
  return places.length > 0 && places.every((sentence) => isAmongAllergies(stem, sentence));
}

/** In words: so far behind "allergies" the last of a list may stand. */
const listed = 8;

function isAmongAllergies(drug: string, { terms, words, first }: Sentence): boolean {
  const at = (terms.find(({ stem }) => stem === drug)?.position ?? first) - first;
  return words.slice(Math.max(0, at - listed), at + 3).some((word) => notTolerated.test(word));
}
