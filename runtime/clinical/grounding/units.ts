/** Units of clinical notes, and when two quantities are the same. */
import type { Span } from './sentences.ts';

export interface Quantity extends Span {
  /** What is measured; "number" where no unit is told, "age" for the years of a person. */
  readonly dimension: string;
  /** The unit in lower case, the number as it stands, and the amount in the dimension's own unit. */
  readonly unit: string;
  readonly value: number;
  readonly amount: number;
  /** Half of the last digit, in the dimension's own unit. */
  readonly precision: number;
  /** "about 5 kg", "just under 5 kg", "more than 5 kg". */
  readonly hedge: Hedge | undefined;
}

/** On which side of a number the truth may lie; "under" and "over" are bounds, "implied" is of "a week later", the others come close. */
export type Hedge = 'near' | 'below' | 'above' | 'under' | 'over' | 'far over' | 'implied';

type Unit = readonly [dimension: string, factor: number, names: string];
const table: readonly Unit[] = [
  ['mass', 1e-6, 'ng nanogram nanograms'],
  ['mass', 0.001, 'mcg µg μg ug microgram micrograms'],
  ['mass', 1, 'mg milligram milligrams'],
  ['mass', 1000, 'g gm gram grams'],
  ['mass', 1e6, 'kg kgs kilogram kilograms kilo kilos'],
  ['mass', 453_592.37, 'lb lbs pound pounds'],
  ['mass', 28_349.52, 'oz ounce ounces'],
  ['volume', 1, 'ml cc milliliter milliliters millilitre millilitres'],
  ['volume', 1000, 'l liter liters litre litres'],
  ['length', 1, 'mm millimeter millimeters'],
  ['length', 10, 'cm centimeter centimeters'],
  ['length', 1000, 'm meter meters metre metres'],
  ['length', 25.4, 'inch inches'],
  ['length', 304.8, 'ft foot feet'],
  ['time', 1 / 60, 'min mins minute minutes'],
  ['time', 1, 'h hr hrs hour hours'],
  ['time', 24, 'd day days night nights'],
  ['time', 168, 'w wk wks week weeks'],
  ['time', 336, 'fortnight fortnights'],
  ['time', 730.5, 'mo mos month months'],
  ['time', 8766, 'y yr yrs year years'],
  ['age', 1, 'age'],
  ['pack-years', 1, 'pack-year pack-years pk-yr pk-yrs'],

  ['pressure', 1, 'mmhg'],
  ['pressure', 7.50062, 'kpa'],
  ['percent', 1, '% percent'],
  ['units', 1, 'u iu ui unit units'],
  ['tablets', 1, 'tablet tablets tab tabs capsule capsules pill pills'],
  ['puffs', 1, 'puff puffs'],
];
const units = new Map(
  table.flatMap(([dimension, factor, names]) => names.split(' ').map((name) => [name, { dimension, factor }] as const)),
);

/** Every name of a unit, the longest first. */
export const unitNames: readonly string[] = [...units.keys()]
  .filter((name) => name !== 'age')
  .sort((a, b) => b.length - a.length);

/** @param digits as they stand, for the precision. @param unit a name, "°f", "°c", a ratio such as "mg/dl", "ordinal", "count" (in words) or '' */
export function quantityOf(span: Span, value: number, digits: string, unit: string, hedge?: Hedge): Quantity {
  const half = 10 ** -(digits.split('.')[1]?.length ?? 0) / 2;
  const common = { ...span, unit, value, hedge };
  if (unit === '°f') return { ...common, dimension: 'temperature', amount: celsius(value), precision: (half * 5) / 9 };
  if (unit === '°c') return { ...common, dimension: 'temperature', amount: value, precision: half };
  if (unit === 'calendar year') return { ...common, dimension: 'calendar year', amount: value, precision: half };
  const { dimension, factor } = measureOf(/^(?:ordinal|count)$/.test(unit) ? '' : unit);
  return { ...common, dimension, amount: value * factor, precision: half * factor };
}

interface Measure {
  readonly dimension: string;
  readonly factor: number;
}

