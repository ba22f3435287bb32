import { expect, test } from 'vitest';
import { seededRandom, shuffled } from '../../runtime/data/random.ts';
import { splitByPatient } from '../../runtime/data/split.ts';
import { sampleRows } from './sample-rows.ts';

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).toSorted();
const patients = (rows: readonly { patientId: string }[]) => new Set(rows.map((row) => row.patientId));

test('no patient is in both parts and no row is lost, whatever the seed and the share', () => {
  for (let seed = 0; seed < 40; seed++) {
    const rows = sampleRows(60, 1 + seed, seed);
    const { train, heldOut } = splitByPatient(rows, (seed % 6) / 10, seed);
    expect([...patients(train)].filter((patient) => patients(heldOut).has(patient))).toEqual([]);
    expect(ids([...train, ...heldOut])).toEqual(ids(rows));
    expect(train.length).toBeGreaterThan(0);
  }
});

test('the share is one of patients, not of rows', () => {
  const { heldOut } = splitByPatient(sampleRows(2000, 100), 0.1, 5);
  expect(patients(heldOut).size).toBe(10);
});

test('the order of the rows does not matter, the seed does', () => {
  const rows = sampleRows(200, 50);
  const heldOut = (input: typeof rows, seed: number) => ids(splitByPatient(input, 0.2, seed).heldOut);
  expect(heldOut(shuffled(rows, seededRandom(9)), 3)).toEqual(heldOut(rows, 3));
  expect(heldOut(rows, 4)).not.toEqual(heldOut(rows, 3));
});

test('a share of 0 holds nothing out; a small one holds out a patient, but never the only one', () => {
  const rows = sampleRows(20, 4);
  expect(splitByPatient(rows, 0, 1).heldOut).toEqual([]);
  expect(patients(splitByPatient(rows, 0.01, 1).heldOut).size).toBe(1);
  expect(splitByPatient(sampleRows(5, 1), 0.5, 1).train).toHaveLength(5);
});
