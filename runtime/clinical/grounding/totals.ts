/** What the doses of a note add up to: in a day, in all, or by the weight of a body. */
import type { Match } from './alignment.ts';
import { isOneOf } from './candidates.ts';
import { drugOf } from './drug-binding.ts';
import { labelledAs, labelReach } from './labels.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { datesTogether, daysInRanges, type QuantityValue, quantitiesIn, timesIn } from './timeline.ts';
import { isRounded, type Quantity } from './units.ts';
import { isDrug } from './vocabulary.ts';

const daily =
  /\b(?:a|per|each|every) day\b|\b(?:over|in|during) the day\b|\bdaily (?:dos|total|intake|amount)|\b24 hours\b/;
const total =
  /\bin (?:total|all)\b|\btotal|\baltogether\b|\badd(?:s|ed|ing)?(?: up)?\b|\bamount(?:s|ed|ing)? to\b|\bsum\b|\bcombined\b|\bacross (?:the|all)\b|\btogether\b|\bc(?:omes|ame|oming) to\b|\bsuppl(?:y|ies|ied)\b|\bequals?\b|\bequivalent\b|\bover (?:the|its|his|her|their) (?:whole |full |entire )?(?:course|run|stay)\b|\bcounting\b|\bbetween\b|\bwhole course\b/;
const overDays = /\bover \w+ (?:days|doses|sessions|infusions)\b/;

const textOf = ({ words }: Sentence): string => words.join(' ');
const tellsTotal = (claim: Sentence): boolean => daily.test(textOf(claim)) || total.test(textOf(claim));

/** Whether "every 24 hours" or "daily" stands with what the day adds up to: "900 mg daily" of "450 mg BID". */
export const isDailyOfTotal = (claim: Sentence, note: Reading, matches: readonly Match[]): boolean =>
  tellsTotal(claim) || quantitiesIn(claim).some((dose) => isTotal(dose, claim, note, matches));

/** "The course lasts three weeks" of one week of each of three doses. */
const lasts = ({ words }: Sentence): boolean =>
  words.some((word) => /^(?:lasts?|lasted|taper|tapered|course)$/.test(word));

const isOfDays = ({ dimension, amount }: Quantity): boolean => dimension === 'time' && amount >= 24;

/** "900 mg a day" of "450 mg BID", "7 litres over two days" of "4 L on day one and 3 L on day two". */
export function isTotal(value: QuantityValue, claim: Sentence, note: Reading, matches: readonly Match[]): boolean {
  const { quantity } = value;
  const often = frequenciesIn(claim);
  if (often.some((perDay) => perDay > 1)) return false;
  const isIt = (amount: number) =>
    Math.abs(amount - quantity.amount) <= 1e-6 * quantity.amount || isRounded(quantity, amount, quantity.amount);
  const doses = matches.map(({ sentence }) => dosesIn(sentence, value, claim, note));
  const isSum = tellsTotal(claim) || (quantity.dimension !== 'time' && overDays.test(textOf(claim)));
  if (!isSum && !(isOfDays(quantity) && lasts(claim)))
    return doses
      .flat()
      .some(({ amount, often: times, isWhole }) =>
        isWhole ? isIt(amount) : often.length > 0 && times.some((one) => one > 1 && isIt(amount * one)),
      );
  const sums = labelledAs(claim, note).flatMap((values) => sumsOf(values.filter((one) => isLike(quantity, one))));
  return [...sums, ...doses.flatMap((some) => sumsOfDoses(some, daily.test(textOf(claim))))].some(isIt);
}

/** Whether the claim tells for a day what the note gives more often: "5 mg a day" of "5 mg BID". */
export function isOneOfMany(
  value: Value,
  own: { readonly value: Value; readonly sentence: Sentence },
  claim: Sentence,
): boolean {
  if (value.kind !== 'quantity' || !/^(?:mass|units|volume)$/.test(value.quantity.dimension)) return false;
  if (!daily.test(textOf(claim)) || frequenciesIn(claim).some((perDay) => perDay > 1)) return false;
  const often = frequenciesBehind(own.value, own.sentence).slice(0, 1);
  return drugOf(own.value, own.sentence) !== undefined && often.some((perDay) => perDay > 1);
}

const frequenciesIn = ({ values }: Sentence): number[] =>
  values.flatMap((value) => (value.kind === 'frequency' ? value.perDay : []));

const isLike = (claim: Quantity, { dimension }: Quantity): boolean => dimension === claim.dimension;

const longestSum = 4;

/** Of two to four values that follow each other. */
function sumsOf(values: readonly Quantity[]): number[] {
  return values.flatMap((_, i) =>
    Array.from({ length: longestSum - 1 }, (_, more) => values.slice(i, i + 2 + more))
      .filter((run, more) => run.length === more + 2)
      .map((run) => run.reduce((sum, { amount }) => sum + amount, 0)),
  );
}

interface Dose {
  readonly amount: number;
  /** How often a day, how many in all, and on how many days it may have been given. */
  readonly often: readonly number[];
  readonly counts: readonly number[];
  readonly days: readonly number[];
  /** Reckoned from a rate and a time, or from a dose for each kilogram. */
  readonly isWhole: boolean;
}