function measureOf(unit: string): Measure {
  if (unit === '') return { dimension: 'number', factor: 1 };
  const plain = units.get(unit);
  if (plain) return plain;
  const [over = '', under = ''] = unit.split('/');
  const above = units.get(over) ?? prefixed(over);
  // What a day brings is told with and without "a day".
  if (/^(?:day|24\s?h)$/.test(under)) return above;
  const below = units.get(under === 'deciliter' || under === 'decilitre' ? 'dl' : under) ?? prefixed(under);
  return {
    dimension: `concentration of ${above.dimension} in ${below.dimension}`,
    factor: above.factor / below.factor,
  };
}

const prefixes: Readonly<Record<string, number>> = {
  k: 1000,
  d: 0.1,
  c: 0.01,
  m: 1e-3,
  µ: 1e-6,
  u: 1e-6,
  μ: 1e-6,
  n: 1e-9,
  p: 1e-12,
};

/** "ng", "dl", "mmol": a prefix before a base unit. */
function prefixed(unit: string): Measure {
  const short = unit
    .replace(/^milli/, 'm')
    .replace(/^micro/, 'µ')
    .replace(/^nano/, 'n')
    .replace(/(mol)es?$|(?<=^.?)(g)rams?$/, '$1$2');
  const [, prefix = '', base = unit] = /^([kdcmuµμnp]?)(g|l|mol|eq|iu|u)$/.exec(short) ?? [];
  const inBase = { g: units.get('g'), l: units.get('l') }[base] ?? { dimension: base, factor: 1 };
  return { dimension: inBase.dimension, factor: inBase.factor * (prefixes[prefix] ?? 1) };
}

const celsius = (fahrenheit: number) => ((fahrenheit - 32) * 5) / 9;

/** mg/dL in a mmol/L, by the word beside the number. */
const molar: readonly (readonly [analyte: RegExp, factor: number])[] = [
  [/gluc|sugar/, 18.016],
  [/chol|ldl|hdl/, 38.67],
  [/triglyc/, 88.57],
  [/calc/, 4.008],
  [/urea|bun/, 2.8],
  [/creat/, 11.312],
  [/bili/, 58.47],
  [/magnes/, 2.431],
  [/phosph/, 3.097],
  [/uric|urate/, 16.81],
  [/lact/, 9.008],
  [/vitamin/, 40.06],
];

/**
 * Whether a claimed quantity is the one of the note. The same unit must be the same number; another unit may differ by
 * the rounding of the claim, as may a whole number of what is measured in decimals. A number without a unit agrees with the same number in any.
 * @param about words beside the claim, which tell the substance for mg/dL and mmol/L
 */
export function sameQuantity(claim: Quantity, note: Quantity, about: string): boolean {
  if (claim.dimension === 'number' || note.dimension === 'number')
    return (
      isCount(claim, note, about) ||
      isPerLitre(claim, note, about) ||
      isMolarOfBare(claim, note, about) ||
      claim.value === note.value ||
      isRounded(claim, note.value, claim.value) ||
      sameTemperature(claim, note)
    );
  if (claim.dimension !== note.dimension) return sameConcentration(claim, note, about);
  const tolerance = claim.unit === note.unit ? 1e-9 * Math.abs(note.amount) : rounding(claim, note);
  return Math.abs(claim.amount - note.amount) <= tolerance || isRounded(claim, note.amount, claim.amount);
}

/** Cells are counted one by one and in thousands: 14,200 and 14.2. */
const isCount = (claim: Quantity, note: Quantity, about: string): boolean =>
  /platelet|cell|leukocyte|neutrophil/.test(about) &&
  (claim.value === 1000 * note.value || 1000 * claim.value === note.value || isClose(claim.value, 1000 * note.value));

/** "98" where a note tells hemoglobin in g/L, "9.8 g/dL" in the claim, and the other way round. */
const isPerLitre = (claim: Quantity, note: Quantity, about: string): boolean =>
  /hemoglobin|albumin|protein/.test(about) &&
  ((claim.unit === 'g/dl' && isClose(10 * claim.value, note.value)) ||
    (claim.unit === 'g/l' && isClose(claim.value, 10 * note.value)));

const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.abs(b);

/** "Glucose 388" is in mg/dL where mmol/L are claimed, and the other way round. */
function isMolarOfBare(claim: Quantity, note: Quantity, about: string): boolean {
  const unit = claim.dimension === molesInVolume ? 'mg/dl' : claim.dimension === massInVolume ? 'mmol/l' : '';
  if (unit === '' || note.dimension !== 'number') return false;
  const { start, end, value, precision } = note;
  const digits = value.toFixed(Math.max(0, Math.round(-Math.log10(2 * precision))));
  return sameConcentration(claim, quantityOf({ start, end }, value, digits, unit), about);
}

