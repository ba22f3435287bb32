import { describe, expect, it, test } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';

const isFlagged = (note: string, answer: string) =>
  createChecker(note)
    .check(answer)
    .some(({ verdict }) => verdict === 'unsupported');

const note = `Admission Date: 3/4/2021      Discharge Date: 3/13/2021
3/6/2021: laparoscopic cholecystectomy. 3/10/2021: drain removed, output 20 mL.
ED arrival 10:15 on 3/4/2021, first dose of ceftriaxone at 11:45. Nasal oxygen from 3/6 to 3/9.
Creatinine 2.4 on arrival. Creatinine was 1.1 at the end. Sodium fell from 138 to 126 mmol/L.
Amoxicillin 500 mg TID for 7 days starting 3/13/2021. Foley out POD 3.
Surgical clinic 4/3/2021. Date of birth 5/1/1950.`;

describe('times that follow from the dates of a note', () => {
  it.each([
    ['The patient stayed in the hospital for nine days.', 'The patient stayed in the hospital for eight days.'],
    ['She was in hospital for nine nights.', 'She was in hospital for ten nights.'],
    ['The drain was removed four days after the operation.', 'The drain was removed five days after the operation.'],
    ['She had surgery two days after admission.', 'She had surgery three days after admission.'],
    ['Surgery was on hospital day 3.', 'Surgery was on hospital day 6.'],
    ['The clinic visit is three weeks after discharge.', 'The clinic visit is five weeks after discharge.'],
    ['Ceftriaxone was first given 90 minutes after arrival.', 'Ceftriaxone was first given 50 minutes after arrival.'],
    ['She needed nasal oxygen for three days.', 'She needed nasal oxygen for eleven days.'],
    ['Amoxicillin runs until March 19, 2021.', 'Amoxicillin runs until March 27, 2021.'],
    ['The Foley catheter came out on March 9.', 'The Foley catheter came out on March 12.'],
    ['She was 70 years old on admission.', 'She was 73 years old on admission.'],
  ])('%s', (right, wrong) => {
    expect([isFlagged(note, right), isFlagged(note, wrong)]).toEqual([false, true]);
  });
});

describe('amounts that follow from those of a note', () => {
  it.each([
    ['Creatinine came down by 1.3 during the stay.', 'Creatinine came down by 1.8 during the stay.'],
    ['Sodium dropped by 12 mmol/L.', 'Sodium dropped by 21 mmol/L.'],
    ['She takes a total of 1.5 g of amoxicillin a day.', 'She takes a total of 2 g of amoxicillin a day.'],
    ['She takes 1500 mg of amoxicillin daily.', 'She takes 2000 mg of amoxicillin daily.'],
  ])('%s', (right, wrong) => {
    expect([isFlagged(note, right), isFlagged(note, wrong)]).toEqual([false, true]);
  });

  it.each([
    [
      'a body mass index',
      'Weight 81 kg, height 1.76 m.',
      'His body mass index is about 26 kg/m².',
      'His body mass index is about 31 kg/m².',
    ],
    [
      'a whole day',
      'Nephrostomy 1400 mL/24 h. Drain in for 36 h.',
      'It drained 1.4 litres over 24 hours.',
      'The drain was in for 24 hours.',
    ],
    ['a rate', 'Omeprazole 8 mg/hour for 72 hours.', 'Omeprazole 576 mg was given.', 'Omeprazole 676 mg was given.'],
    [
      'a share of a weight',
      'Weight 58.6 kg (63.0 in June).',
      'He has lost about 7% of his weight since June.',
      'He has lost about 12% of his weight since June.',
    ],
    [
      'tablets',
      'Took about 40 tablets of hydroxyzine 25 mg.',
      'He took 1 g of hydroxyzine in all.',
      'He took 2 g of hydroxyzine in all.',
    ],
    [
      'no more than a day',
      'Vancomycin 06/02-06/04, then cefazolin 2 g IV q8h.',
      'She receives 6 g of cefazolin every 24 hours in total.',
      'She receives 12 g of cefazolin every 24 hours in total.',
    ],
    ['a sum', 'Saline 4 L on day one and 3 L on day two.', 'Total saline was 7 litres.', 'Total saline was 9 litres.'],
    [
      'a share',
      'Crescents in 12 of 20 glomeruli.',
      '60% of glomeruli had crescents.',
      '80% of glomeruli had crescents.',
    ],
    [
      'sessions',
      'Proned 5 sessions of 16 hours each.',
      'She was proned for 80 hours in total.',
      'She was proned for 90 hours in total.',
    ],
    [
      'a dose halved',
      'Amlodipine 5 mg daily (halved).',
      'Amlodipine 10 mg was halved.',
      'Amlodipine 15 mg was halved.',
    ],
    [
      'hours and minutes',
      'OR 15:30-23:45.',
      'It took eight hours and 15 minutes.',
      'It took six hours and 15 minutes.',
    ],
  ])('%s', (_, text, right, wrong) => {
    expect([isFlagged(text, right), isFlagged(text, wrong)]).toEqual([false, true]);
  });
});

