import { describe, expect, it, test } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';
import { sentencesOf } from '../../../runtime/clinical/grounding/sentences.ts';
import { sampleRows } from '../../../runtime/embedded/generator/main.ts';
import { measureStatements, notesOf, plantedStatements } from './measure.ts';

const note = `Admission Date: 3/4/2021
Discharge Date: 3/9/2021

Hospital Course:
Mr. S was admitted with a right hip fracture. Apixaban 5 mg BID was held for 48 hours. No fever.
His mother had diabetes. Weight 70 kg.

Discharge Medications:
- apixaban 5 mg BID
- metoprolol 25 mg daily`;
const checker = createChecker(note);
const faults = (answer: string) =>
  checker
    .check(answer)
    .flatMap((sentence) => sentence.faults.map(({ kind, start, end }) => [kind, answer.slice(start, end)]));

test('of planted errors on the final half at least 95% are flagged, of right statements at most 5%', () => {
  const all = [...plantedStatements('development'), ...plantedStatements('final')];
  expect(all.length).toBeGreaterThan(300);
  const { wrong, right } = measureStatements('final');
  expect(wrong.flagged / wrong.of).toBeGreaterThanOrEqual(0.95);
  expect(right.flagged / right.of).toBeLessThanOrEqual(0.05);
});

test.each([
  ['more', 0.93, 0.02],
  ['blind', 0.94, 0.03],
  ['medical', 0.94, 0.02],
  ['surgical', 0.94, 0.02],
  ['stress', 0.94, 0.03],
  ['blind-2', 0.94, 0.04],
  ['blind-3', 0.95, 0.04],
  ['fresh', 0.94, 0.04],
  ['blind-4', 0.97, 0.02],
  ['blind-5', 0.96, 0.05],
  ['wide-1', 0.91, 0.04],
  ['wide-2', 0.95, 0.04],
  ['wide-3', 0.9, 0.07],
  ['wide-4', 0.91, 0.06],
  ['wide-5', 0.9, 0.16],
  ['wide-6', 0.9, 0.14],
] as const)(
  'on %s, used for development, planted errors are flagged in a share of at least %d, right statements of at most %d',
  (set, errors, rights) => {
    const { wrong, right } = measureStatements(set);
    expect(Math.min(wrong.of, right.of)).toBeGreaterThan(90);
    expect(wrong.flagged / wrong.of).toBeGreaterThanOrEqual(errors);
    expect(right.flagged / right.of).toBeLessThanOrEqual(rights);
  },
);

test.each([
  ['held-out', 28, 30, 5, 68],
  ['blind-6', 117, 120, 14, 120],
] as const)(
  'on %s, of which only the figures were looked at, it stays as good as it was',
  (set, errors, ofErrors, rights, ofRights) => {
    const { wrong, right } = measureStatements(set);
    expect([wrong.of, right.of]).toEqual([ofErrors, ofRights]);
    expect(wrong.flagged).toBeGreaterThanOrEqual(errors);
    expect(right.flagged).toBeLessThanOrEqual(rights);
  },
);

test.each(['medical', 'surgical', 'blind-3', 'fresh', 'blind-4', 'wide-1', 'wide-4', 'wide-5'] as const)(
  'what stands in a note is supported as an answer: %s',
  (set) => {
    const flagged = Object.values(notesOf(set)).flatMap((text) => {
      const own = createChecker(text);
      const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end).replaceAll('\n', ' '));
      return sentences.filter((sentence) => own.check(sentence).some(({ verdict }) => verdict === 'unsupported'));
    });
    expect(flagged.length).toBeLessThanOrEqual(1);
  },
);

test('right answers of the embedded rows are supported, answers about another patient mostly are not', () => {
  const rows = [...sampleRows(40, 3)].map(([, text = '', , answer = '']) => ({ text, answer }));
  const flagged = rows.map(({ text, answer }, i) => {
    const [own, other] = [answer, rows[(i + 8) % rows.length]?.answer ?? ''];
    const has = (told: string) =>
      createChecker(text)
        .check(told)
        .some(({ verdict }) => verdict === 'unsupported');
    return { own: has(own), other: own !== other && has(other) };
  });
  expect(flagged.filter(({ own }) => own).length).toBeLessThanOrEqual(2);
  expect(flagged.filter(({ other }) => other).length).toBeGreaterThan(32);
});

