/** Drugs that the note only tells as not tolerated, told as if they were given, and the other way round. */
import { type Fault, faultAt } from './faults.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isAnalyte, isDrug } from './vocabulary.ts';

export const allergyFaults = (claim: Sentence, note: Reading): Fault[] =>
  claim.terms
    .filter((term) => isDrug(term.word) && !isAnalyte(term.word))
    .filter((term) => isOnlyAllergy(term, claim, note) || isOtherAllergy(term, claim, note))
    .map((term) => faultAt('drug', term));

/** "Allergic to hydromorphone" where the note names another drug as the allergy, and tells of this one elsewhere. */
function isOtherAllergy({ stem, position, denied }: Term, { words, first }: Sentence, note: Reading): boolean {
  const before = words.slice(Math.max(0, position - first - 4), position - first).join(' ');
  if (denied || !(/\ballerg\w+ (?:to|against)\b/.test(before) || /^allerg/.test(words[position - first + 1] ?? '')))
    return false;
  const told = note.sentences.filter((sentence) => sentence.words.some((word) => /^allerg/.test(word)));
  const isNamed = told.some(({ terms }) => terms.some((term) => isDrug(term.word) && !term.denied));
  return isNamed && !note.sentences.some((sentence) => isAmongAllergies(stem, sentence));
}

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
  const place = terms.find(({ stem }) => stem === drug);
  if (!place) return false;
  const at = place.position - first;
  return words.slice(Math.max(0, at - listed), at + 3).some((word) => notTolerated.test(word));
}
