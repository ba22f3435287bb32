import { describe, expect, it } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';

const isFlagged = (note: string, answer: string) =>
  createChecker(note)
    .check(answer)
    .some(({ verdict }) => verdict === 'unsupported');

const commas = 'Glucose 7,8 mmol/l, K 4,1 mmol/l, Hb 12,4 g/dl. ABI right 0,62, left 0,88.';
const columns = `Seen 7 March 2025
                         Right        Left
Visual acuity            6/24         6/9
IOP                      17 mmHg      22 mmHg`;
const visit = `DIABETIC FOOT CLINIC
Date: 12-09-2023
Ulcer of the right heel. Angiography on 19-09-2023. MRI 08-09-2023: no abscess. Antibiotics from 11-09-2023 until 23-10-2023.
Review 26-09-2023.`;
const nihss = `Arrival 09:35. NIHSS 15, BP 178/96.
Course: NIHSS 6 after 24 h, 3 at discharge. At discharge: mild word-finding difficulty, right arm strength 4/5, mRS 2.`;

describe('how numbers are written', () => {
  it.each([
    ['a decimal comma', commas, 'Glucose was about 140 mg/dl.', 'Glucose was about 180 mg/dl.'],
    ['the same in the answer', commas, 'Haemoglobin was 12,4 g/dl.', 'Haemoglobin was 12,9 g/dl.'],
    ['a power of ten', 'WBC 6.4, platelets 132 x10^9/L.', 'Platelets were 132.', 'Platelets were 9.'],
    [
      'no letters of a word',
      'T max 103.1 F.',
      'The highest temperature was 39.5 °C.',
      'The highest temperature was 38.1 °C.',
    ],
    ['acuity at six metres', 'VA 6/24 right.', 'Visual acuity was 20/80.', 'Visual acuity was 20/200.'],
    [
      'two times with one unit',
      'Injected 7 March 2025. Further injections 4 April and 2 May 2025.',
      'The next injections are four and eight weeks after the first.',
      'The next injections are three and eight weeks after the first.',
    ],
    [
      'a schedule in tablets',
      'Oxycodone 10 mg 1-0-1.',
      'He takes 20 mg of oxycodone a day.',
      'Oxycodone 10 mg three times a day.',
    ],
    ['kilopascals', 'pH 7.27, pCO2 9.1 kPa.', 'The pCO2 was 68 mmHg.', 'The pCO2 was 86 mmHg.'],
    ['less than a billionth', 'Vitamin D 38 nmol/L.', 'Vitamin D was 38 nmol/L.', 'Vitamin D was 83 nmol/L.'],
    ['weeks of a pregnancy', 'Born at 36+3 weeks.', 'Born at 36 weeks and 3 days.', 'Born at 36 weeks and 5 days.'],
    ['Roman numerals', 'Grade III splenic laceration.', 'Grade 3 splenic laceration.', 'Grade IV splenic laceration.'],
    ['pounds and ounces', 'Birth weight 1480 g.', 'She weighed 3 lb 4 oz at birth.', 'She weighed 4 lb 3 oz at birth.'],
    [
      'quarters',
      'Operative time 165 minutes.',
      'It took two and three-quarter hours.',
      'It took two and a quarter hours.',
    ],
    [
      'four digits as a time',
      'LKW 0715. Tenecteplase at 0905, recanalized 1020.',
      'Recanalization was at 10:20.',
      'Recanalization was at 10:50.',
    ],
    [
      'grams a litre',
      'Hb g/L on 27/1: 98. Hb 80 on 19/1.',
      'Haemoglobin was 9.8 g/dL on 27 January.',
      'Haemoglobin was 8.9 g/dL on 27 January.',
    ],
    ['far above', 'Ferritin 1840 ug/L.', 'Ferritin was well above 1,000.', 'Ferritin was well above 3,000.'],
    [
      'a first number that is the month',
      'Admitted 2018-09-04. Port out 9/6, culture clear 9/7, cefepime stopped 9/8.',
      'The port was removed two days after admission.',
      'The port was removed four days after admission.',
    ],
    [
      'secondary to',
      'ESRD 2/2 IgA nephropathy, on dialysis since Aug 2020.',
      'Dialysis began in August 2020.',
      'Dialysis began in May 2020.',
    ],
    ['a plain u for micro', 'Bilirubin 54 umol/L.', 'Bilirubin was 3.2 mg/dL.', 'Bilirubin was 5.2 mg/dL.'],
    ['nanomoles of a vitamin', 'Vitamin D 38 nmol/L.', 'Vitamin D was 15 ng/mL.', 'Vitamin D was 25 ng/mL.'],
    [
      'weeks as months',
      'Colecalciferol 800 units for 12 weeks.',
      'Vitamin D is taken for three months.',
      'Vitamin D is taken for five months.',
    ],
    ['an amount behind a date', 'Ascites: tap 5 Mar 4.2 L.', '4.2 litres were tapped.', '2.4 litres were tapped.'],
    ['columns apart by spaces', columns, 'Right visual acuity was 6/24.', 'Right visual acuity was 6/9.'],
    ['a number behind a letter', 'Cycles: C4 today, C5 on 8 July.', 'Cycle 5 is on 8 July.', 'Cycle 5 is on 18 July.'],
    [
      'strengths of two drugs',
      'Formoterol/budesonide 9/320 mcg bd.',
      'Budesonide 320 mcg bd.',
      'Budesonide 160 mcg bd.',
    ],
  ])('%s', (_, note, right, wrong) => {
    expect([isFlagged(note, right), isFlagged(note, wrong)]).toEqual([false, true]);
  });

  it('feet are not always a length', () => {
    expect(isFlagged('Monofilament not felt on either foot.', 'Sensation is absent in both feet.')).toBe(false);
  });
});