describe('an answer in other words is supported', () => {
  it.each([
    ['a short form spelled out', 'ABI 0.92 R, 0.61 L.', 'The ankle-brachial index was 0.61 on the left.'],
    ['a short form in place of words', 'Ankle-brachial index 0.61.', 'The ABI was 0.61.'],
    ['a short form of one word', 'No PTX on CXR.', 'The chest X-ray showed no pneumothorax.'],
    ['a time of the day', 'Surgery started at 19:20.', 'Surgery started at 7:20 PM.'],
    ['a month', 'Diagnosed 10/2023.', 'It was diagnosed in October 2023.'],
    ['a date that is computed', 'Admitted 5/6/2021. Onset two days PTA.', 'The onset was on May 4.'],
    [
      'a time between dates',
      'Discharged 5/6/2021. Clinic 5/13/2021.',
      'She is seen in clinic one week after discharge.',
    ],
    ['a difference', 'Weight 75.0 kg on admission, 68.2 kg at discharge.', 'He lost nearly 7 kg.'],
    ['a rounded number', 'CRP 12.4 -> 3.8.', 'CRP fell from about 12 to just under 4.'],
    ['what a day adds up to', 'Lithium 450 mg BID.', 'She takes 900 mg of lithium a day.'],
    ['another prefix', 'Hb 108 g/L.', 'Hemoglobin was 10.8 g/dL.'],
    ['measures by each other', 'DES 3.5x24 mm to the LAD.', 'A drug-eluting stent of 3.5 by 24 mm was placed.'],
    [
      'a denial in other words',
      'No tamoxifen given clot history.',
      'Tamoxifen is avoided because of a history of clots.',
    ],
    ['a list of what was stopped', 'Stopped: lisinopril (AKI), metformin.', 'Metformin was stopped.'],
    ['a substance that is measured', 'Urine ACR 310 mg/g.', 'The urine albumin-to-creatinine ratio was 310 mg/g.'],
  ])('%s', (_, text, answer) => {
    expect(createChecker(text).check(answer)).toMatchObject([{ verdict: 'supported', faults: [] }]);
  });
});

describe('an answer that says something else is not', () => {
  it.each([
    ['a denial in a list', 'No fever/CP.', 'He reported chest pain.'],
    ['a date of another event', 'Extubated 4/5. Drain removed 4/7.', 'The drain was removed on April 5.'],
    ['a side of another', 'Left carotid endarterectomy. Right leg swelling.', 'Right carotid endarterectomy was done.'],
    ['a difference that is none', 'Weight 75.0 kg on admission, 68.2 kg at discharge.', 'He lost nearly 9 kg.'],
    ['a drug that only begins alike', 'MMF 720 mg BID.', 'He takes methotrexate 720 mg twice daily.'],
  ])('%s', (_, text, answer) => {
    expect(createChecker(text).check(answer)[0]?.verdict).toBe('unsupported');
  });
});

describe('a sentence', () => {
  it('links to the sentences of the note that say it', () => {
    const [sentence] = checker.check('He had a fracture of the right hip.');
    expect(sentence?.verdict).toBe('supported');
    const [first] = sentence?.evidence ?? [];
    expect(note.slice(first?.start, first?.end)).toBe('Mr. S was admitted with a right hip fracture.');
  });

  it('is supported in other units, dates, numbers in words and short forms', () => {
    const answer =
      'He weighs 154 lb. He was discharged on March 9, 2021. Apixaban was held for two days. Eliquis 5 mg twice a day.';
    expect(checker.check(answer).map(({ verdict }) => verdict)).toEqual(new Array(4).fill('supported'));
  });

  it.each([
    ['He takes metoprolol 50 mg daily.', 'number', '50 mg'],
    ['He takes atenolol 25 mg daily.', 'drug', 'atenolol'],
    ['He takes metoprolol 5 mg.', 'number', '5 mg'],
    ['He takes apixaban 5 mg TID.', 'frequency', 'TID'],
    ['He had a left hip fracture.', 'side', 'left'],
    ['He had a fever.', 'negation', 'fever'],
    ['He was discharged on March 8, 2021.', 'date', 'March 8, 2021'],
    ['He was admitted on March 9, 2021.', 'date', 'March 9, 2021'],
    ['His father had diabetes.', 'person', 'father'],
    ['He was seen by Dr. Castellanos.', 'person', 'Castellanos'],
  ])('names what the note does not say: %s', (answer, kind, text) => {
    expect(faults(answer)).toContainEqual([kind, text]);
  });

  it('shows where the note says something else', () => {
    const [sentence] = checker.check('He takes metoprolol 50 mg daily.');
    const instead = sentence?.faults[0]?.instead;
    expect(note.slice(instead?.start, instead?.end)).toBe('25 mg');
  });

  it('without anything to hold against the note is not judged', () => {
    expect(checker.check('Is there more?')[0]?.verdict).toBe('nothing to check');
  });
});

test('sentences end neither at titles nor at decimals nor at a genus, and lines of a list are sentences', () => {
  const text = 'Dr. A gave 2.5 mg. E. coli grew vs. none.\n- apixaban 5 mg\n- metoprolol 25 mg';
  expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Dr. A gave 2.5 mg.',
    'E. coli grew vs. none.',
    '- apixaban 5 mg',
    '- metoprolol 25 mg',
  ]);
});

test('an answer and a note may be empty or anything at all', () => {
  expect(checker.check('')).toEqual([]);
  expect(createChecker('').check('He takes 5 mg.')[0]?.verdict).toBe('unsupported');
  for (const text of ['0/0 / - ( ) [', '　：。', '🙂 5 mg', '12/40/9999'.repeat(50)])
    expect(() => createChecker(text).check(text)).not.toThrow();
});
