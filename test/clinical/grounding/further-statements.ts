/** Six more notes like those of more-statements.ts, written after the checker was mended for them; for development as well. */
import type { Statement } from './statements.ts';

export const furtherStatements: readonly { readonly note: string; readonly statements: readonly Statement[] }[] = [
  {
    note: `STROKE UNIT – DISCHARGE LETTER
Date in: 06.02.2024 (04:50). Date out: 15.02.2024.
74yo RH F, LKW 02:30, woke 04:00 w/ R facial droop, aphasia, R arm plegia. NIHSS 17. BP 194/102. BG 6.1 mmol/L. CTH: no bleed, ASPECTS 9. CTA: L M1 occlusion, R ICA 50% stenosis. tPA 05:25, EVT groin puncture 06:05, TICI 2c at 06:48. NIHSS 17 -> 6 at 24 h -> 3 at d/c. MRI: small L insular infarct, no HT. TTE: EF 55%, LA dilated, no PFO. Tele: new AF. LDL 3.4 mmol/L; A1c 6.3%.
Apixaban 5 mg BID from day 5 (11.02.). ASA stopped. Atorvastatin 40 mg qPM. Bisoprolol 2.5 mg OD in the morning. Ramipril 5 mg.
Complications: aspiration PNA LLL, co-amoxiclav 7 days; no UTI; Foley removed 09.02. Passed swallow study 12.02, NGT out the same day. No seizures. mRS 2. Mood low, sertraline discussed but not started.
Lives with husband; ex-smoker 20 py; no EtOH. PMH: HTN, osteoporosis, L cataract surgery 2021, R TKR 2018.
Plan: inpatient rehab. Carotid US in 3/12. No driving for 1 month. Stroke clinic 6 weeks.`,
    statements: [
      [
        'abbreviation',
        'The 74-year-old right-handed woman woke up with drooping of the right side of the face and could not speak.',
        ['side', 'right side', 'left side'],
      ],
      ['date', 'She had last been well at half past two in the morning.'],
      ['date', 'Thrombolysis was given at 5:25 a.m.', ['date', '5:25', '6:48']],
      ['date', 'Groin puncture for thrombectomy was at 6:05 AM, 40 minutes after alteplase.', ['date', '6:05', '7:05']],
      ['paraphrase', 'Imaging showed an occlusion of the left middle cerebral artery.', ['side', 'left', 'right']],
      ['paraphrase', 'The right internal carotid artery was narrowed by half.', ['side', 'right', 'left']],
      ['paraphrase', 'No hemorrhagic transformation was seen on MRI.', ['negation', 'No hemorrhagic', 'Hemorrhagic']],
      ['conversion', 'Her stroke score improved by 14 points to 3.'],
      [
        'abbreviation',
        'Atrial fibrillation was discovered on telemetry.',
        ['negation', 'was discovered', 'was not found'],
      ],
      ['date', 'Apixaban was begun on February 11.', ['date', 'February 11', 'February 9']],
      ['paraphrase', 'Aspirin was discontinued.', ['drug', 'Aspirin', 'Clopidogrel']],
      ['conversion', 'LDL cholesterol was about 131 mg/dL.', ['number', '131', '181']],
      ['conversion', 'Apixaban adds up to 10 mg per day.', ['dose', '10 mg', '20 mg']],
      ['abbreviation', 'She developed an aspiration pneumonia in the left lower lobe.', ['side', 'left', 'right']],
      ['date', 'The urinary catheter was taken out on February 9.', ['date', 'February 9', 'February 12']],
      ['date', 'She was able to swallow by February 12, and the feeding tube was pulled that day.'],
      ['paraphrase', 'An antidepressant was talked about but not begun.', ['negation', 'but not', 'and']],
      ['abbreviation', 'She had her right knee replaced in 2018.', ['side', 'right', 'left']],
      ['paraphrase', 'She had no fits and no urinary infection.', ['negation', 'no fits', 'fits']],
      ['conversion', 'An ultrasound of the carotids is due in three months.', ['number', 'three months', 'six months']],
    ],
  },
  {
    note: `Pediatric discharge summary
Patient: 6 y.o. M, wt 21.4 kg. Admission 8/30/2020 22:15, discharge 9/4/2020.
CC: polyuria, vomiting. HPI: 3 wks polyuria/polydipsia, wt loss 2.6 kg (24.0 at check-up in 6/2020), NBNB emesis x6 on day of admission. No fever, no diarrhea, no sick contacts. +FHx of Hashimoto (mother), celiac (maternal aunt).
Labs: glucose 512 mg/dL, pH 7.11, HCO3 8, BOHB 6.2, K 5.4, Na 131. A1c 11.8%. GAD65 Ab positive. TSH nl, tTG neg. 
Course: DKA, 10 mL/kg NS bolus x1, insulin drip 0.05 U/kg/h 8/30 23:30 – 8/31 18:00. No cerebral edema, mannitol at bedside but not used. Switched to SC: glargine 8 U qHS, lispro ICR 1:20, ISF 1:100 >150. 1 hypo to 58 on 9/2, asymptomatic, treated with juice. CGM placed on L arm 9/3. K 3.3 on 8/31, repleted. PICU 8/30–9/1.
Education completed with both parents. School plan given. Glucagon 3 mg nasal prescribed. Ondansetron 4 mg ODT prn, not needed after 8/31.
D/c wt 22.7 kg. Immunizations UTD, flu shot given 9/4.
F/u endo 9/11/2020, call glucose log daily. Ophtho not needed until age 11.`,
    statements: [
      ['words', 'This six-year-old boy was newly diagnosed with diabetes.'],
      ['abbreviation', 'Beta-hydroxybutyrate was 6.2 and bicarbonate 8.', ['number', '6.2', '2.6']],
      ['conversion', 'He had lost over 2.5 kg since June.', ['number', '2.5', '4.5']],
      ['conversion', 'Glucose was 28.4 mmol/L on arrival.', ['number', '28.4', '18.4']],
      ['date', 'The insulin infusion ran until 6 pm on August 31.', ['date', '6 pm', '11 pm']],
      ['date', 'He came in at a quarter past ten in the evening on August 30.'],
      ['paraphrase', 'Mannitol was kept ready but was never given.', ['negation', 'but was never', 'and was']],
      ['paraphrase', 'There was no swelling of the brain.', ['negation', 'was no', 'was']],
      [
        'abbreviation',
        'A continuous glucose monitor was put on his left arm on September 3.',
        ['side', 'left', 'right'],
        ['date', 'September 3', 'September 4'],
      ],
      ['paraphrase', 'He had one low sugar of 58 without symptoms.', ['number', '58', '48']],
      ['conversion', 'His weight went up by more than 1 kg until discharge.', ['number', '1 kg', '3 kg']],
      [
        'paraphrase',
        'Celiac antibodies were negative and thyroid function was normal.',
        ['negation', 'were negative', 'were positive'],
      ],
      ['paraphrase', 'His mother has Hashimoto thyroiditis.', ['experiencer', 'mother', 'father']],
      ['date', 'Endocrinology sees him one week after discharge.', ['number', 'one week', 'three weeks']],
      [
        'paraphrase',
        'He takes glargine 8 units at bedtime.',
        ['dose', '8 units', '18 units'],
        ['drug', 'glargine', 'detemir'],
      ],
      [
        'paraphrase',
        'The influenza vaccine was given on the day of discharge.',
        ['negation', 'was given', 'was not given'],
      ],
      ['paraphrase', 'He needed ondansetron only until August 31.', ['drug', 'ondansetron', 'promethazine']],
      ['abbreviation', 'He spent two days in the pediatric intensive care unit.'],
    ],
  },
  {
    note: `GENERAL SURGERY / GI
Adm: 2017-11-14, Disch: 2017-11-22
58M w/ known diverticulosis p/w LLQ pain x2d, T 38.7, WBC 17.9. CT A/P: sigmoid diverticulitis with 4.6 x 3.1 cm pelvic abscess, no free air, no SBO; incidental 1.2 cm L adrenal nodule; gallstones w/o cholecystitis. 
IR drain 11/15 (10 Fr, 45 mL pus), cx E. coli + B. fragilis, sensitive to pip-tazo. Pip-tazo 3.375 g q6h 11/14-11/20 -> cipro 500 mg BID + metronidazole 500 mg TID until 11/28. Drain output 45 -> 20 -> <5 mL/d, removed 11/21 after sinogram w/o fistula. Cdiff neg. NPO x2d, reg diet by 11/18. Lipase nl. Not operated; elective sigmoidectomy to be discussed. Colonoscopy in 6-8 wks (last 2012, 2 polyps).
Hgb 13.4 -> 11.9, no melena or hematochezia. Cr 1.4 -> 0.9 after IVF. CRP 212 -> 48 mg/L.
Home meds: HCTZ 25 mg (held, restarted 11/20), simvastatin 20 mg, omeprazole 20 mg. Heparin SC ppx, no DVT/PE. Allergies: PCN listed as childhood rash, tolerated pip-tazo.
ETOH 2 beers/wk. Father d. colon ca at 71. Brother healthy.
Wt 98.5 kg, BMI 31.8.
F/u: Surgery clinic 12/6/2017; adrenal CT 6 months.`,
    statements: [
      ['abbreviation', 'He presented with two days of pain in the left lower abdomen.', ['side', 'left', 'right']],
      ['conversion', 'The abscess measured 46 by 31 mm.', ['number', '46', '64']],
      [
        'abbreviation',
        'Interventional radiology placed a drain on November 15.',
        ['date', 'November 15', 'November 21'],
      ],
      [
        'paraphrase',
        'Free air was not seen on CT, nor was there an obstruction.',
        ['negation', 'was not seen', 'was seen'],
      ],
      ['paraphrase', 'He was treated without an operation.', ['negation', 'without', 'with']],
      [
        'date',
        'The drain was taken out on November 21 after a study showed no fistula.',
        ['date', 'November 21', 'November 18'],
        ['negation', 'no fistula', 'a fistula'],
      ],
      [
        'date',
        'Oral antibiotics go on until November 28, six days after discharge.',
        ['date', 'November 28', 'November 26'],
      ],
      ['conversion', 'He gets 1.5 g of metronidazole per day.', ['dose', '1.5 g', '2.5 g']],
      ['conversion', 'Hemoglobin dropped by 1.5 g/dL.', ['number', '1.5', '3.5']],
      ['conversion', 'The drain yielded less than 5 mL in the end.'],
      ['conversion', 'He weighs 98 and a half kilograms, with a body mass index of nearly 32.', ['number', '32', '36']],
      [
        'paraphrase',
        'Hydrochlorothiazide was paused and resumed on November 20.',
        ['date', 'November 20', 'November 14'],
      ],
      [
        'paraphrase',
        'In spite of a listed penicillin allergy he tolerated piperacillin-tazobactam.',
        ['negation', 'he tolerated', 'he did not tolerate'],
      ],
      ['paraphrase', 'Colon cancer killed his father at 71.', ['experiencer', 'father', 'brother']],
      [
        'paraphrase',
        'The left adrenal gland has a nodule of 12 mm.',
        ['side', 'left', 'right'],
        ['number', '12 mm', '22 mm'],
      ],
      ['paraphrase', 'No blood clots formed in the legs or lungs.', ['negation', 'No blood', 'Blood']],
      ['paraphrase', 'C. difficile was ruled out.', ['negation', 'was ruled out', 'was found']],
      ['paraphrase', 'He ate a regular diet by November 18.', ['date', 'November 18', 'November 28']],
      ['abbreviation', 'The creatinine normalized from 1.4 to 0.9 with IV fluids.', ['number', '0.9', '0.4']],
    ],
  },
  {
    note: `MEDICINE DISCHARGE – ENDO/DERM/RHEUM
Admission date 3/22/2019, discharge date 3/29/2019
46F with SLE, APLS on warfarin, T1DM (pump), Graves s/p RAI 2010, admitted with R leg cellulitis + bullae, fever 39.4, lactate 3.1. Onset 36 h PTA after scratch by cat. Not nec fasc per surgery (LRINEC 4); no crepitus, pulses 2+. MRSA nares neg. BCx 1/4 CoNS, contaminant. US neg for DVT and for abscess. INR 5.6, warfarin held 3/22-3/25, vit K 2.5 mg PO, restarted 3/26 at 4 mg daily (prior 6 mg), INR 2.3 on 3/29. 
Abx: vanc + cefepime 3/22-3/24, cefazolin 2 g q8h to 3/27, then cephalexin 500 mg QID thru 4/5. Hydrocortisone 50 mg q8h x2d (on pred 10 mg chronic), back to 10 mg. HCQ 200 mg BID continued, MTX held until f/u. C3 58, C4 9, dsDNA 1:320, UA bland, no proteinuria. Levothyroxine 137 mcg; TSH 0.08 → reduced to 125 mcg. Pump basal 18.5 U/day. Plt 118 -> 176. K 2.9, given KCl 60 mEq. Mg 0.62 mmol/L.
Vitals at d/c: 36.8, 118/72, HR 76, 98% RA. Wound: 6 x 4.5 cm, dry.
NKDA. Tetanus booster 3/22. LMP 3/10. Never smoker.
F/u: Rheum 4/12, INR check 4/1, PCP 4/5.`,
    statements: [
      [
        'abbreviation',
        'She has antiphospholipid syndrome, for which she takes warfarin.',
        ['drug', 'warfarin', 'rivaroxaban'],
      ],
      ['paraphrase', 'She had radioactive iodine treatment for Graves disease in 2010.', ['date', '2010', '2016']],
      ['paraphrase', 'The right leg was infected, with blisters.', ['side', 'right', 'left']],
      ['conversion', 'It had begun a day and a half before admission.'],
      ['paraphrase', 'Surgery did not think it was necrotizing fasciitis.'],
      [
        'paraphrase',
        'Neither a blood clot nor an abscess was seen on ultrasound.',
        ['negation', 'Neither a blood clot nor an abscess', 'A blood clot and an abscess'],
      ],
      [
        'date',
        'Warfarin was started again on March 26 at a lower dose of 4 mg.',
        ['date', 'March 26', 'March 29'],
        ['dose', '4 mg', '6 mg'],
      ],
      ['paraphrase', 'The INR came down from 5.6 to 2.3.', ['number', '2.3', '3.2']],
      ['conversion', 'Cephalexin totals 2 g a day.', ['dose', '2 g', '3 g'], ['drug', 'Cephalexin', 'Clindamycin']],
      ['conversion', 'Levothyroxine was lowered to 0.125 mg.', ['number', '0.125', '0.137']],
      ['paraphrase', 'Methotrexate is on hold until she is seen.', ['negation', 'is on hold', 'was continued']],
      ['conversion', 'Her temperature at admission was nearly 103 °F.', ['number', '103', '107']],
      ['abbreviation', 'Coagulase-negative staphylococci in one of four blood cultures were taken for a contaminant.'],
      ['paraphrase', 'The urine showed no protein.', ['negation', 'no protein', 'protein']],
      ['date', 'Her INR is checked on April 1, three days after discharge.', ['date', 'April 1', 'April 12']],
      ['conversion', 'Magnesium was about 1.5 mg/dL.', ['number', '1.5', '2.5']],
      ['conversion', 'The wound measured 60 x 45 mm and was dry.', ['number', '45', '85']],
      ['paraphrase', 'She has never smoked.', ['negation', 'never smoked', 'smoked']],
      ['paraphrase', 'She got 60 mEq of potassium chloride for a level of 2.9.', ['number', '2.9', '3.9']],
      ['paraphrase', 'Rheumatology will see her two weeks after discharge.', ['number', 'two weeks', 'four weeks']],
    ],
  },
  {
    note: `CARDIAC SURGERY
Date of Admission: 1/9/2024   Date of Discharge: 1/19/2024
66 yo M w/ severe AS (AVA 0.7 cm2, mean gradient 48 mmHg), CAD, presents w/ exertional syncope x1 on 1/2 and progressive DOE since 9/2023. No CP, no orthopnea, no PND. TTE 1/9: EF 40-45%, mod MR. Cath 1/10: 80% mid LAD, 70% OM1, RCA clean. Carotid US: L ICA 60-69%, R <50%.
1/11 OR: AVR (23 mm bioprosthesis) + CABGx2 (LIMA-LAD, SVG-OM1), CPB 118 min, XC 86 min. Off pressors POD1, extubated 1/11 22:45. CTs out POD2; L apical PTX 1 cm on POD2, resolved w/o tube by POD4. POAF POD3 (1/14) -> amio gtt then PO, converted 1/15 04:10; no anticoagulation per team. Cr 1.1 -> 1.9 (POD2) -> 1.2. Hct 24 -> 2u PRBC on POD1. Wt pre-op 81.3 kg, POD3 88.9 kg, d/c 82.6 kg. No sternal drainage. Epicardial wires pulled POD4. Delirium nights of POD2-3, haloperidol 1 mg x2, resolved.
BCx drawn 1/15 for T 38.4: NGTD. UA neg. CXR: small L effusion, not tapped.
D/c meds: ASA 81 mg daily, atorvastatin 80 mg qHS, metoprolol tartrate 25 mg BID (was 50 mg BID at home), amiodarone 200 mg BID x 7 d then daily, furosemide 20 mg daily x 5 d, KCl 20 mEq daily x 5 d, acetaminophen 650 mg q6h prn. Lisinopril held for AKI. Clopidogrel discontinued.
Sternal precautions 8 wks. F/u: CT surgery 2/9, cardiology 1/30, INR not needed.
FHx: brother MI at 52; father CVA. Quit cigars 2015.`,
    statements: [
      [
        'paraphrase',
        'He had passed out once on exertion one week before admission, on January 2.',
        ['date', 'January 2', 'January 5'],
      ],
      [
        'abbreviation',
        'Severe aortic stenosis with a mean gradient of 48 mmHg was the reason.',
        ['number', '48', '84'],
      ],
      [
        'abbreviation',
        'He had dyspnea on exertion since September 2023 but no orthopnea.',
        ['date', 'September 2023', 'November 2023'],
        ['negation', 'but no', 'and'],
      ],
      [
        'paraphrase',
        'The catheterization found a stenosis of 80% in the left anterior descending artery while the right coronary artery was clean.',
        ['number', '80%', '70%'],
      ],
      ['abbreviation', 'The left internal carotid artery was narrowed by 60 to 69%.', ['side', 'left', 'right']],
      [
        'abbreviation',
        'Aortic valve replacement and two-vessel bypass were performed on January 11.',
        ['date', 'January 11', 'January 14'],
      ],
      ['date', 'He was extubated the same evening at 10:45 PM.', ['date', '10:45', '4:10']],
      [
        'paraphrase',
        'A small pneumothorax on the left went away without another tube.',
        ['side', 'left', 'right'],
        ['negation', 'without', 'with'],
      ],
      ['abbreviation', 'Postoperative atrial fibrillation began on January 14.', ['date', 'January 14', 'January 11']],
      ['date', 'Sinus rhythm was regained on January 15 at 4:10 AM.', ['date', 'January 15', 'January 19']],
      ['paraphrase', 'Anticoagulants were not given.', ['negation', 'were not', 'were']],
      ['conversion', 'He was almost 8 kg above his preoperative weight on the third day.', ['number', '8 kg', '13 kg']],
      ['conversion', 'He went home at 82.6 kg, just over 1 kg more than before the operation.'],
      ['paraphrase', 'Creatinine peaked at 1.9 and came back to 1.2.', ['number', '1.9', '2.9']],
      ['paraphrase', 'His metoprolol dose was halved to 25 mg twice daily.', ['dose', '25 mg', '75 mg']],
      [
        'paraphrase',
        'Because of the kidney injury lisinopril was not restarted.',
        ['negation', 'was not restarted', 'was continued'],
        ['drug', 'lisinopril', 'valsartan'],
      ],
      ['paraphrase', 'The pleural effusion was left alone.'],
      ['paraphrase', 'The sternal wound stayed dry.'],
      [
        'paraphrase',
        'He was confused for two nights and got haloperidol twice.',
        ['drug', 'haloperidol', 'quetiapine'],
      ],
      ['conversion', 'Amiodarone is 400 mg a day for the first week.', ['dose', '400 mg', '800 mg']],
      ['date', 'The cardiologist sees him on January 30.', ['date', 'January 30', 'February 9']],
      [
        'paraphrase',
        'A brother suffered a heart attack at the age of 52.',
        ['experiencer', 'brother', 'sister'],
        ['number', '52', '62'],
      ],
      ['abbreviation', 'Blood cultures showed no growth to date.', ['negation', 'no growth', 'growth']],
      ['paraphrase', 'Clopidogrel was taken away.', ['negation', 'taken away', 'continued']],
    ],
  },
  {
    note: `UROLOGY/ONCOLOGY
Admit 05/02/2023 – D/C 05/08/2023
71F, 40 py, gross hematuria since 2/2023, found to have 5.2 cm R renal mass (CT 3/28/2023) + 9 mm LLL nodule, indeterminate. No flank pain, no wt loss, no B sx. Prior L nephrolithiasis s/p ESWL 2011. HTN, T2DM, hypoT4, CKD3a. Mother RCC at 68.
5/2: R lap radical nephrectomy, converted to open 2/2 bleeding; EBL 1.1 L; 3u PRBC, 1u FFP. Path: clear cell RCC, Fuhrman 3, 5.4 cm, pT1b, margins neg, renal vein not invaded, adrenal spared.
Ileus POD3-5: NGT 5/5 14:20 – 5/7 08:00, no SBO on KUB. Passed flatus 5/7. Foley out 5/4, failed TOV, replaced, out 5/6, PVR 80 mL. Hgb 12.6 -> 7.1 -> 9.4. Cr 1.3 -> 1.8. SBP 90s in PACU, responded to 1.5 L LR; amlodipine held until 5/6. Glucose 140-210, metformin held given eGFR 29, sliding scale, linagliptin 5 mg started. PE ruled out by V/Q 5/4 (tachycardia 118). Wound: no erythema or dehiscence; staples out 5/16. 
Pain: PCA hydromorphone thru 5/4, then tramadol 50 mg q6h prn; no NSAIDs.
Meds: levothyroxine 100 mcg, amlodipine 10 mg, linagliptin 5 mg, senna 8.6 mg BID, enoxaparin 40 mg SC daily x 28 d. Stop: metformin, ibuprofen.
F/u: urology 5/16, nephrology 6/1, CT chest 3 mo.`,
    statements: [
      ['paraphrase', 'She had seen blood in her urine since February 2023.', ['date', 'February 2023', 'April 2023']],
      [
        'abbreviation',
        'The right kidney was removed on May 2 because of renal cell carcinoma.',
        ['side', 'right', 'left'],
        ['date', 'May 2', 'May 5'],
      ],
      ['paraphrase', 'The laparoscopic operation had to be converted to an open one because of bleeding.'],
      [
        'conversion',
        'She lost 1100 mL of blood and received three units of red cells.',
        ['number', '1100', '1600'],
        ['number', 'three', 'five'],
      ],
      ['paraphrase', 'The tumor measured 54 mm in pathology.', ['number', '54', '74']],
      [
        'paraphrase',
        'The renal vein was free of tumor and the margins were negative.',
        ['negation', 'was free of', 'contained'],
      ],
      [
        'abbreviation',
        'The nodule in the left lower lobe was 0.9 cm.',
        ['side', 'left', 'right'],
        ['number', '0.9', '1.9'],
      ],
      ['date', 'A nasogastric tube was in place from May 5 at 2:20 PM until May 7 at 8 AM.', ['date', '2:20', '5:20']],
      ['paraphrase', 'There was no bowel obstruction.', ['negation', 'was no', 'was a']],
      [
        'paraphrase',
        'She could not urinate when the catheter was first taken out on May 4.',
        ['date', 'May 4', 'May 7'],
      ],
      ['paraphrase', 'A lung embolism was excluded.', ['negation', 'was excluded', 'was found']],
      ['conversion', 'Hemoglobin fell by 5.5 points to 7.1.', ['number', '7.1', '6.1']],
      [
        'paraphrase',
        'Amlodipine was paused until May 6 for low pressure.',
        ['date', 'May 6', 'May 8'],
        ['drug', 'Amlodipine', 'Losartan'],
      ],
      [
        'paraphrase',
        'Metformin was stopped since her kidneys are too weak, and linagliptin was begun.',
        ['negation', 'was stopped', 'was continued'],
      ],
      ['paraphrase', 'NSAIDs were avoided.', ['negation', 'were avoided', 'were given']],
      ['paraphrase', 'The wound was not red and did not open.'],
      ['abbreviation', 'She has a 40 pack-year smoking history.', ['number', '40', '14']],
      [
        'words',
        'Enoxaparin is to be injected for four weeks.',
        ['number', 'four', 'two'],
        ['drug', 'Enoxaparin', 'Fondaparinux'],
      ],
      ['date', 'The staples come out eight days after discharge, on May 16.', ['date', 'May 16', 'June 1']],
      [
        'paraphrase',
        'Kidney stones on the left side were treated with shock waves in 2011.',
        ['side', 'left', 'right'],
        ['date', '2011', '2015'],
      ],
      ['paraphrase', 'Kidney cancer struck her mother at 68.', ['experiencer', 'mother', 'father']],
      ['conversion', 'Levothyroxine 0.1 mg goes on.', ['dose', '0.1 mg', '0.2 mg']],
      ['paraphrase', 'A chest CT is due in three months.', ['number', 'three', 'six']],
    ],
  },
];