describe('a value of something else of the note is not the one that is told', () => {
  const list = 'Medications: apixaban 2.5 mg BID; amlodipine 5 mg daily; adalimumab 40 mg every two weeks.';
  const table = `Admitted 2023-08-21. Discharged 2023-08-29.

| Test      | 08-21 | 08-29 |
|-----------|-------|-------|
| Platelets | 71    | 82    |`;
  it.each([
    ['a dose of another drug', list, 'Apixaban 2.5 mg twice daily.', 'Apixaban 5 mg twice daily.'],
    ['how often', list, 'Adalimumab 40 mg every other week.', 'Adalimumab 40 mg once a week.'],
    ['another column', table, 'Platelets were 82 at discharge.', 'Platelets were 71 at discharge.'],
    [
      'the date of another event',
      'Vancomycin 2/18-2/20, then stopped. ANC above 500 on 2/22.',
      'Vancomycin was given from 2/18 until 2/20.',
      'Vancomycin was given from 2/18 until 2/22.',
    ],
    [
      'another moment of the same sentence',
      'NIHSS 17 -> 6 at 24 h, 3 at discharge.',
      'The NIHSS was 3 at discharge.',
      'The NIHSS was 6 at discharge.',
    ],
    [
      'another dose of the drug',
      'Rivaroxaban 15 mg PO BID for 21 days, then 20 mg PO daily.',
      'Rivaroxaban 15 mg twice daily for 21 days.',
      'Rivaroxaban 20 mg twice daily for 21 days.',
    ],
    [
      'a relative who takes something else',
      'His father takes valproate. Levetiracetam was started.',
      'His father takes valproate.',
      'His father takes levetiracetam.',
    ],
    [
      'why another drug was stopped',
      'He tried carbamazepine (hyponatremia) and topiramate (word-finding difficulty).',
      'Topiramate was given up for word-finding difficulty.',
      'Carbamazepine was given up for word-finding difficulty.',
    ],
    [
      'a drug that was stopped before discharge',
      'Lorazepam was tapered and stopped on 10/18.\n\nDischarge medications:\n- lithium 450 mg BID\n- olanzapine 15 mg QHS',
      'He was discharged on lithium and olanzapine.',
      'He was discharged on olanzapine and lorazepam.',
    ],
    [
      'what a germ is sensitive to',
      'E. coli resistant to ciprofloxacin and cotrimoxazole, sensitive to ceftriaxone.',
      'The E. coli was resistant to cotrimoxazole.',
      'The E. coli was resistant to ceftriaxone.',
    ],
    [
      'an allergy',
      'Allergies: amiodarone. Atrial fibrillation was treated with diltiazem.',
      'Atrial fibrillation was treated with diltiazem.',
      'Atrial fibrillation was treated with amiodarone.',
    ],
  ])('%s', (_, text, right, wrong) => {
    expect([isFlagged(text, right), isFlagged(text, wrong)]).toEqual([false, true]);
  });
});

