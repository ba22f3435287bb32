/** Names: of drugs that no list has, of classes of drugs, of things that exclude each other. */
import { describe, expect, it, test } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';
import { isEnglish } from '../../../runtime/clinical/grounding/dictionary.ts';

const faultsIn = (note: string, answer: string) =>
  createChecker(note)
    .check(answer)
    .flatMap(({ faults }) => faults.map(({ start, end }) => answer.slice(start, end)));

describe('words that neither a dictionary nor the note has', () => {
  const note = 'Stroke clinic on 3 May 2024. Xylofrazine 10 mg BID continues. Transesophageal echo normal.';
  it.each([
    ['an invented specialty', 'He is seen by renalatology.', ['renalatology']],
    ['a brand of nothing', 'He takes Zentrovax twice daily.', ['Zentrovax']],
    ['one that was stopped', 'Zentrovax was stopped.', ['Zentrovax']],
    ["the note's own", 'He takes xylofrazine 10 mg twice daily.', []],
    ['a beginning before an English word', 'The transoesophageal echocardiogram was normal.', []],
  ])('%s', (_, answer, flagged) => {
    expect(faultsIn(note, answer)).toEqual(flagged);
  });
});

test.each(['laparoscopically', 'perioperative', 'bioprosthesis', 'unfractionated', 'haemorrhage', 'october', 'rectum'])(
  '%s is English',
  (word) => {
    expect(isEnglish(word)).toBe(true);
  },
);

test.each(['renalatology', 'imiquimod', 'zentrovax', 'abiraterone'])('%s is not', (word) => {
  expect(isEnglish(word)).toBe(false);
});

describe('a class of drugs stands for the one drug of it that the note has', () => {
  const note = 'Apixaban 5 mg BD - NEW\nBisoprolol 2.5 mg OD\nCefalexin 500 mg QDS, last dose 11 March 2023.';
  it.each([
    ['Her new anticoagulant comes to 10 mg a day.', 'Her new anticoagulant comes to 15 mg a day.'],
    ['The antibiotic is taken four times a day.', 'The antibiotic is taken twice a day.'],
  ])('%s', (right, wrong) => {
    expect([faultsIn(note, right), faultsIn(note, wrong).length > 0]).toEqual([[], true]);
  });
});

describe('what excludes each other', () => {
  it.each([
    [
      'ECT was offered and declined.',
      'Electroconvulsive therapy was declined.',
      'Electroconvulsive therapy was accepted.',
    ],
    ['TWOC failed on POD 2.', 'The TWOC failed.', 'The TWOC passed.'],
    ['Creatinine improved on fluids.', 'Her creatinine improved.', 'Her creatinine was worse.'],
    ['Olanzapine: gained 4.1 kg.', 'On olanzapine she gained 4.1 kg.', 'On olanzapine she lost 4.1 kg.'],
    ['Left adrenal spared.', 'The left adrenal gland was spared.', 'The left adrenal gland was removed.'],
  ])('%s', (note, right, wrong) => {
    expect([faultsIn(note, right), faultsIn(note, wrong).length > 0]).toEqual([[], true]);
  });
});

describe('a drug in the name of something else is not given', () => {
  it.each([
    ['Blood cultures: MSSA.', 'Blood cultures grew methicillin-sensitive Staphylococcus aureus.'],
    ['Invasive ductal carcinoma, ER positive, HER2 negative.', 'The carcinoma was oestrogen receptor positive.'],
  ])('%s', (note, answer) => {
    expect(faultsIn(note, answer)).toEqual([]);
  });
});
