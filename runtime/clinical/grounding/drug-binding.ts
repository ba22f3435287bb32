/** Which drug a dose or a frequency is told of. */
import type { Reading, Sentence, Value } from './reading.ts';
import { sameValue } from './same-value.ts';
import { isAnalyte, isDrug } from './vocabulary.ts';

const bodyWeight = 4e5;

/** A dose, and no weight of a body. */
const isDose = (value: Value): boolean =>
  value.kind === 'frequency' ||
  (value.kind === 'quantity' &&
    (/^(?:units|tablets|puffs)$/.test(value.quantity.dimension) ||
      (value.quantity.dimension === 'mass' && value.quantity.amount < bodyWeight)));

/** In words, from the drug to its dose: "furosemide was given intravenously at a dose of". */
const reach = 14;

/** The stems of the drug, of both where two stand together; undefined where none is told near the value. */
export function drugOf(value: Value, sentence: Sentence): ReadonlySet<string> | undefined {
  if (!isDose(value) || isOfBlood(value, sentence)) return undefined;
  const drugs = sentence.terms.filter(({ word }) => isDrug(word));
  const behind = drugs.find(({ position }) => isOf(value, position, sentence));
  const before = drugs.findLast(({ position, word }) => {
    const distance = value.position - position;
    return distance > 0 && distance <= (isAnalyte(word) && word !== 'insulin' ? 2 : reach);
  });
  const drug =
    behind ?? before ?? drugs.find(({ position }) => position > value.position && position - value.position <= 4);
  if (!drug) return undefined;
  const beside = drugs.filter(({ position }) => Math.abs(position - drug.position) <= 2);
  return new Set([drug, ...beside].map(({ stem }) => stem));
}

/** "Two units of packed red cells". */
const isOfBlood = ({ position }: Value, { words, first }: Sentence): boolean =>
  words
    .slice(position - first + 1, position - first + 6)
    .some((word) => /^(?:packed|red|blood|prbcs?|platelets?|plasma|ffp|cryoprecipitate)$/.test(word));

/** "20 mg of nadolol". */
function isOf(value: Value, drug: number, { words, first }: Sentence): boolean {
  const between = words.slice(value.position - first, drug - first);
  return (
    drug > value.position &&
    between.length <= 5 &&
    between.includes('of') &&
    !between.some((word) => /^[,;.]$/.test(word))
  );
}

/** How often the note gives a drug in that dose, where it never gives it as often as is claimed. */
export function otherFrequencyOf(value: Value, claim: Sentence, note: Reading): Value | undefined {
  if (value.kind !== 'frequency') return undefined;
  const dose = claim.values.findLast((one) => one.kind === 'quantity' && isBefore(one, value));
  const drug = drugOf(value, claim);
  const isApart = claim.values.some(
    ({ kind, position }) => kind === 'frequency' && dose && position > dose.position && position < value.position,
  );
  if (!dose || !drug || !isDose(dose) || isApart) return undefined;
  const told = note.sentences.flatMap((sentence) => frequenciesOf(dose, drug, sentence));
  return told.some((one) => sameValue(value, one, '')) ? undefined : told[0];
}

/** "20 mg PO daily": in words. */
const isBefore = (dose: Value, often: Value): boolean =>
  dose.position < often.position && often.position - dose.position <= 6;

function frequenciesOf(dose: Value, drug: ReadonlySet<string>, sentence: Sentence): Value[] {
  const doses = sentence.values.filter(
    (one) => isDose(one) && one.kind === 'quantity' && sameValue(dose, one, '') && shares(drugOf(one, sentence), drug),
  );
  return doses.flatMap((one) =>
    sentence.values.filter((often) => often.kind === 'frequency' && isBefore(one, often)).slice(0, 1),
  );
}

const shares = (some: ReadonlySet<string> | undefined, of: ReadonlySet<string>): boolean =>
  some !== undefined && [...some].some((one) => of.has(one));
