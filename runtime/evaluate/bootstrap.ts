/** Intervals of a mean difference by the paired bootstrap (Efron and Tibshirani, 1993; Koehn, 2004). */
import { seededRandom } from '../data/random.ts';
import type { Interval } from '../protocol/evaluation.ts';

/** What a row says of both contestants: the difference of a figure, counted with a weight. */
export interface Difference {
  /** Rows of one patient are drawn together, as they are not independent. */
  readonly patientId: string;
  readonly difference: number;
  readonly weight: number;
}

const resamples = 2000;
/** Fewer are too much alike when they are drawn again and again: the interval would be far too narrow. */
const fewestPatients = 5;

/**
 * The weighted mean of the differences with the middle 95% of its resamplings; undefined with fewer than five patients.
 * The same seed gives the same interval.
 */
export function pairedBootstrap(differences: readonly Difference[], seed: number): Interval | undefined {
  const patients = sumsByPatient(differences);
  if (patients.length < fewestPatients) return undefined;
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: resamples }, () =>
    meanOf(patients.map(() => patients[random.integer(patients.length)] as Sums)),
  ).sort();
  const at = (share: number) => means[Math.round(share * (resamples - 1))] as number;
  return { mean: meanOf(patients), low: at(0.025), high: at(0.975) };
}

interface Sums {
  readonly sum: number;
  readonly weight: number;
}

function sumsByPatient(differences: readonly Difference[]): Sums[] {
  const sums = new Map<string, Sums>();
  for (const { patientId, difference, weight } of differences) {
    const before = sums.get(patientId) ?? { sum: 0, weight: 0 };
    sums.set(patientId, { sum: before.sum + difference * weight, weight: before.weight + weight });
  }
  return [...sums.values()];
}

function meanOf(patients: readonly Sums[]): number {
  let [sum, weight] = [0, 0];
  for (const patient of patients) {
    sum += patient.sum;
    weight += patient.weight;
  }
  return sum / weight;
}
