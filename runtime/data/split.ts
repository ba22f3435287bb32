/** The held-out part: whole patients, never single rows, so that no patient is in both. */
import { seededHash } from './random.ts';
import type { ClinicalRow } from './rows.ts';

export interface Split {
  readonly train: ClinicalRow[];
  readonly heldOut: ClinicalRow[];
}

/**
 * Holds out this share of the patients (at least one where there are two), chosen by the seed whatever order the rows
 * have; both parts keep the rows' order.
 */
export function splitByPatient(rows: readonly ClinicalRow[], heldOutFraction: number, seed: number): Split {
  const patients = [...new Set(rows.map((row) => row.patientId))]
    .map((id) => ({ id, rank: seededHash(seed, id) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const wanted = heldOutFraction === 0 ? 0 : Math.max(1, Math.round(patients.length * heldOutFraction));
  const count = Math.min(wanted, patients.length - 1);
  const chosen = new Set(patients.slice(0, Math.max(0, count)).map(({ id }) => id));
  return {
    train: rows.filter((row) => !chosen.has(row.patientId)),
    heldOut: rows.filter((row) => chosen.has(row.patientId)),
  };
}
