import { describe, expect, it } from 'vitest';
import { createChecker } from '../../../runtime/clinical/grounding/checker.ts';

const isFlagged = (note: string, answer: string) =>
  createChecker(`Admitted 3/4/2021 with weakness.\n${note}\nDischarged 3/9/2021.`)
    .check(answer)
    .some(({ verdict }) => verdict === 'unsupported');

/** How a note denies something, the opposite of it, and the same in words of its own. */
const denials: readonly (readonly [note: string, wrong: string, right: string])[] = [
  [
    'Betamethasone not given (gestational age).',
    'Betamethasone was given.',
    'Betamethasone was omitted because of the gestational age.',
  ],
  ['No alcohol withdrawal.', 'He went through alcohol withdrawal.', 'He had no alcohol withdrawal.'],
  ['HIV Ag/Ab negative.', 'She is living with HIV.', 'HIV was not found.'],
  ['No prior DM.', 'He was already known to have diabetes.', 'He had no diabetes before.'],
  ['It was completely excised.', 'It was incompletely excised.', 'It was excised completely.'],
  [
    'Urinalysis showed no infection.',
    'The urinalysis showed an infection.',
    'No infection was seen in the urinalysis.',
  ],
  ['No seizures.', 'She had a seizure.', 'She never had a seizure.'],
  [
    'Warfarin was debated; team decided against it as AF lasted less than 24 h.',
    'Warfarin was started.',
    'The team decided against warfarin.',
  ],
  ['Re-exploration not required.', 'He needed a re-exploration.', 'No re-exploration was needed.'],
  ['BiPAP 12/5, avoided intubation.', 'She was intubated.', 'Intubation could be avoided.'],
  ['Intubation was never needed.', 'He was intubated.', 'He was never intubated.'],
  ['Ramipril stopped, not to be restarted before review.', 'He takes ramipril.', 'Ramipril was stopped.'],
  [
    'Colchicine avoided, prednisolone 30 mg for 5 days.',
    'Gout was treated with colchicine.',
    'Colchicine was avoided in favour of prednisolone.',
  ],
  [
    'CXR hyperinflated, no infiltrate, no PTX.',
    'The x-ray showed a pneumothorax.',
    'The x-ray was free of pneumothorax.',
  ],
  [
    'US: kidneys 9.8 cm, no hydronephrosis.',
    'Ultrasound showed hydronephrosis.',
    'Hydronephrosis was excluded by ultrasound.',
  ],
  ['Platelets normal, coagulopathy ruled out.', 'He had a coagulopathy.', 'There was no coagulopathy.'],
  ['Stroke was excluded on MRI.', 'MRI showed a stroke.', 'MRI showed no stroke.'],
  ['Patient refuses dialysis.', 'She was started on dialysis.', 'She refused dialysis.'],
  ['Denies alcohol use.', 'He drinks alcohol.', 'He does not drink alcohol.'],
  ['Negative for DVT.', 'A DVT was found.', 'No DVT was found.'],
  ['Doppler: DVT absent.', 'A DVT was found.', 'DVT was excluded by doppler.'],
  ['Without evidence of malignancy.', 'There was malignancy.', 'No malignancy was seen.'],
  ['Antibiotics were withheld.', 'Antibiotics were given.', 'No antibiotics were given.'],
  ['He has never smoked.', 'He is a smoker.', 'He does not smoke.'],
  ['Free of pain at discharge.', 'He had pain at discharge.', 'He was pain-free at discharge.'],
  ['Cultures did not grow anything.', 'Cultures were positive.', 'Cultures were negative.'],
  ['Surgery deferred.', 'Surgery was performed.', 'Surgery was postponed.'],
  ['Vitamin K not necessary.', 'Vitamin K was given.', 'Vitamin K was not needed.'],
  ['Lumbar puncture could not be performed.', 'A lumbar puncture was performed.', 'Lumbar puncture was not possible.'],
  ['Metformin is contraindicated.', 'He takes metformin.', 'Metformin is contraindicated.'],
  ['There is no known drug allergy.', 'He has a drug allergy.', 'He has no drug allergy.'],
  ['No history of diabetes or hypertension.', 'He has hypertension.', 'He has neither diabetes nor hypertension.'],
  ['Neither fever nor cough.', 'He had a cough.', 'He had no cough.'],
  ['Bleeding did not recur.', 'The bleeding recurred.', 'There was no more bleeding.'],
  [
    'Lorazepam not continued d/t hypercapnia; buspirone 10 mg BID instead.',
    'Lorazepam was continued.',
    'Lorazepam was replaced by buspirone.',
  ],
  ['Valve well seated, no paravalvular leak.', 'There was a paravalvular leak.', 'The valve does not leak.'],
  ['Infliximab held in reserve and not necessary.', 'Infliximab was given.', 'Infliximab was not needed.'],
  [
    'No hemorrhagic transformation.',
    'There was hemorrhagic transformation.',
    'Hemorrhagic transformation was ruled out.',
  ],
  ['Stent placement failed.', 'A stent was placed.', 'It was not possible to place a stent.'],
  ['Biopsy not performed.', 'A biopsy was performed.', 'A biopsy was dispensed with.'],
  ['Aspirin d/c due to bleeding.', 'He continues aspirin.', 'Aspirin was stopped.'],
  ['Loperamide was not given.', 'He received loperamide.', 'He did without loperamide.'],
  ['Pupils equal, no nystagmus, no facial weakness.', 'She had nystagmus.', 'Nystagmus was not seen.'],
  ['Rash has resolved. No pruritus.', 'He still has pruritus.', 'Pruritus was denied.'],
  ['Home oxygen not qualified.', 'He goes home on oxygen.', 'He does not need home oxygen.'],
  ['Not on anticoagulation.', 'He is on anticoagulation.', 'He takes no anticoagulant.'],
  ['Tolerated diet w/o nausea/vomiting.', 'He had vomiting.', 'He tolerated food without vomiting.'],
  ['Margins uninvolved.', 'The margins were involved.', 'The margins were clear.'],
  ['Lungs clear, no crackles.', 'Crackles were heard.', 'There were no crackles.'],
  ['Pt did not want hospice.', 'He enrolled in hospice.', 'He declined hospice.'],
  ['No need for transfusion.', 'He was transfused.', 'He did not have to be transfused.'],
  ['Gram stain showed no organisms.', 'Gram stain showed organisms.', 'No organisms were seen on gram stain.'],
  [
    'Weekly cannabis until summer 2019; urine drug screen negative on arrival.',
    'Her urine drug screen was positive for cannabis.',
    'Her urine drug screen was clear.',
  ],
  [
    'Biopsy: acute rejection; no donor-specific antibodies.',
    'Donor-specific antibodies were present at the time of rejection.',
    'There were no donor-specific antibodies at the time of rejection.',
  ],
  ['Sepsis was never suspected.', 'He had sepsis.', 'There was no suspicion of sepsis.'],
];

