import { expect, test } from 'vitest';
import { isDischargeNote } from '../../../runtime/clinical/discharge-note.ts';
import { labelledFiles, measureDetector } from './measure.ts';

test('the labelled set holds at least 110 notes and 110 other texts, and half of each is kept for the final figure', () => {
  const halves = [labelledFiles('development'), labelledFiles('final')];
  const count = (discharge: boolean) =>
    halves.map((half) => half.filter((file) => file.discharge === discharge).length);
  for (const counts of [count(true), count(false)]) {
    expect((counts[0] as number) + (counts[1] as number)).toBeGreaterThanOrEqual(110);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(50);
  }
});

test('discharge notes are told from other texts: precision and recall above 0.97 on texts kept for this figure', () => {
  const { precision, recall } = measureDetector('final');
  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(0.97);
});

test('an empty text and megabytes of one line are no notes', () => {
  expect(isDischargeNote('')).toBe(false);
  expect(isDischargeNote('Hospital Course '.repeat(400_000))).toBe(false);
});
