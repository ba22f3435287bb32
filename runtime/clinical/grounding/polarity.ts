/** Denied where the note affirms, or affirmed where it denies. */
import type { Match } from './alignment.ts';
import { partsOf } from './clauses.ts';
import { agreesElsewhere, hasDenial, isFindingOf, isOfTest, isPositive, isSite } from './denied-findings.ts';
import { isEverydayWord } from './everyday-words.ts';
import { type Fault, faultAt } from './faults.ts';
import {
  hasFever,
  isChanged,
  isLookedFor,
  isMeasured,
  isNoFurther,
  isNotTolerated,
  isOfBefore,
  isSinceLast,
  isStoppedToo,
  isUntimed,
  mayAgain,
  speaksOfResistance,
  tolerates,
  wasGiven,
} from './no-contradiction.ts';
import type { Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDrug, isDrugClass, isMedicalTerm } from './vocabulary.ts';

/** Stems of words that tell when or how long: they are not denied. */
const isTime = /^(?:dai|daili|day|week|month|year|hour|minut|night|morn|even|time)$/;

interface Compared {
  readonly term: Term;
  /** The note's word with the other sign; undefined where the signs agree. */
  readonly other: Term | undefined;
  /** Whether the note has it beside the same word. */
  readonly phrase: boolean;
  /** Whether the note has it in one sentence with another word of the claim. */
  readonly together: boolean;
  /** Whether it names a test that the claim calls positive and the note negative. */
  readonly isResult: boolean;
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
    if (
      term.unsure ||
      isTime.test(term.stem) ||
      isMeasured(term, claim) ||
      reportsOnly(term) ||
      (isReportingWord(term.stem) && ofDrug)
    )
      return [];
    const { occurrences, phrase, together } = nearOccurrences(term, claim, matches);
    const sure = occurrences.filter(({ unsure }) => !unsure);
    const agrees =
      sure.length === 0 ||
      sure.some(({ denied }) => denied === term.denied) ||
      (term.denied && tellsAgain(claim) && isDeniedSomewhere(term, matches));
    const other = agrees ? undefined : sure[0];
    const isResult = phrase && other !== undefined && isOtherResult(other, claim, matches);
    return occurrences.length > 0 ? [{ term, other, phrase, together, isResult }] : [];
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
    ({ term: { word, stem }, other, phrase, together, isResult }) =>
      isResult ||
      isDrug(word) ||
      isMedicalTerm(word) ||
      (other?.denied &&
        (isPlainNoun(stem) ||
          (phrase && !isReportingWord(stem)) ||
          ((phrase || together) && /^(?:infect|pain|complic)/.test(stem)))),
  );
  const ofClass = group.filter(({ term: { word } }) => isDrugClass(word));
  const strong = named.length > 0 ? [...named, ...ofClass.filter(({ other }) => other?.denied)] : ofClass;
  if (strong.length > 0) return wrongIn(strong);
  const telling = group.filter(({ term }) => isTelling(term));
  // "Blood" and "urine" stand in many sentences: alone they tell something beside the same word only.
  const counted =
    telling.length > 0 ? telling : group.filter(({ term, phrase }) => phrase || !/^(?:blood|urin)$/.test(term.stem));
  const wrong = wrongIn(counted).filter(
    ({ term: { denied, stem }, phrase, together }) =>
      !denied || phrase || together || !(isEverydayWord(stem) || isReportingWord(stem)),
  );
  return wrong.length > 0 && enough(wrong.length, counted.length) ? wrong : [];
}

const isOtherResult = (told: Term, claim: Sentence, matches: readonly Match[]): boolean =>
  matches.some(
    ({ sentence }) =>
      sentence.terms.includes(told) &&
      (told.denied
        ? claim.words.includes('positive') && isOfTest(told, sentence)
        : claim.words.includes('negative') && sentence.words.includes('positive') && !hasDenial(sentence)),
  );

