/** Words of a sentence that the note does not have. */

import { isEnglish } from './dictionary.ts';
import { isEverydayWord } from './everyday-words.ts';
import { type Fault, faultAt } from './faults.ts';
import { isInterpreted } from './interpretations.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { hasMember, isAnalyte, isDrug, isKin, isMedicalTerm } from './vocabulary.ts';

/** Drugs and terms of medicine must stand in the note, in some form of the word. */
export function foreignTerms(claim: Sentence, note: Reading): Fault[] {
  return claim.terms.flatMap((term) => {
    const drug = isDrug(term.word) && (!isAnalyte(term.word) || isGiven(claim)) && !isOfGerm(term, claim);
    const name = !drug && isUnheardOf(term.word);
    if (isAnalyte(term.word) && !drug) return [];
    if (
      isKin(term.word) ||
      isReportingWord(term.stem) ||
      // What is denied, or only looked for, and not told of at all is no finding.
      ((term.denied || term.unsure) && !drug && !name) ||
      (!drug && !name && !isMedicalTerm(term.word)) ||
      isInNote(term, claim, note)
    )
      return [];
    return [faultAt(drug ? 'drug' : 'term', term)];
  });
}

/** "Methicillin-sensitive", "estrogen receptor": told of a germ or a tumor, not given. */
const isOfGerm = ({ position }: Term, { words, first }: Sentence): boolean =>
  words
    .slice(position - first + 1, position - first + 3)
    .some((word) => /^(?:sensitive|resistant|susceptible|receptors?|sensitivity|resistance)$/.test(word));

/** Letters alone: short forms and codes are no words of a dictionary either. */
const isUnheardOf = (word: string): boolean => /^\p{Ll}{6,}$/u.test(word) && !isEnglish(word);

/** Of a substance that is measured too, whether it is told as a drug. */
const isGiven = ({ words }: Sentence): boolean =>
  words.some((word) =>
    /^(?:given|gave|receiv|start|stopp|infus|treat|load|dose|replac|supplement|continu|takes?$|taking|mg$|g$|units?$|intravenous|oral)/.test(
      word,
    ),
  ) && !words.some((word) => /^(?:ratio|level|levels|serum)$/.test(word));

/** Words that the note does not have, where they are most of what is told; plain words may be a way of saying it. */
export function foreignWords(claim: Sentence, note: Reading): Fault[] {
  const telling = claim.terms.filter(({ stem, word }) => !isReportingWord(stem) && !isKin(word));
  const foreign = telling.filter((term) => !term.denied && !isInNote(term, claim, note));
  const weight = (terms: readonly Term[]) => terms.reduce((sum, { stem }) => sum + (isEverydayWord(stem) ? 0.5 : 1), 0);
  const enough = foreign.length >= 2 || claim.terms.length <= 2;
  const most = enough && weight(foreign) >= mostWords * weight(telling) && weight(foreign) >= 1;
  return most ? foreign.map((term) => faultAt('term', term)) : [];
}

const mostWords = 0.7;

/** "Dr. Reyes", "Julia Reyes": capitals behind a title or another name. */
export function foreignNames(claim: Sentence, answer: string, note: Reading): Fault[] {
  const names = claim.terms.filter(({ start, end, stem }) => {
    const before = answer.slice(claim.start, start);
    const capital = /^\p{Lu}\p{Ll}+$/u.test(answer.slice(start, end));
    return capital && !isReportingWord(stem) && /(?:\b(?:Dr|Mr|Mrs|Ms|Prof)\.?|\b\p{Lu}\p{Ll}+)\s+$/u.test(before);
  });
  return names.filter((term) => !isInNote(term, claim, note)).map((term) => faultAt('person', term));
}

/** The word or another form of it. Drugs differ by endings, so of them only a short form of the word itself counts. */
function isInNote(term: Term, claim: Sentence, note: Reading): boolean {
  const { word, stem } = term;
  if (note.words.has(word) || note.counts.has(stem) || isShortGenus(term, claim, note)) return true;
  if (hasMember(word, note.words) || isInterpreted(word, note.words)) return true;
  const drug = isDrug(word);
  return [...note.words].some((other) =>
    drug ? other.length >= 5 && word.startsWith(other) : alike(word, other) || isCutShort(other, word),
  );
}

/** "Streptococcus pneumoniae" where the note has "S. pneumoniae". */
function isShortGenus({ word, position }: Term, claim: Sentence, note: Reading): boolean {
  const species = claim.terms.find((term) => term.position === position + 1)?.word;
  return species !== undefined && note.text.toLowerCase().includes(`${word.charAt(0)}. ${species}`);
}

/** "Fasc" and "fasciitis", "nec" and "necrotizing": a word that is written down to a point. */
const isCutShort = (short: string, word: string): boolean =>
  short.length >= 3 && word.length >= short.length + 3 && word.startsWith(short) && !isEverydayWord(short);

/** "insula" and "insular", "sepsis" and "urosepsis": the same but for an ending or a beginning. */
function alike(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) >= 6 && (a.endsWith(b) || b.endsWith(a))) return true;
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  return shared >= 5 && Math.max(a.length, b.length) - shared <= 4;
}