/** What each dose of one sentence may come to, and two of them together. */
function sumsOfDoses(doses: readonly Dose[], isOfDay: boolean): number[] {
  const all = doses.slice(0, mostDoses).map((dose) => amountsOf(dose, isOfDay));
  const pairs = all.flatMap((some, i) =>
    all.slice(i + 1).flatMap((others) => some.flatMap((a) => others.map((b) => a + b))),
  );
  return [...all.flat(), ...pairs];
}

const mostDoses = 6;

const amountsOf = ({ amount, often, counts, days, isWhole }: Dose, isOfDay: boolean): number[] =>
  isWhole
    ? [amount]
    : // What is given more often is more in a day than once.
      (isOfDay && often.some((times) => times > 1) ? often : [1, ...often]).flatMap((times) =>
        [1, ...counts].flatMap((count) => [1, ...(isOfDay ? [] : days)].map((one) => amount * times * count * one)),
      );

/** The doses of a sentence that stand behind a telling word of the claim, and of no other drug. */
function dosesIn(sentence: Sentence, value: QuantityValue, claim: Sentence, note: Reading): Dose[] {
  const drug = drugOf(value, claim);
  const ownDrug = (dose: Value) => drugOf(dose, sentence);
  const isOfOther = (dose: Value) => {
    const own = ownDrug(dose);
    return drug !== undefined && own !== undefined && !isOneOf(own, drug);
  };
  const stems = new Set(claim.terms.filter(({ stem }) => !isReportingWord(stem)).map(({ stem }) => stem));
  const isNamed = (dose: Value) =>
    (drug !== undefined && isOneOf(ownDrug(dose), drug)) ||
    sentence.terms.some(
      ({ stem, position: at }) =>
        stems.has(stem) &&
        dose.position - at <= labelReach &&
        at - dose.position <= (drug ? 0 : nameBehind) &&
        at !== dose.position,
    );
  const days = [
    ...datesTogether(sentence),
    ...daysInRanges(sentence),
    ...timesIn(sentence).map(({ quantity }) => quantity.amount / 24),
  ];
  const plain = quantitiesIn(sentence)
    .filter((dose) => isLike(value.quantity, dose.quantity) && isNamed(dose) && !isOfOther(dose))
    .map((dose) => ({
      amount: dose.quantity.amount,
      often: frequenciesBehind(dose, sentence),
      counts: countsOf(dose, sentence),
      days,
      isWhole: false,
    }));
  return [...plain, ...wholeAmounts(value.quantity, sentence, note)];
}

/** "8 mg/hour for 72 hours" and "30 mL/kg" of 80 kg. */
function wholeAmounts({ dimension }: Quantity, sentence: Sentence, note: Reading): Dose[] {
  if (!/^(?:mass|volume|units)$/.test(dimension)) return [];
  const all = quantitiesIn(sentence).map((value) => value.quantity);
  const named = (of: string) => all.filter((one) => one.dimension === `concentration of ${dimension} in ${of}`);
  const infused = named('time').flatMap((rate) =>
    all.flatMap((time) => (time.dimension === 'time' ? rate.amount * time.amount : [])),
  );
  const byWeight = named('mass').flatMap((rate) => weightsIn(note).map((weight) => rate.amount * weight));
  return [...infused, ...byWeight].map((amount) => ({ amount, often: [], counts: [], days: [], isWhole: true }));
}

/** "8 x 55 ml expressed breast milk": in words. */
const nameBehind = 5;

/** In mg: of a body, also of a newborn. */
const leastWeight = 4e5;

const weightsIn = ({ sentences }: Reading): number[] =>
  sentences
    .flatMap(quantitiesIn)
    .flatMap(({ quantity }) =>
      quantity.dimension === 'mass' && quantity.amount >= leastWeight ? quantity.amount : [],
    );

/** "5 sessions of 16 hours", "500 mg daily x3", "50 mcg, 2 puffs". */
const countsOf = ({ position }: Value, sentence: Sentence): number[] =>
  quantitiesIn(sentence).flatMap((count) => {
    const { dimension, value } = count.quantity;
    const isForm = /^(?:tablets|puffs)$/.test(dimension);
    const isBefore = count.position <= position && position - count.position <= (isForm ? 6 : 3);
    const isBehind =
      count.position > position && count.position - position <= 6 && (isForm || isTimes(count, sentence));
    return (isForm || dimension === 'number') && (isBefore || isBehind) ? value : [];
  });

const isTimes = ({ start }: Value, { text, start: offset }: Sentence): boolean =>
  /[x×]\s?$/i.test(text.slice(0, start - offset));

/** Before the next drug is named, in words. */
const reach = 10;

function frequenciesBehind({ position }: Value, { values, terms }: Sentence): number[] {
  const next =
    terms.find((term) => term.position > position && isDrug(term.word))?.position ?? Number.POSITIVE_INFINITY;
  const last = Math.min(position + reach, next);
  return values.flatMap((value) =>
    value.kind === 'frequency' && value.position >= position && value.position <= last ? value.perDay : [],
  );
}