describe('which time or dose a value is told of', () => {
  it.each([
    [
      'this visit',
      visit,
      'He is to be reviewed in the foot clinic two weeks after this visit.',
      'He is to be reviewed in the foot clinic four weeks after this visit.',
    ],
    [
      'a value at discharge',
      nihss,
      'His NIHSS had come down from 15 on arrival to 3 at discharge.',
      'His NIHSS had come down from 15 on arrival to 5 at discharge.',
    ],
    [
      'the end of a change',
      'On 10/09 creatinine rose from 1.3 to 2.1 mg/dL. Biopsy 10/11: rejection. HR 72. Labs 11/03: Cr 1.5 mg/dL, BUN 24, UPCR 0.2 g/g.',
      'Creatinine settled to 1.5 mg/dL after pulse steroids, having risen to 2.1 with the rejection.',
      'Creatinine settled to 1.1 mg/dL after pulse steroids, having risen to 2.1 with the rejection.',
    ],
    [
      'what another drug adds up to',
      'Clopidogrel 75 mg 1x daily; ramipril 4 mg 1x daily; pregabalin 75 mg 2x daily.',
      'Pregabalin comes to 150 mg a day.',
      'Clopidogrel 150 mg 1x daily.',
    ],
    [
      'a list on arrival',
      'On arrival: HR 118, BP 92/54, Hb 71 g/L, plt 88.',
      'Haemoglobin was 7.1 g/dL on arrival.',
      'Haemoglobin was 9.1 g/dL on arrival.',
    ],
    [
      'a birth',
      'SROM 12/08/24 at 23:40. Ventouse, live girl 13/08/24 at 16:42.',
      'The membranes had been ruptured for about 17 hours when the baby was born.',
      'The membranes had been ruptured for about 27 hours when the baby was born.',
    ],
  ])('%s', (_, note, right, wrong) => {
    expect([isFlagged(note, right), isFlagged(note, wrong)]).toEqual([false, true]);
  });
});

describe('words that are no short form of the note', () => {
  it.each([
    ['a list', 'No suicidal thoughts. TSH 2.1 mU/l.', 'She had no thoughts of suicide or of hurting herself.'],
    [
      'a verb',
      'OCT: small PED. Cataract surgery on the left is postponed.',
      'Cataract surgery on the left is postponed.',
    ],
    [
      'an artery that is opened',
      'FOOT CLINIC\nDate: 12-09-2023\nUlcer since mid-July. Angiography via the left groin on 19-09-2023 with PTA of the right superficial femoral artery.',
      'PTA of the right SFA is planned on 19 September 2023.',
    ],
  ])('%s', (_, note, answer) => {
    expect(isFlagged(note, answer)).toBe(false);
  });

  it('two words with "and" between', () => {
    const note = 'Ceftriaxone 2 g IV. Fluids IV. HFNO 40 L/min, not intubated.';
    expect(isFlagged(note, 'She was intubated and ventilated.')).toBe(true);
  });
});
