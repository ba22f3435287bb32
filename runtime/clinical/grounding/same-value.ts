/** When two values are of one kind, and when they are the same. */
import { sameClock } from './clocks.ts';
import { sameDate } from './dates.ts';
import type { Value } from './reading.ts';
import { sameQuantity } from './units.ts';

/** Whether the note's value could be the one that is claimed. */
export function comparable(claim: Value, other: Value): boolean {
  if (claim.kind === 'quantity' && other.kind === 'ratio') return /^(?:number|mass)$/.test(claim.quantity.dimension);
  if (claim.kind === 'quantity' && other.kind === 'date') return claim.quantity.dimension === 'calendar year';
  if (claim.kind === 'quantity' && other.kind === 'frequency') return claim.quantity.dimension === 'time';
  if (claim.kind !== 'quantity' || other.kind !== 'quantity') return claim.kind === other.kind;
  const [a, b] = [claim.quantity.dimension, other.quantity.dimension];
  if (/^(?:ordinal|count)$/.test(claim.quantity.unit)) return b === 'number' || b === 'time';
  return (
    a === b || a === 'number' || b === 'number' || (a.startsWith('concentration') && b.startsWith('concentration'))
  );
}

/** In mg; no dose is as much. */
const bodyMass = 4e5;

/** Whether another value of the note speaks against the claim: one in the same dimension, not a bare number of anything. */
export function isRival(claim: Value, other: Value): boolean {
  if (claim.kind === 'ratio') return false;
  if (claim.kind !== 'quantity' || other.kind !== 'quantity') return claim.kind === other.kind;
  const [a, b] = [claim.quantity.dimension, other.quantity.dimension];
  // The weight of a body is no dose.
  if (a === 'mass' && b === 'mass' && claim.quantity.amount > bodyMass !== other.quantity.amount > bodyMass)
    return false;
  if (claim.quantity.unit === 'ordinal') return other.quantity.unit === 'ordinal';
  // "WBC 8.4" is no temperature.
  if (a === 'temperature' && b === 'number') return isOfBody(other.quantity.value);
  const isCount = claim.quantity.unit === 'count';
  return (
    a === b || (a === 'number' && !isCount) || a === 'percent' || a === 'temperature' || a.startsWith('concentration')
  );
}

/** In either scale. */
const isOfBody = (degrees: number): boolean => (degrees >= 33 && degrees <= 43) || (degrees >= 91 && degrees <= 110);

/** @param about words beside the claim */
export function sameValue(claim: Value, other: Value, about: string): boolean {
  if (claim.kind === 'quantity' && other.kind === 'quantity')
    return sameQuantity(claim.quantity, other.quantity, about);
  if (claim.kind === 'quantity' && other.kind === 'ratio')
    return other.parts.some((part) => Number(part) === claim.quantity.value);
  if (claim.kind === 'quantity' && other.kind === 'date')
    return other.date.readings.some(({ year }) => year === claim.quantity.value);
  // "Eight weeks later" of "every 8 weeks".
  if (claim.kind === 'quantity' && other.kind === 'frequency')
    return other.perDay < 1 && Math.abs(claim.quantity.amount * other.perDay - 24) < 0.5;
  if (claim.kind === 'ratio' && other.kind === 'ratio')
    return claim.parts.join('/') === other.parts.join('/') || isSameAcuity(claim.parts, other.parts);
  if (claim.kind === 'frequency' && other.kind === 'frequency') return Math.abs(claim.perDay - other.perDay) < 0.01;
  if (claim.kind === 'date' && other.kind === 'date') return sameDate(claim.date, other.date);
  if (claim.kind === 'clock' && other.kind === 'clock') return sameClock(claim.clock, other.clock);
  if (claim.kind === 'side' && other.kind === 'side')
    return claim.side === other.side || other.side.startsWith('bilateral');
  return claim.kind === 'kin' && other.kind === 'kin' && sameKin(claim.kin, other.kin);
}

/** "20/80" at twenty feet is "6/24" at six metres; charts round: 20/30 is 6/9. */
function isSameAcuity(claim: readonly string[], other: readonly string[]): boolean {
  const [[a, one], [b, two]] = [claim.map(Number), other.map(Number)] as [number[], number[]];
  if (claim.length !== 2 || other.length !== 2 || a === b || ![a, b].every((at) => at === 20 || at === 6)) return false;
  const [metres, feet] = (a === 6 ? [one, two] : [two, one]) as [number, number];
  return Math.abs((feet * 6) / 20 - metres) <= 0.06 * metres;
}

const kinds: Readonly<Record<string, string>> = {
  mother: 'parent',
  father: 'parent',
  brother: 'sibling',
  sister: 'sibling',
  son: 'child',
  daughter: 'child',
};

/** A brother is a sibling, but no sister. */
const sameKin = (a: string, b: string): boolean => a === b || kinds[a] === b || kinds[b] === a;
