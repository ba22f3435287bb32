/** Amounts that the note does not have as they stand, but which follow: differences, sums, what a day adds up to, shares. */
import type { Match } from './alignment.ts';
import { isMeasure, labelledAs } from './labels.ts';
import type { Reading, Sentence } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { type QuantityValue, quantitiesIn } from './timeline.ts';
import { isTotal } from './totals.ts';
import { isRounded, type Quantity, quantityOf } from './units.ts';

/** @param matches sentences of the note that the claim is about, the best first */
export const isReckonedAmount = (
  value: QuantityValue,
  claim: Sentence,
  note: Reading,
  matches: readonly Match[],
): boolean =>
  isDifference(value, claim, note) ||
  isMultiple(value.quantity, claim, note) ||
  isPackYears(value.quantity, note) ||
  isBodyMassIndex(value.quantity, claim, note) ||
  isTotal(value, claim, note, matches) ||
  isShare(value.quantity, claim, note);

/** "10 mg, which was halved": of a value that the note has twice or half. */
function isMultiple({ amount, dimension }: Quantity, claim: Sentence, note: Reading): boolean {
  if (!claim.words.some((word) => /^(?:halv|half$|doubl)/.test(word))) return false;
  return labelledAs(claim, note).some((values) =>
    values.some((one) => one.dimension === dimension && [2 * one.amount, one.amount / 2].includes(amount)),
  );
}

/** "30 pack-years" of "1 ppd x 30 years". */
const isPackYears = ({ dimension, amount }: Quantity, note: Reading): boolean =>
  dimension === 'pack-years' &&
  [...note.text.matchAll(smoked)].some(([, packs, years]) => Number(packs) * Number(years) === amount);

const smoked = /(\d+(?:\.\d+)?)\s*(?:ppd|packs?\s*(?:\/|per|a)\s*day)[^.;\n]{0,12}?(\d+)\s*(?:y|yrs?|years?)\b/gi;

/** In mm and mg: people of any age. */
const isHeight = ({ dimension, amount }: Quantity) => dimension === 'length' && amount >= 450 && amount <= 2300;
const isWeight = ({ dimension, amount }: Quantity) => dimension === 'mass' && amount >= 2e6;

/** Weight by height squared, where the note tells both. */
function isBodyMassIndex(quantity: Quantity, { words }: Sentence, note: Reading): boolean {
  if (!words.includes('bmi') && !(words.includes('mass') && words.includes('index'))) return false;
  const all = note.sentences.flatMap(quantitiesIn).map((value) => value.quantity);
  const heights = all.filter(isHeight).map(({ amount }) => amount / 1000);
  return all
    .filter(isWeight)
    .some(({ amount }) =>
      heights.some((height) => Math.abs(amount / 1e6 / height ** 2 - quantity.value) <= (quantity.hedge ? 0.6 : 0.55)),
    );
}

const change =
  /^(?:peak|resolv|recover|lo(?:st|se|ss)|(?:re)?gain|f(?:e|a)ll|drop|rose|rise|increas|decreas|declin|reduc|differ|chang|shrank|shrunk|grew|grow|went|came|climb|improv|worsen|shed|put|above|below|more$|less$|higher|lower|heavier|lighter|longer|shorter|between|apart|percentage|gone|up$|down$|by$)/;
export const isChange = (word: string): boolean => change.test(word);

/** In mg: what a body gains or loses. */
const weighed = 1e4;

/** "Lost nearly 7 kg", "came down by 26": between two values behind the same word of the claim, or two weights of a body. */
function isDifference({ quantity, position }: QuantityValue, claim: Sentence, note: Reading): boolean {
  if (!claim.words.some((word) => change.test(word)) || claim.words.includes('if')) return false;
  if (isValueItself(position - claim.first, claim.words)) return false;
  if (/^(?:tablets|puffs|age|calendar year)$/.test(quantity.dimension) || isOfDays(quantity)) return false;
  const ofBody = quantity.dimension === 'mass' && quantity.amount >= weighed ? ['weigh', 'weight'] : [];
  const groups = [...labelledAs(claim, note, ofBody), ...note.sentences.flatMap(besideEachOther)];
  if (claim.words.includes('pressure')) groups.push(...note.sentences.flatMap(pressuresIn));
  return groups.some((values) => values.some((a, i) => values.slice(i + 1).some((b) => isBetween(quantity, a, b))));
}