/** A hedged number may be off by a little on the side that it tells; a whole number may stand for decimals. */
export function isRounded(claim: Quantity, told: number, claimed: number): boolean {
  const { hedge, dimension, value, amount } = claim;
  const off = told - claimed;
  const precision = amount === 0 ? claim.precision : (claim.precision * claimed) / amount;
  const half = dimension === 'temperature' ? claim.precision : precision;
  const whole =
    Number.isInteger(value) && value >= 20 && !/^(?:time|age|calendar year|mass|units|tablets)$/.test(dimension);
  const body = dimension === 'mass' && Number.isInteger(value) && amount >= 1e7;
  if (hedge === undefined) return (whole || body) && Math.abs(off) <= half && !Number.isInteger(told / (precision * 2));
  const last = lastDigit(claimed, half);
  const within = (share: number) => Math.min(Math.max(share * Math.abs(claimed), half), last);
  const bound = dimension === 'temperature' ? 0.03 : 0.3;
  if (hedge === 'under') return off <= 0 && -off <= bound * Math.abs(claimed);
  if (hedge === 'over') return off >= 0 && off <= bound * Math.abs(claimed);
  if (hedge === 'far over') return off >= 0 && off <= 4 * Math.abs(claimed);
  if (hedge === 'below') return off <= 0 && -off <= within(0.07);
  if (hedge === 'above') return off >= 0 && off <= within(0.1);
  return Math.abs(off) <= within(0.05);
}

/** One of the last digit that is not zero: 1 of 69, 100 of 300. */
function lastDigit(amount: number, precision: number): number {
  let unit = 2 * precision;
  while (amount !== 0 && Math.abs(amount / (10 * unit) - Math.round(amount / (10 * unit))) < 1e-9) unit *= 10;
  return unit;
}

/** Months and years have no fixed length. */
const isLong = ({ unit }: Quantity) => /^(?:mo|y)/.test(unit);
const imperial = /^(?:kpa|lbs?|pounds?|oz|ounces?|inch|inches|ft|foot|feet|°f)$/;

/** Grams and milligrams convert exactly, kilograms and pounds by rounding. */
function rounding(claim: Quantity, note: Quantity): number {
  if (imperial.test(claim.unit) !== imperial.test(note.unit)) return 1.02 * claim.precision;
  // "Three months" of "12 weeks".
  if (isLong(claim) !== isLong(note) && /^(?:mo|w)/.test(claim.unit) && /^(?:mo|w)/.test(note.unit))
    return 0.09 * note.amount;
  return (isLong(claim) || isLong(note) ? 0.04 : 1e-6) * note.amount;
}

const massInVolume = 'concentration of mass in volume';
const molesInVolume = 'concentration of mol in volume';
/** A mg/dL, and a mmol/L, in the units of the tables above. */
const [mgPerDl, mmolPerL] = [0.01, 1e-6];

function sameConcentration(claim: Quantity, note: Quantity, about: string): boolean {
  const factor = molar.find(([analyte]) => analyte.test(about))?.[1];
  if (factor === undefined) return false;
  if (claim.dimension === molesInVolume && note.dimension === massInVolume) {
    const [claimed, told] = [(claim.amount / mmolPerL) * factor, note.amount / mgPerDl];
    return Math.abs(claimed - told) <= (1.1 * factor * claim.precision) / mmolPerL;
  }
  if (claim.dimension !== massInVolume || note.dimension !== molesInVolume) return false;
  const [claimed, told] = [claim.amount / mgPerDl, (note.amount / mmolPerL) * factor];
  const rounded = Math.max((1.1 * factor * note.precision) / mmolPerL, (1.02 * claim.precision) / mgPerDl);
  return Math.abs(claimed - told) <= Math.max(claim.value >= 20 ? (2 * claim.precision) / mgPerDl : 0, rounded);
}

/** "T 38.9" in the note, "102 °F" in the claim. */
function sameTemperature(claim: Quantity, note: Quantity): boolean {
  if (claim.dimension !== 'temperature') return false;
  const other = claim.unit === '°f' ? celsius(claim.value) : (claim.value * 9) / 5 + 32;
  return Math.abs(other - note.value) <= 1.02 * (claim.unit === '°f' ? claim.precision : claim.precision * 1.8);
}