describe('other ways of saying it', () => {
  it.each([
    ['"6-Aug-2017"', 'Tap 6-Aug-2017.', 'The tap was done on August 6, 2017.'],
    ['"[**6-4**]"', 'Admitted [**2151-6-3**]. Cath on [**6-4**].', 'Catheterization was on June 4.'],
    [
      'dates in a list',
      'Methylprednisolone on 12, 13 and 14 February.',
      'Methylprednisolone was given on 13 February.',
    ],
    ['British spelling', 'Haemoglobin 78 g/L, oedema.', 'Hemoglobin was 78 g/L with edema.'],
    ['what was ruled out', 'No epidural abscess on MRI.', 'MRI ruled out an epidural abscess.'],
    ['an interpretation', 'Adjusted calcium 1.82 mmol/L.', 'He had hypocalcemia of 1.82 mmol/L.'],
    ['a part of the heart', 'EF 60%, R grip 4/5, LA mildly dilated.', 'There was mild left atrial dilation, EF 60%.'],
    ['clear margins', 'Margins negative, 2 of 17 nodes positive.', 'Margins were clear.'],
  ])('%s', (_, text, answer) => {
    expect(isFlagged(text, answer)).toBe(false);
  });
});

describe('what a time or a value is told of', () => {
  const course = `Admitted 3 May 2019, discharged 11 May 2019. CRP 64 rising to 211 on 5 May, CRP 38 at discharge.
ERCP on 7 May. Drain removed 8 May. Omeprazole infusion for 72 hours. Methylprednisolone 500 mg IV daily x3.`;
  const eyes = 'VA: RE 6/9, LE hand movements. IOP RE 14, LE 24. Moxifloxacin 400 mg PO OD.';
  it.each([
    [
      'an anchor',
      course,
      'ERCP was done four days after admission, on 7 May.',
      'ERCP was done five days after admission, on 8 May.',
    ],
    ['a series', course, 'CRP peaked at 211 before dropping to 38.', 'CRP peaked at 211 before dropping to 58.'],
    ['a duration', course, 'The omeprazole infusion ran for 72 hours.', 'The omeprazole infusion ran for 48 hours.'],
    [
      'a total',
      course,
      'She had 1.5 g of methylprednisolone in total.',
      'She had 2.5 g of methylprednisolone in total.',
    ],
    [
      'two sides',
      eyes,
      'Vision was 6/9 in the right eye and hand movements in the left.',
      'The left intraocular pressure was 14.',
    ],
    [
      'parts of a year',
      'Iron BD 3/12. No driving 4/52.',
      'Iron is taken for three months.',
      'Iron is taken for five months.',
    ],
    ['years', 'Dialysis 2014-2017.', 'She was on dialysis for three years.', 'She was on dialysis for eight years.'],
    [
      'a pressure',
      'BP lying 138/80, standing 116/72.',
      'Her systolic pressure fell by 22 mmHg.',
      'Her systolic pressure fell by 32 mmHg.',
    ],
    [
      'a range',
      'Prednisolone 1000 mg IV from 14.03.2021 to 16.03.2021.',
      'He had 3 g of prednisolone over three days.',
      'He had 5 g of prednisolone over three days.',
    ],
    [
      'an allergy',
      'Allergy: morphine. Hydromorphone 0.5 mg IV x1.',
      'He is allergic to morphine.',
      'He is allergic to hydromorphone.',
    ],
  ])('%s', (_, text, right, wrong) => {
    expect([isFlagged(text, right), isFlagged(text, wrong)]).toEqual([false, true]);
  });
});

test('a sentence that goes on in the next line is one sentence', () => {
  const wrapped = `He was admitted with a fall and was found on the floor by his son in the morning, and he did not
require transfusion. He was seen by the physiotherapist and walked with a frame on the second day and
was discharged home.`;
  expect(isFlagged(wrapped, 'He required a transfusion.')).toBe(true);
  expect(isFlagged(wrapped, 'He did not require a transfusion.')).toBe(false);
});
