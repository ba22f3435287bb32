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
  /** "about 5 kg". */
  readonly approximate: boolean;
}

type Unit = readonly [dimension: string, factor: number, names: string];
const table: readonly Unit[] = [
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
  ['length', 25.4, 'inch inches'],
  ['length', 304.8, 'ft foot feet'],
  ['time', 1 / 60, 'min mins minute minutes'],
  ['time', 1, 'h hr hrs hour hours'],
  ['time', 24, 'd day days'],
  ['time', 168, 'w wk wks week weeks'],
  ['time', 730.5, 'mo mos month months'],
  ['time', 8766, 'y yr yrs year years'],
  ['age', 1, 'age'],

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

/** @param digits as they stand, for the precision. @param unit a name, "°f", "°c", a ratio such as "mg/dl", or '' */
export function quantityOf(span: Span, value: number, digits: string, unit: string, approximate: boolean): Quantity {
  const half = 10 ** -(digits.split('.')[1]?.length ?? 0) / 2;
  const common = { ...span, unit, value, approximate };
  if (unit === '°f') return { ...common, dimension: 'temperature', amount: celsius(value), precision: (half * 5) / 9 };
  if (unit === '°c') return { ...common, dimension: 'temperature', amount: value, precision: half };
  if (unit === 'calendar year') return { ...common, dimension: 'calendar year', amount: value, precision: half };
  const { dimension, factor } = units.get(unit) ?? { dimension: unit === '' ? 'number' : 'concentration', factor: 1 };
  return { ...common, dimension, amount: value * factor, precision: half * factor };
}

const celsius = (fahrenheit: number) => ((fahrenheit - 32) * 5) / 9;

/** mg/dL in a mmol/L, by the word beside the number. */
const molar: readonly (readonly [analyte: RegExp, factor: number])[] = [
  [/gluc|sugar/, 18.016],
  [/chol|ldl|hdl/, 38.67],
  [/triglyc/, 88.57],
  [/calc/, 4.008],
  [/urea|bun/, 2.8],
];

/**
 * Whether a claimed quantity is the one of the note. The same unit must be the same number; another unit may differ by
 * the rounding of the claim. A number without a unit agrees with the same number in any.
 * @param about words beside the claim, which tell the substance for mg/dL and mmol/L
 */
export function sameQuantity(claim: Quantity, note: Quantity, about: string): boolean {
  if (claim.dimension === 'number' || note.dimension === 'number')
    return claim.value === note.value || sameTemperature(claim, note);
  const near = claim.approximate ? 0.05 * Math.abs(note.amount) : 0;
  if (claim.dimension !== note.dimension) return false;
  if (claim.dimension === 'concentration' && claim.unit !== note.unit) return sameConcentration(claim, note, about);
  const tolerance = claim.unit === note.unit ? 1e-9 : rounding(claim, note);
  return Math.abs(claim.amount - note.amount) <= Math.max(tolerance, near);
}

/** Months and years have no fixed length. */
const isLong = ({ unit }: Quantity) => /^(?:mo|y)/.test(unit);
const imperial = /^(?:lbs?|pounds?|oz|ounces?|inch|inches|ft|foot|feet|°f)$/;

/** Grams and milligrams convert exactly, kilograms and pounds by rounding. */
function rounding(claim: Quantity, note: Quantity): number {
  if (imperial.test(claim.unit) !== imperial.test(note.unit)) return 1.02 * claim.precision;
  return (isLong(claim) || isLong(note) ? 0.04 : 1e-6) * note.amount;
}

function sameConcentration(claim: Quantity, note: Quantity, about: string): boolean {
  const factor = molar.find(([analyte]) => analyte.test(about))?.[1];
  if (factor === undefined) return false;
  if (claim.unit === 'mmol/l' && note.unit === 'mg/dl')
    return Math.abs(claim.value * factor - note.value) <= 1.1 * factor * claim.precision;
  const back = claim.unit === 'mg/dl' && note.unit === 'mmol/l';
  return back && Math.abs(claim.value - note.value * factor) <= Math.max(1, 1.1 * factor * note.precision);
}

/** "T 38.9" in the note, "102 °F" in the claim. */
function sameTemperature(claim: Quantity, note: Quantity): boolean {
  if (claim.dimension !== 'temperature') return false;
  const other = claim.unit === '°f' ? celsius(claim.value) : (claim.value * 9) / 5 + 32;
  return Math.abs(other - note.value) <= 1.02 * (claim.unit === '°f' ? claim.precision : claim.precision * 1.8);
}