const isTelling = ({ stem }: Term): boolean => !isReportingWord(stem);

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
): { occurrences: Term[]; phrase: boolean; together: boolean } {
  const { stem } = claimed;
  const isDeniedAlways = isOnlyDenied(stem, matches);
  const enough = aboutClaim * (matches[0]?.score ?? 0);
  const all = matches.filter(
    ({ sentence, score }) =>
      (score >= enough || isDrug(claimed.word) || (isMedicalTerm(claimed.word) && !claimed.denied && isDeniedAlways)) &&
      sentence.terms.some((term) => term.stem === stem),
  );
  const phrase = all.filter(({ sentence }) => isInPhrase(claimed, claim, sentence));
  if (phrase.length === 0 && isSite(claimed)) return { occurrences: [], phrase: false, together: false };
  const found = phrase.length > 0 ? phrase : all;
  const near = found.filter(({ score }) => score >= 0.8 * (found[0]?.score ?? 0)).map(({ sentence }) => sentence);
  if (
    near.some(
      (sentence) =>
        isChanged(claimed, claim, sentence) ||
        isStoppedToo(claimed, claim, sentence) ||
        wasGiven(claimed, claim, sentence) ||
        isNotTolerated(claimed, claim, sentence),
    )
  )
    return { occurrences: [], phrase: phrase.length > 0, together: false };
  const sides = sidesOf(claimed, claim);
  const occurrences = near.flatMap((sentence) =>
    sentence.terms.filter(
      (term) =>
        term.stem === stem &&
        !isMeasured(term, sentence) &&
        !(term.denied && term.stem === 'fever' && matches.some(({ sentence: other }) => hasFever(other))) &&
        !isLookedFor(term, sentence) &&
        !isOfOtherSide(sides, sidesOf(term, sentence)) &&
        !(claimed.denied ? isUntimed(claim, sentence) : isSinceLast(claim)) &&
        !(!claimed.denied && isOfBefore(term, claim, sentence)) &&
        !isNoFurther(term, claimed, claim, sentence) &&
        isSameFinding(claimed, claim, term, sentence) &&
        isOfSamePerson(claim, sentence) &&
        (!isDrug(claimed.word) || !tolerates(claim) || tolerates(sentence)) &&
        !(term.denied && !claimed.denied && mayAgain(claim)) &&
        (!isDrug(claimed.word) || speaksOfResistance(claim) === speaksOfResistance(sentence)),
    ),
  );
  const others = new Set(claim.terms.filter((term) => term.stem !== stem && isTelling(term)).map((term) => term.stem));
  const together = near.some(({ terms }) => terms.some((term) => others.has(term.stem)));
  return { occurrences, phrase: phrase.length > 0, together };
}

const tellsAgain = ({ words }: Sentence): boolean =>
  words.some((word) => /^(?:again|back|further|anymore|afterwards?|recurrent|recur|repeat)$/.test(word));

/** "He did not have to go back on dialysis": what the note tells both ways, at another time. */
const isDeniedSomewhere = ({ stem, word }: Term, matches: readonly Match[]): boolean =>
  isMedicalTerm(word) &&
  matches.some(({ sentence }) => sentence.terms.some((term) => term.stem === stem && term.denied && !term.unsure));

/** Whether all that the note says of it is that it was not. */
const isOnlyDenied = (stem: string, matches: readonly Match[]): boolean =>
  matches.every(({ sentence }) => sentence.terms.every((term) => term.stem !== stem || term.denied));

/** What the father had is told of him alone. */
const isOfSamePerson = (claim: Sentence, sentence: Sentence): boolean =>
  hasKin(claim) || !hasKin(sentence) || !sentence.words.some((word) => /^(?:fh|family|fhx)$/.test(word));
const hasKin = ({ values, words }: Sentence): boolean =>
  values.some(({ kind }) => kind === 'kin') || words.includes('family') || words.includes('relatives');

/** Whether what one of them denies is what the other affirms. */
function isSameFinding(claimed: Term, claim: Sentence, term: Term, sentence: Sentence): boolean {
  if (claimed.denied === term.denied) return true;
  const [denied, inOne, inOther] = term.denied ? [term, sentence, claim] : [claimed, claim, sentence];
  if (isOfTest(denied, inOne)) {
    // "HIV antibody negative" speaks against HIV itself.
    if (term.denied && isMedicalTerm(term.word)) return true;
    const isBeside = isInPhrase(claimed, claim, sentence);
    return isPositive(inOther) ? isBeside || !claimed.denied : isBeside && !hasDenial(inOther);
  }
  return isFindingOf(denied, inOne, inOther) && !agreesElsewhere(denied, inOne, inOther);
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

/** The sides that the clause of a word tells. */
function sidesOf({ position }: Term, sentence: Sentence): string[] {
  const sides = sentence.values.filter(({ kind }) => kind === 'side').sort((a, b) => a.position - b.position);
  const at = partsOf(sentence, sides).findIndex((part) => part.some(({ term }) => term.position === position));
  const side = sides[at];
  return side?.kind === 'side' ? [side.side] : [];
}

const isOfOtherSide = (claimed: readonly string[], told: readonly string[]): boolean =>
  claimed.length > 0 && told.length > 0 && !told.some((side) => claimed.includes(side) || side.startsWith('bilateral'));
