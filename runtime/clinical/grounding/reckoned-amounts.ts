/** Values that the note does not have as they stand, but from which they follow: differences, and what a day adds up to. */
import type { Match } from './alignment.ts';
import type { Reading, Sentence } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { type QuantityValue, quantitiesIn } from './timeline.ts';
import { isRounded, type Quantity } from './units.ts';

/** @param matches sentences of the note that the claim is about, the best first */
export const isReckonedAmount = (
  { quantity }: QuantityValue,
  claim: Sentence,
  note: Reading,
  matches: readonly Match[],
): boolean => isDifference(quantity, claim, note) || isDailyTotal(quantity, claim, matches);

const change =
  /^(?:lo(?:st|se|ss)|gain|f(?:e|a)ll|drop|rose|rise|increas|decreas|declin|reduc|differ|chang|shrank|shrunk|grew|grow|went|climb|improv|worsen|shed|put|above|below|more$|less$|higher|lower|heavier|lighter)/;
/** In mg: below a pound it is no body weight. */
const bodyWeight = 4e5;

/** "Lost nearly 7 kg": between two values of one sentence with nothing else told between them, or two weights of a body. */
function isDifference(quantity: Quantity, claim: Sentence, { sentences }: Reading): boolean {
  if (!claim.words.some((word) => change.test(word)) || claim.words.includes('if')) return false;
  if (/^(?:tablets|puffs|age|calendar year)$/.test(quantity.dimension)) return false;
  const pairs = sentences.flatMap(pairsOf);
  const weights = sentences
    .flatMap(quantitiesIn)
    .filter(({ quantity: { dimension, amount } }) => dimension === 'mass' && amount >= bodyWeight);
  const ofBody =
    quantity.dimension === 'mass' ? weights.flatMap((a, i) => weights.slice(i + 1).map((b) => [a, b] as const)) : [];
  return [...pairs, ...ofBody].some(([a, b]) => isBetween(quantity, a.quantity, b.quantity));
}

/** Quantities of a sentence that follow each other with no telling word between. */
function pairsOf(sentence: Sentence): (readonly [QuantityValue, QuantityValue])[] {
  const values = quantitiesIn(sentence);
  const telling = sentence.terms.filter(({ stem }) => !isReportingWord(stem)).map(({ position }) => position);
  return values.flatMap((a, i) =>
    values
      .slice(i + 1)
      .flatMap((b) => (telling.some((at) => at > a.position && at < b.position) ? [] : [[a, b] as const])),
  );
}

function isBetween(claim: Quantity, a: Quantity, b: Quantity): boolean {
  const bare = a.dimension === 'number' || b.dimension === 'number';
  if (bare && claim.dimension === 'units') return false;
  const [one, other] = [a, b].map(({ dimension }) => dimension === 'number' || dimension === claim.dimension);
  if (!one || !other) return false;
  const apart = bare ? Math.abs(a.value - b.value) : Math.abs(a.amount - b.amount);
  const claimed = bare ? claim.value : claim.amount;
  const half = bare ? (claim.precision * claim.value) / (claim.amount || 1) : claim.precision;
  const exact = bare && claim.dimension === 'number' ? 1e-6 : 1.02 * half;
  return apart > 0 && (Math.abs(apart - claimed) <= exact || isRounded(claim, apart, claimed));
}

/** "900 mg a day" of "450 mg BID", behind a word that the claim has too. */
function isDailyTotal(quantity: Quantity, claim: Sentence, matches: readonly Match[]): boolean {
  const told = claim.words.join(' ');
  if (!/\b(?:a|per|each|every) day\b|\bdaily (?:dos|total|intake|amount)|\bin total\b|\btotal daily\b/.test(told))
    return false;
  if (claim.values.some(({ kind }) => kind === 'frequency')) return false;
  const stems = new Set(claim.terms.map(({ stem }) => stem));
  return matches.some(({ sentence: { terms, values } }) =>
    values.some((dose) => {
      const often = values.filter((value) => value.kind === 'frequency' && value.position >= dose.position)[0];
      if (dose.kind !== 'quantity' || often?.kind !== 'frequency' || often.position > dose.position + 5) return false;
      const named = terms.some(
        ({ stem, position }) => stems.has(stem) && dose.position - position <= 5 && position < dose.position,
      );
      const { amount, dimension } = dose.quantity;
      return (
        named &&
        dimension === quantity.dimension &&
        Math.abs(amount * often.perDay - quantity.amount) <= 1e-6 * quantity.amount
      );
    }),
  );
}
