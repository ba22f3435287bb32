/** Denied where the note affirms, or affirmed where it denies. */
import type { Match } from './alignment.ts';
import { type Fault, faultAt } from './faults.ts';
import type { Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDrug, isMedicalTerm } from './vocabulary.ts';

interface Compared {
  readonly term: Term;
  /** The note's word with the other sign; undefined where the signs agree. */
  readonly other: Term | undefined;
}

/**
 * What the best sentences of the note say with the other sign: a drug or a term of medicine, or, where none of those
 * agrees, half of the words that the claim denies, or of those that it affirms.
 */
export function polarityFaults(claim: Sentence, matches: readonly Match[]): Fault[] {
  const compared = claim.terms.flatMap((term): Compared[] => {
    if (isMeasured(term, claim)) return [];
    const occurrences = nearOccurrences(term, matches);
    const agrees = occurrences.some(({ denied }) => denied === term.denied);
    return occurrences.length > 0 ? [{ term, other: agrees ? undefined : occurrences[0] }] : [];
  });
  const wrong = [true, false].flatMap((denied) => wrongOf(compared.filter(({ term }) => term.denied === denied)));
  return wrong.map(({ term, other }) => faultAt('negation', term, other));
}

function wrongOf(all: readonly Compared[]): Compared[] {
  const telling = all.filter(({ term }) => !isReportingWord(term.stem));
  const group = telling.length > 0 ? telling : all;
  const wrong = group.filter(({ other }) => other !== undefined);
  const strong = group.filter(({ term: { word } }) => isDrug(word) || isMedicalTerm(word));
  const strongWrong = strong.filter(({ other }) => other !== undefined);
  if (strong.length > 0) return strongWrong;
  return wrong.length * 2 >= group.length ? wrong : [];
}

/** Where the sentences that fit about best say the word; a measured one is neither affirmed nor denied. */
function nearOccurrences({ stem }: Term, matches: readonly Match[]): Term[] {
  const found = matches.filter(({ sentence }) => sentence.terms.some((term) => term.stem === stem));
  const near = found.filter(({ score }) => score >= 0.8 * (found[0]?.score ?? 0));
  const occurrences = near.flatMap(({ sentence }) =>
    sentence.terms.filter((term) => term.stem === stem).map((term) => ({ term, measured: isMeasured(term, sentence) })),
  );
  return occurrences.some(({ measured }) => measured) ? [] : occurrences.map(({ term }) => term);
}

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
