/** What is no contradiction though one sentence denies what the other affirms: it was before, until then, measured, only looked for. */
import type { Sentence, Term, Value } from './reading.ts';
import { isDrug } from './vocabulary.ts';

/** A germ's resistance to a drug is no denial of the drug. */
export const speaksOfResistance = ({ words }: Sentence): boolean =>
  words.some((word) => /^(?:resistan|sensitiv|susceptib)/.test(word));

/** "He may drive again in June", "work can be resumed": what was denied until then. */
export const mayAgain = ({ words }: Sentence): boolean =>
  words.some((word) => /^(?:again$|back$|resum|return)/.test(word)) &&
  words.some((word) => /^(?:may|can|will|could|should|able|allowed)$/.test(word));

/** "Had not opened his bowels for three days" of "bowels last opened 12 August". */
export const isUntimed = (claim: Sentence, { words }: Sentence): boolean =>
  words.includes('last') &&
  claim.values.some((value) => value.kind === 'quantity' && value.quantity.dimension === 'time');

/** "It has been three years since her last seizure" of "no seizures since August 2020". */
export const isSinceLast = ({ words }: Sentence): boolean =>
  /\b(?:years?|months?|weeks?|days?|hours?) (?:have passed |had passed |passed )?since (?:his|her|their|the) (?:last|latest|previous|most recent)\b/.test(
    words.join(' '),
  );

/** "No prior dialysis" says nothing against what was done since. */
export const isOfBefore = ({ position, denied }: Term, claim: Sentence, { words, first }: Sentence): boolean =>
  denied &&
  words
    .slice(Math.max(0, position - first - 3), position - first)
    .some((word) => /^(?:prior|previous|preceding|earlier|past)$/.test(word)) &&
  !claim.words.some((word) =>
    /^(?:prior|previous|previously|before|ever|known|history|already|past|earlier|once|had|long|longstanding)$/.test(
      word,
    ),
  );

/** What was not tolerated was given. */
export const tolerates = ({ words }: Sentence): boolean => words.some((word) => /^tolera/.test(word));

/** "No further hyperkalemia" tells of one before. */
export const isNoFurther = ({ position }: Term, claimed: Term, claim: Sentence, { words, first }: Sentence): boolean =>
  !claimed.denied &&
  !claim.words.some((word) => /^(?:more|further|another|again|recur\w*|residual|remaining|additional)$/.test(word)) &&
  words
    .slice(Math.max(0, position - first - 2), position - first)
    .some((word) => /^(?:further|residual|remaining|recurrent|additional)$/.test(word));

/** What is avoided may stand in a list of what was not tolerated. */
export const isNotTolerated = ({ denied, word }: Term, claim: Sentence, { words, heading }: Sentence): boolean =>
  denied &&
  isDrug(word) &&
  claim.words.some((one) => /^(?:avoid|stopped)/.test(one)) &&
  [...words, ...heading].some((one) => /^(?:allerg|intoler|advers|react|tried$|prior$|previous|formerly$)/.test(one));

/** "Fludrocortisone 100 micrograms BD, stopped 2 November": given until then. */
export function wasGiven(
  { word, stem, denied }: Term,
  claim: Sentence,
  { terms, values, words, first }: Sentence,
): boolean {
  if (
    !isDrug(word) ||
    denied ||
    claim.words.some((one) => /^(?:continu|takes?$|taking|home$|discharg|remain)/.test(one))
  )
    return false;
  const drug = terms.find((term) => term.stem === stem)?.position ?? 0;
  const dose = values.find(({ kind, position }) => kind === 'quantity' && position > drug && position <= drug + 2);
  return dose !== undefined && words.slice(dose.position - first).some((one) => one === 'stopped');
}

/** "Clindamycin 900 mg + gentamicin, both stopped 10/30": of what was stopped both tell that it was given. */
export const isStoppedToo = (
  { stem, denied }: Term,
  claim: Sentence,
  { terms, values, words, first }: Sentence,
): boolean => {
  const at = terms.find((term) => term.stem === stem)?.position ?? Number.POSITIVE_INFINITY;
  // "Vasopressin 3/4-3/6": where both tell when, it was given until then.
  const isDated = claim.values.some(isWhen) && values.some((value) => value.kind === 'date' && value.position > at);
  return (
    denied && claim.words.includes('stopped') && (isDated || words.slice(Math.max(0, at - first)).includes('stopped'))
  );
};

const isWhen = (value: Value): boolean =>
  value.kind === 'date' || (value.kind === 'quantity' && value.quantity.dimension === 'time');

/** "Was held and resumed", "given and tapered off". */
export const isChanged = ({ word }: Term, claim: Sentence, { words, terms }: Sentence): boolean =>
  isDrug(word) &&
  !claim.words.includes('continued') &&
  (claim.words.some((one) => /^(?:replace(?:d|ment|s)?|switched|exchanged|changed)$/.test(one)) ||
    (words.some((one) => /^(?:stopped|tapered|weaned|off)$/.test(one)) &&
      words.some((one) => /^(?:started|given|received|continued)$/.test(one)) &&
      !terms.some((one) => one.word === 'started' && one.denied)));

/** "T 38.9", "39 C". */
export const hasFever = ({ values, terms }: Sentence): boolean =>
  values.some((value) => {
    if (value.kind !== 'quantity') return false;
    const { dimension, amount } = value.quantity;
    const isNamed = terms.some(
      ({ stem, position }) => stem === 'temperatur' && value.position - position <= 2 && position < value.position,
    );
    return amount >= 38 && amount <= 43 && (dimension === 'temperature' || (dimension === 'number' && isNamed));
  });

/** "ROP screen": by this it is looked for, not found. */
export const isLookedFor = ({ position, denied }: Term, { words, first }: Sentence): boolean =>
  !denied &&
  /^(?:screens?|screening|prophylaxis|precautions|workup|vaccine|vaccination|surveillance|risk|protocol|education)$/.test(
    words[position - first + 1] ?? '',
  );

/** "Troponin <0.01", "the fever was 39.4 C". */
export const isMeasured = ({ position, word, start, end }: Term, { values, words, first }: Sentence): boolean =>
  !(isDrug(word) ? /^[.;]$/ : /^[.,;]$/).test(words[position - first + 1] ?? '') &&
  values.some(
    (value) =>
      value.kind === 'quantity' &&
      // The 2 of "T2DM".
      !(value.start >= start && value.end <= end) &&
      value.quantity.dimension !== 'time' &&
      !/^[x×]$/.test(words[value.position - first - 1] ?? '') &&
      !/^[x×]\d/.test(words[value.position - first] ?? '') &&
      !/^(?:mass|age|calendar year)$/.test(value.quantity.dimension) &&
      value.position > position &&
      value.position <= position + 2,
  );