/** Two values with no telling word between: "3.8 (12.4 in 2022)". */
function besideEachOther(sentence: Sentence): Quantity[][] {
  const values = quantitiesIn(sentence).sort((a, b) => a.position - b.position);
  const telling = sentence.terms.filter(({ stem }) => !isReportingWord(stem)).map(({ position }) => position);
  return values.slice(1).flatMap((b, i) => {
    const a = values[i];
    const apart = a === undefined || telling.some((at) => at > a.position && at < b.position);
    return apart ? [] : [[a.quantity, b.quantity]];
  });
}

const isOfDays = ({ dimension, amount }: Quantity): boolean => dimension === 'time' && amount >= 24;

/** "From 0.9 to 1.3", "was 4", and not "was 4 above". */
const isValueItself = (at: number, words: readonly string[]): boolean =>
  /^(?:from|to|at|was|is|were)$/.test(words[at - 1] ?? '') &&
  !words.slice(at, at + 6).some((word) => /^(?:above|below|more|less|higher|lower|heavier|lighter)$/.test(word));

/** The upper and the lower numbers of blood pressures: "lying 138/80, standing 116/72". */
function pressuresIn(sentence: Sentence): Quantity[][] {
  const ratios = sentence.values.flatMap((value) => (value.kind === 'ratio' && value.parts.length === 2 ? value : []));
  const numbers = (at: number) =>
    ratios.map(({ start, end, parts }) => quantityOf({ start, end }, Number(parts[at]), parts[at] ?? '', ''));
  return ratios.length > 1 ? [numbers(0), numbers(1)] : [];
}

function isBetween(claim: Quantity, a: Quantity, b: Quantity): boolean {
  const bare = a.dimension === 'number' || b.dimension === 'number' || claim.dimension === 'number';
  if (bare && claim.dimension === 'units') return false;
  const isMixed = (a.dimension === 'number') !== (b.dimension === 'number');
  if (isMixed && claim.dimension === 'mass' && claim.unit !== a.unit && claim.unit !== b.unit) return false;
  const isOf = ({ dimension }: Quantity) =>
    dimension === 'number' || dimension === claim.dimension || claim.dimension === 'number';
  if (!isOf(a) || !isOf(b)) return false;
  const apart = bare ? Math.abs(a.value - b.value) : Math.abs(a.amount - b.amount);
  const claimed = bare ? claim.value : claim.amount;
  return apart > 0 && isAbout(claim, apart, claimed, bare);
}

function isAbout(claim: Quantity, reckoned: number, claimed: number, bare: boolean): boolean {
  const half = bare ? (claim.precision * claim.value) / (claim.amount || 1) : claim.precision;
  const exact = bare && claim.dimension === 'number' ? 1e-6 : 1.02 * half;
  return Math.abs(reckoned - claimed) <= exact || isRounded(claim, reckoned, claimed);
}

/** "60%" of "12 of 20" or "12/20"; "cut to a third" where one value of the same is a third of another. */
function isShare(quantity: Quantity, claim: Sentence, note: Reading): boolean {
  if (quantity.dimension !== 'percent') return false;
  const stems = new Set(
    claim.terms.filter(({ stem }) => !isReportingWord(stem) || isMeasure.test(stem)).map(({ stem }) => stem),
  );
  const near = note.sentences.filter(({ terms }) => terms.some(({ stem }) => stems.has(stem)));
  const shares = near.flatMap(sharesIn);
  const changes = claim.words.some(isChange) ? shares.map((share) => Math.abs(100 - share)) : [];
  return [...shares, ...changes].some((share) => isAbout(quantity, share, quantity.value, false));
}

/** "58.6 kg (63.0 in June)". */
const isOfOneScale = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit || (a.dimension === 'mass' && b.unit === '') || (a.unit === '' && b.dimension === 'mass');

function sharesIn(sentence: Sentence): number[] {
  const values = quantitiesIn(sentence).sort((a, b) => a.position - b.position);
  const pairs = values.slice(1).map((b, i) => [values[i]?.quantity, b.quantity] as const);
  const ofPairs = pairs.flatMap(([a, b]) =>
    a && b.amount > 0 && isOfOneScale(a, b) ? [a.value / b.value, b.value / a.value] : [],
  );
  const ofRatios = sentence.values.flatMap((value) =>
    value.kind === 'ratio' ? Number(value.parts[0]) / Number(value.parts[1]) : [],
  );
  return [...ofPairs, ...ofRatios].map((share) => 100 * share);
}