describe('what a note denies', () => {
  it.each(denials)('"%s" speaks against "%s" and not against "%s"', (note, wrong, right) => {
    expect([isFlagged(note, wrong), isFlagged(note, right)]).toEqual([true, false]);
  });
});

describe('no verdict on a negation where it is not sure what is denied', () => {
  it.each([
    [
      'weighed',
      'Amiodarone was considered but not started.',
      'The team thought about amiodarone but did not begin it.',
    ],
    [
      'done without',
      'Vitrectomy was considered but not required.',
      'A vitrectomy was weighed, but she did without it.',
    ],
    ['looked for', 'CT: no typhlitis, no liver lesion.', 'The search for typhlitis on CT was negative.'],
    ['replaced', 'Enalapril 5 mg BD (replaces labetalol).', 'Enalapril took the place of labetalol.'],
    ['taken as known', 'Left hemothorax, no chest tube.', 'A chest tube was not needed for the hemothorax.'],
    ['a part of what is denied', 'No groin hematoma.', 'The groin puncture healed without a hematoma.'],
    ['a result', 'Urine drug screen negative.', 'Her drug screen came back clean.'],
    ['described', 'Wound: no erythema or dehiscence.', 'The wound was not red.'],
    ['of a relative', 'FH: father MI at 52. Troponin 6.', 'Myocardial infarction was excluded.'],
    ['warned of', 'No syncope. Return for fever, fainting.', 'She never fainted.'],
    ['stopped later', 'Clindamycin 900 mg q8h + gentamicin, both stopped 3/8.', 'Clindamycin was stopped on 3/8.'],
    ['run out of', 'He had run out of furosemide for two weeks.', 'He had been without furosemide for two weeks.'],
    ['until a verb', 'Not pregnant, copper coil.', 'She is not pregnant and uses an intrauterine device.'],
    ['until a day', 'Off work until 4/12.', 'She does not work until April 12.'],
  ])('%s', (_, note, right) => {
    expect(isFlagged(note, right)).toBe(false);
  });
});
