/** Denied where the note affirms, or affirmed where it denies. */
import type { Match } from './alignment.ts';
import { isEverydayWord } from './everyday-words.ts';
import { type Fault, faultAt } from './faults.ts';
import type { Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDrug, isDrugClass, isMedicalTerm } from './vocabulary.ts';

interface Compared {
  readonly term: Term;
  /** The note's word with the other sign; undefined where the signs agree. */
  readonly other: Term | undefined;
  /** Whether the note has it beside the same word. */
  readonly phrase: boolean;
}

/**
 * What the best sentences of the note say with the other sign: a drug or a term of medicine; or all that a sentence of
 * few words denies; or half of what it affirms, two words at least where it has many.
 */
export function polarityFaults(claim: Sentence, matches: readonly Match[]): Fault[] {
  // Of a drug that was both given and stopped, "given" and "stopped" are right.
  const ofDrug = claim.terms.some((term) =>
    matches.slice(0, 3).some(({ sentence }) => isChanged(term, claim, sentence)),
  );
  const dated = claim.values.some(({ kind }) => kind === 'date' || kind === 'quantity');
  const reportsOnly = (term: Term) => dated && /^(?:start|began|begin|last|continu|occur)/.test(term.stem);
  const compared = claim.terms.flatMap((term): Compared[] => {
    if (isMeasured(term, claim) || reportsOnly(term) || (isReportingWord(term.stem) && ofDrug)) return [];
    const { occurrences, phrase } = nearOccurrences(term, claim, matches);
    const agrees = occurrences.some(({ denied }) => denied === term.denied);
    return occurrences.length > 0 ? [{ term, other: agrees ? undefined : occurrences[0], phrase }] : [];
  });
  const few = compared.length <= 3;
  const wrong = [
    ...wrongOf(
      compared.filter(({ term }) => term.denied),
      (count, of) => few && count === of,
    ),
    ...wrongOf(
      compared.filter(({ term }) => !term.denied),
      (count, of) => 2 * count >= of && (few || count >= 2),
    ),
  ];
  return wrong.map(({ term, other }) => faultAt('negation', term, other));
}

/** @param enough whether so many wrong words of so many make a fault, where no strong word decides */
function wrongOf(group: readonly Compared[], enough: (wrong: number, of: number) => boolean): readonly Compared[] {
  const wrongIn = (some: readonly Compared[]) => some.filter(({ other }) => other !== undefined);
  const named = group.filter(
    ({ term: { word, stem }, other, phrase }) =>
      isDrug(word) ||
      isMedicalTerm(word) ||
      (other?.denied && (isPlainNoun(stem) || (phrase && !isReportingWord(stem)))),
  );
  const strong = named.length > 0 ? named : group.filter(({ term: { word } }) => isDrugClass(word));
  if (strong.length > 0) return wrongIn(strong);
  const telling = group.filter(({ term }) => !isReportingWord(term.stem));
  // "Blood" and "urine" stand in many sentences: alone they tell something beside the same word only.
  const counted =
    telling.length > 0 ? telling : group.filter(({ term, phrase }) => phrase || !/^(?:blood|urin)$/.test(term.stem));
  const wrong = wrongIn(counted);
  return wrong.length > 0 && enough(wrong.length, counted.length) ? wrong : [];
}

/** A word of the field that no list has: "endoleak", "scc". */
const isPlainNoun = (stem: string): boolean => !isReportingWord(stem) && !isEverydayWord(stem);

/** Of the best match: what shares less is told of something else. */
const aboutClaim = 0.35;

/**
 * Where the sentences that fit about best say the word. A measured one is neither affirmed nor denied; nor is what was both
 * given and stopped.
 */
function nearOccurrences(
  claimed: Term,
  claim: Sentence,
  matches: readonly Match[],
): { occurrences: Term[]; phrase: boolean } {
  const { stem } = claimed;
  const enough = aboutClaim * (matches[0]?.score ?? 0);
  const all = matches.filter(
    ({ sentence, score }) =>
      (score >= enough || isDrug(claimed.word)) && sentence.terms.some((term) => term.stem === stem),
  );
  const phrase = all.filter(({ sentence }) => isInPhrase(claimed, claim, sentence));
  const found = phrase.length > 0 ? phrase : all;
  const near = found.filter(({ score }) => score >= 0.8 * (found[0]?.score ?? 0)).map(({ sentence }) => sentence);
  if (near.some((sentence) => isChanged(claimed, claim, sentence) || isNotTolerated(claimed, claim, sentence)))
    return { occurrences: [], phrase: phrase.length > 0 };
  const occurrences = near.flatMap((sentence) =>
    sentence.terms.filter((term) => term.stem === stem && !isMeasured(term, sentence)),
  );
  return { occurrences, phrase: phrase.length > 0 };
}

/** Whether a word stands beside the same word in both: the chest of "chest pain" is not that of "chest tube". */
function isInPhrase({ stem, position }: Term, claim: Sentence, sentence: Sentence): boolean {
  const at = claim.terms.findIndex((term) => term.position === position);
  return [-1, 1].some((side) => {
    const beside = claim.terms[at + side]?.stem;
    return (
      beside !== undefined &&
      beside !== stem &&
      sentence.terms.some((one, i) => one.stem === stem && sentence.terms[i + side]?.stem === beside)
    );
  });
}

/** What is avoided may stand in a list of what was not tolerated. */
const isNotTolerated = ({ denied, word }: Term, claim: Sentence, { words, heading }: Sentence): boolean =>
  denied &&
  isDrug(word) &&
  claim.words.some((one) => /^(?:avoid|stopped)/.test(one)) &&
  [...words, ...heading].some((one) => /^(?:allerg|intoler|advers|react)/.test(one));

/** "Was held and resumed", "given and tapered off". */
const isChanged = ({ word }: Term, claim: Sentence, { words }: Sentence): boolean =>
  isDrug(word) &&
  !claim.words.includes('continued') &&
  (claim.words.some((one) => /^(?:replace(?:d|ment|s)?|switched|exchanged|changed)$/.test(one)) ||
    (words.some((one) => /^(?:stopped|tapered|weaned|off)$/.test(one)) &&
      words.some((one) => /^(?:started|given|received|continued)$/.test(one))));

/** "Troponin <0.01", "the fever was 39.4 C". */
const isMeasured = ({ position }: Term, { values }: Sentence): boolean =>
  values.some(
    (value) =>
      value.kind === 'quantity' &&
      value.quantity.dimension !== 'time' &&
      value.quantity.dimension !== 'mass' &&
      value.position > position &&
      value.position <= position + 2,
  );
