/**
 * Eight notes with right statements and what turns them wrong, for development: written after the blind set was measured, for
 * the kinds of things that failed on it (short forms, times, roundings, conversions, denials in lists, values of another event).
 */
import type { Statement } from './statements.ts';

export const moreStatements: readonly { readonly note: string; readonly statements: readonly Statement[] }[] = [
  {
    note: `OPHTHALMOLOGY DISCHARGE SUMMARY
Admitted 04/11/2022 at 14:40. Discharged 04/13/2022.

64M, pseudophakic OD, with macula-off RRD OS. VA 20/25 OD, CF OS. IOP 14 OD and 19 OS. Symptoms (floaters, curtain) began 5 days before admission. No pain, no redness, no diplopia.
PMH: T2DM with NPDR OU, HTN, BPH. Allergies: sulfa (rash).
Course: PPV with C3F8 gas tamponade and EL OS on 04/12/2022 under MAC. Retina attached on POD1. IOP OS rose to 31, treated with timolol 0.5% BID and acetazolamide avoided because of sulfa allergy; IOP OS 18 at discharge. No endophthalmitis. Phaco OD had been done in 11/2019.
Meds: prednisolone acetate 1% QID OS, moxifloxacin 0.5% QID OS, timolol 0.5% BID OS, tamsulosin 0.4 mg qHS, metformin 850 mg BID.
Positioning: face down for 7 days. No air travel until gas is absorbed.
F/u: retina clinic 04/20/2022; cataract clinic not needed.`,
    statements: [
      [
        'abbreviation',
        'He had a rhegmatogenous retinal detachment of the left eye.',
        ['side', 'left eye', 'right eye'],
      ],
      ['abbreviation', 'Visual acuity in the right eye was 20/25.', ['number', '20/25', '20/60']],
      ['abbreviation', 'Intraocular pressure in the left eye went up to 31 after surgery.', ['side', 'left', 'right']],
      ['abbreviation', 'Pars plana vitrectomy was performed on April 12.', ['date', 'April 12', 'April 20']],
      ['date', 'He came in at 2:40 PM.', ['date', '2:40 PM', '4:20 PM']],
      [
        'date',
        'Cataract surgery on the other eye took place in November 2019.',
        ['date', 'November 2019', 'March 2019'],
      ],
      ['date', 'The retina clinic will see him one week after discharge, on April 20.'],
      ['date', 'His symptoms started on April 6, five days before admission.'],
      [
        'paraphrase',
        'Acetazolamide was not given because he is allergic to sulfa.',
        ['negation', 'was not given', 'was given'],
      ],
      [
        'paraphrase',
        'There was neither pain nor double vision.',
        ['negation', 'There was neither pain nor', 'There was pain and'],
      ],
      ['conversion', 'His daily dose of metformin adds up to 1700 mg.', ['dose', '1700', '2550']],
      ['abbreviation', 'He has nonproliferative diabetic retinopathy in both eyes.'],
      ['paraphrase', 'He must lie face down for a week and may not fly.', ['number', 'a week', 'three weeks']],
      ['words', 'Timolol drops are used twice a day in the left eye.', ['number', 'twice', 'four times']],
    ],
  },
  {
    note: `Name: ___  Unit: inpatient psychiatry
Admit: 2023-02-27 23:50   D/C: 2023-03-16

ID/CC: 33F with BPAD I brought by police after not sleeping for 4 nights.
HPI: Pressured speech, grandiosity, spending. Positive for AH, command type; denies VH, denies SI/HI. Stopped lithium two months ago, just before Christmas. No alcohol, no drugs; UDS negative. LMP 2023-02-10, hCG neg.
PMH: hypothyroidism, migraines. FH: father w/ schizophrenia; mother healthy.
Vitals on arrival: HR 104, BP 138/86, T 36.9.
Labs: TSH 7.8, Cr 0.74, WBC 8.4, lithium <0.1 on admission, 0.82 on 2023-03-10.
Course: Restarted on lithium 300 mg BID on 2023-02-28, raised to 450 mg BID on 2023-03-05. Olanzapine 10 mg qHS given for psychosis, tapered off by 2023-03-13. Lorazepam 1 mg needed three times in the first week. No restraint or seclusion. AH gone by 2023-03-08. Weight 61.3 -> 64.9 kg. Sleep 7-8 h at discharge. ECT was offered and declined.
D/C meds: lithium carbonate 450 mg BID, levothyroxine 88 mcg daily.
AVS given. F/u: CMHC 2023-03-23, lithium level in 5 days.`,
    statements: [
      ['abbreviation', 'She suffers from bipolar affective disorder type I.'],
      [
        'abbreviation',
        'She had auditory hallucinations but no visual hallucinations.',
        ['negation', 'no visual', 'also visual'],
      ],
      ['paraphrase', 'She did not want to kill herself or anybody else.'],
      ['conversion', 'She takes 900 mg of lithium per day.', ['dose', '900 mg', '600 mg']],
      ['conversion', 'She gained nearly 4 kg during the stay.', ['number', '4 kg', '8 kg']],
      ['conversion', 'Her weight went from about 61 kg to just under 65 kg.', ['number', '65 kg', '69 kg']],
      ['conversion', 'Levothyroxine 0.088 mg daily is continued.', ['drug', 'Levothyroxine', 'Methimazole']],
      ['date', 'She arrived shortly before midnight, at 11:50 PM on February 27.', ['date', '11:50 PM', '10:15 PM']],
      ['date', 'The voices were gone by March 8.', ['date', 'March 8', 'March 13']],
      ['date', 'Her follow-up is on March 23, one week after discharge.', ['date', 'March 23', 'March 28']],
      ['date', 'The lithium dose was increased on March 5.', ['date', 'March 5', 'March 10']],
      ['paraphrase', 'Electroconvulsive therapy was turned down by the patient.'],
      ['paraphrase', 'Restraint was never necessary.', ['negation', 'was never', 'was']],
      ['paraphrase', 'Olanzapine was discontinued before she went home.', ['drug', 'Olanzapine', 'Risperidone']],
      ['abbreviation', 'Thyroid stimulating hormone was 7.8.', ['number', '7.8', '1.8']],
      [
        'paraphrase',
        'A pregnancy test was negative and the drug screen too.',
        ['negation', 'was negative', 'was positive'],
      ],
      ['paraphrase', 'Her father has schizophrenia.', ['experiencer', 'father', 'mother']],
    ],
  },
  {
    note: `Obstetrics discharge summary
Admitted: 9/3/2021, 06:15. Delivered 9/4/2021, 02:08. Discharged 9/8/2021.

29 yo G2P1 at 35w6d with severe-range BP 168/112, HA and RUQ pain. No visual changes, no SOB. Platelets 88, AST 312, ALT 280, LDH 710, UPCR 2.4. Dx: PEC with severe features / HELLP. Fetal US: vertex, EFW 2450 g, AFI 9.
Magnesium 4 g bolus then 2 g/h until 24 h PP. Labetalol 20 mg IV then 40 mg IV; nifedipine XL 30 mg daily started PPD1. Betamethasone 12 mg IM x2. IOL with misoprostol and oxytocin; no epidural because of low platelets. NSVD of a viable female, 2410 g, Apgars 7 and 9. EBL 0.4 L. Second-degree laceration repaired. No PPH. GBS neg. Cord pH 7.26.
Platelets nadir 71 on 9/4, 154 on 9/8. AST 41 at d/c. Hgb 10.2 g/dL. BP 132/84.
Infant to NICU for TTN, on CPAP 2 days, now on RA. Breastfeeding. Rubella non-immune, MMR given PP. Contraception: LARC planned at 6 weeks.
Meds: nifedipine XL 30 mg daily, ibuprofen 600 mg q6h prn, iron 325 mg daily.
BP check 9/11/2021.`,
    statements: [
      [
        'abbreviation',
        'She had preeclampsia with severe features and a headache.',
        ['negation', 'and a headache', 'and no headache'],
      ],
      ['abbreviation', 'Labor was induced with misoprostol and oxytocin.', ['drug', 'misoprostol', 'dinoprostone']],
      [
        'abbreviation',
        'A normal spontaneous vaginal delivery followed on September 4.',
        ['date', 'September 4', 'September 8'],
      ],
      ['date', 'The baby girl was born at 2:08 in the morning.', ['date', '2:08', '6:15']],
      ['conversion', 'She lost 400 mL of blood.', ['number', '400 mL', '900 mL']],
      ['conversion', 'The newborn weighed 2.41 kg.', ['number', '2.41 kg', '3.41 kg']],
      ['conversion', 'Hemoglobin was 102 g/L.', ['number', '102', '82']],
      ['abbreviation', 'Postpartum hemorrhage did not occur.', ['negation', 'did not occur', 'occurred']],
      ['abbreviation', 'Nifedipine was begun on postpartum day 1.', ['number', 'day 1', 'day 3']],
      [
        'abbreviation',
        'The baby had transient tachypnea of the newborn and needed two days of CPAP.',
        ['number', 'two days', 'five days'],
      ],
      ['paraphrase', 'An epidural could not be placed as her platelets were low.', ['negation', 'could not be', 'was']],
      ['paraphrase', 'She had no trouble with her vision.', ['negation', 'no trouble', 'trouble']],
      [
        'date',
        'Her blood pressure will be checked three days after discharge, on September 11.',
        ['date', 'September 11', 'September 15'],
      ],
      ['paraphrase', 'Platelets fell to a low of 71 and recovered to 154.', ['number', '154', '254']],
      ['paraphrase', 'She received the measles, mumps and rubella vaccine after birth.'],
    ],
  },
  {
    note: `TRAUMA SURGERY
Date of admission: 12/28/2020. Date of discharge: 01/07/2021.
Mechanism: MVC, restrained driver, +airbag. GCS 15. Arrived 21:35, to OR 22:10.
Injuries: L rib fx 5-9 with HTX, grade II splenic lac, R tib-fib fx (open), no C-spine fx. FAST positive LUQ. CTH neg for ICH.
OR 12/28: I&D and ex-fix R tibia (Dr. ___). L 32 Fr CT placed in ED, 650 cc out. OR 12/31: IMN R tibia, EBL 250 mL. CT d/c'd 1/2.
Spleen managed nonop; Hct 38.1 -> 29.4, no transfusion. AE not required.
Pain: epidural 12/29-1/2, then oxycodone 10 mg q4h prn, gabapentin 300 mg TID, methocarbamol 750 mg QID. IS 1750 mL at d/c.
ID: cefazolin 2 g q8h x 48 h; gentamicin x1. Wound: no erythema, no drainage. BCx and UCx no growth. No DVT on LE duplex.
Tetanus updated. Ppx: enoxaparin 30 mg BID started 12/30.
PMH: none. SH: 1 ppd, occasional EtOH. NKDA.
Dispo: acute rehab. TDWB RLE x 6 wks. WBAT LLE. F/u ortho 1/21/2021, trauma clinic 1/14/2021.`,
    statements: [
      ['abbreviation', 'He broke ribs 5 to 9 on the left side and had a hemothorax.', ['side', 'left', 'right']],
      ['abbreviation', 'A motor vehicle collision was the cause.'],
      [
        'abbreviation',
        'The open fracture of the right tibia and fibula was washed out and fixed externally on December 28.',
        ['side', 'right', 'left'],
      ],
      ['abbreviation', 'An intramedullary nail was placed on December 31.', ['date', 'December 31', 'December 28']],
      ['paraphrase', 'Blood transfusion was not necessary.', ['negation', 'was not', 'was']],
      ['paraphrase', 'The cervical spine was not fractured.', ['negation', 'was not', 'was']],
      [
        'abbreviation',
        'There was no intracranial hemorrhage on CT of the head.',
        ['negation', 'no intracranial', 'intracranial'],
      ],
      ['paraphrase', 'The wound was neither red nor draining.'],
      ['paraphrase', 'Blood and urine cultures stayed sterile.'],
      ['conversion', 'The chest tube drained 0.65 L at first.', ['number', '0.65', '1.65']],
      ['date', 'The chest tube came out on January 2.', ['date', 'January 2', 'January 7']],
      ['date', 'He reached the operating room at 10:10 PM.', ['date', '10:10', '11:40']],
      ['conversion', 'Gabapentin comes to 900 mg a day.', ['drug', 'Gabapentin', 'Pregabalin']],
      ['conversion', 'His hematocrit fell by almost 9 points, from 38.1 to 29.4.', ['number', '29.4', '19.4']],
      ['abbreviation', 'The incentive spirometer reached 1750 mL.', ['number', '1750', '750']],
      ['date', 'Enoxaparin was started on December 30.', ['date', 'December 30', 'January 2']],
      ['date', 'The epidural ran from December 29 until January 2.'],
      ['abbreviation', 'He may only touch down with his right leg for 6 weeks.', ['side', 'right', 'left']],
      [
        'date',
        'Orthopedics will see him two weeks after discharge, on January 21.',
        ['date', 'January 21', 'January 14'],
      ],
    ],
  },
  {
    note: `VASCULAR SURGERY DISCHARGE
Admission: 10/02/2018  Discharge: 10/05/2018
HPI: 77M, 5.8 cm infrarenal AAA (4.9 cm on US in 3/2016), growing. Known PAD s/p L fem-pop bypass 2014, CAD s/p CABGx3, CKD3, COPD. ABI 0.92 R, 0.61 L. Asymptomatic: no abdominal pain, no back pain, no claudication.
Course: EVAR on 10/02/2018 via bilateral percutaneous femoral access, 28 x 14 x 103 mm endograft. Completion angiogram: no type I or III EL; small type II EL. Contrast 85 mL, FT 22 min. Cr 1.62 (baseline 1.58) on POD2. R groin hematoma 3 x 4 cm on POD1, no PSA on duplex, stable. Left foot: DP and PT by Doppler. No MI, no CVA. Aspirin 81 mg and rosuvastatin 20 mg continued throughout. Clopidogrel was held 5 days before surgery and resumed on 10/04/2018. Foley out POD1, voiding.
PFTs in 8/2018: FEV1 1.9 L, 58% predicted.
D/c meds: ASA 81, clopidogrel 75 mg daily, rosuvastatin 20 mg qPM, tiotropium 18 mcg daily, metoprolol tartrate 12.5 mg BID.
No lifting >10 lb for 2 weeks. CTA abdomen/pelvis in 30 days. Ex-smoker, quit 2009.`,
    statements: [
      ['abbreviation', 'He had an abdominal aortic aneurysm of 5.8 cm.', ['number', '5.8', '4.9']],
      ['abbreviation', 'Endovascular aneurysm repair was performed on October 2.', ['date', 'October 2', 'October 4']],
      [
        'abbreviation',
        'The ankle-brachial index was 0.61 on the left.',
        ['side', 'left', 'right'],
        ['number', '0.61', '0.92'],
      ],
      ['abbreviation', 'He has peripheral arterial disease and coronary artery disease.'],
      [
        'conversion',
        'The aneurysm had measured 49 mm on ultrasound in March 2016.',
        ['date', 'March 2016', 'August 2016'],
      ],
      ['conversion', 'The endograft measured 28 x 14 x 103 mm.', ['number', '103', '133']],
      ['paraphrase', 'A hematoma of 3 by 4 cm formed in the right groin.', ['side', 'right', 'left']],
      ['abbreviation', 'Duplex showed no pseudoaneurysm.', ['negation', 'no pseudoaneurysm', 'a pseudoaneurysm']],
      ['paraphrase', 'There was no pain in the abdomen or the back.', ['negation', 'no pain', 'pain']],
      [
        'date',
        'Clopidogrel was restarted two days after the operation, on October 4.',
        ['date', 'October 4', 'October 5'],
      ],
      [
        'paraphrase',
        'Clopidogrel was stopped before surgery but aspirin was continued.',
        ['drug', 'Clopidogrel', 'Prasugrel'],
      ],
      ['conversion', 'Creatinine was about 1.6 at baseline and on the second day after surgery.'],
      ['conversion', 'FEV1 was 1900 mL.', ['number', '1900', '2900']],
      ['conversion', 'Tiotropium 0.018 mg is inhaled daily.', ['drug', 'Tiotropium', 'Umeclidinium']],
      ['abbreviation', 'A CT angiogram is planned in a month.', ['number', 'a month', 'six months']],
      ['paraphrase', 'He gave up smoking in 2009.', ['date', '2009', '2014']],
      ['abbreviation', 'He suffered no heart attack and no stroke.', ['negation', 'no stroke', 'a stroke']],
      ['paraphrase', 'A small type II endoleak was left.', ['number', 'II', 'III']],
    ],
  },
  {
    note: `RENAL TRANSPLANT SERVICE
Adm 5/19/2022, d/c 5/26/2022.
51F, ESRD from PKD, s/p DDRT 1/2019 (previously PD, HD MWF via RUE AVF), admitted with Cr 3.1 (baseline 1.3) and oliguria. DSA positive (DQ7, MFI 8200). Missed tacrolimus doses for 3 weeks. No fever, dysuria or graft tenderness. US: no hydronephrosis, RI 0.82, no RAS. Bx 5/20: AMR, g2 ptc2 C4d+, IFTA 20%. BK and CMV PCR undetectable.
Rx: methylprednisolone 0.5 g IV x3, TPE x5 (every other day from 5/20), IVIG 100 mg/kg after each, rituximab 375 mg/m2 on 5/25. UOP 0.3 L/day on 5/19, 1.8 L/day on 5/26. Cr 1.9 at discharge. K 5.9 on admission treated with SZC. Albumin 31 g/L. UACR 420 mg/g. Iron sat 14%, IV iron not given because of active infection concern. Tac trough 3.2 then 8.7. No dialysis needed.
BP 158/94 -> amlodipine increased from 5 mg to 10 mg. MMF 720 mg BID continued. Lisinopril was stopped.
D/c meds: tacrolimus 3 mg BID, mycophenolate sodium 720 mg BID, prednisone 20 mg daily, amlodipine 10 mg daily, TMP-SMX SS TuThSa, valganciclovir 450 mg daily.
Labs 5/30/2022. Clinic 6/2/2022.`,
    statements: [
      [
        'abbreviation',
        'She has polycystic kidney disease and received a deceased donor renal transplant in January 2019.',
        ['date', 'January 2019', 'May 2019'],
      ],
      ['abbreviation', 'Biopsy showed antibody-mediated rejection.', ['negation', 'showed', 'did not show']],
      ['abbreviation', 'Donor-specific antibodies were found.', ['negation', 'were found', 'were not found']],
      [
        'abbreviation',
        'She used to have hemodialysis through an arteriovenous fistula in the right arm.',
        ['side', 'right', 'left'],
      ],
      ['abbreviation', 'Five sessions of plasma exchange were done.', ['number', 'Five', 'Seven']],
      ['conversion', 'Methylprednisolone 500 mg was given three times.', ['dose', '500 mg', '250 mg']],
      ['conversion', 'Urine output rose from 300 mL to 1800 mL a day.', ['number', '1800', '2800']],
      ['conversion', 'Serum albumin was 3.1 g/dL.', ['number', '3.1', '4.1']],
      ['abbreviation', 'The urine albumin-to-creatinine ratio was 420 mg/g.', ['number', '420', '240']],
      ['paraphrase', 'Intravenous iron was withheld for fear of infection.', ['negation', 'was withheld', 'was given']],
      [
        'paraphrase',
        'Fever, dysuria and tenderness of the graft were absent.',
        ['negation', 'were absent', 'were present'],
      ],
      ['abbreviation', 'There was no renal artery stenosis.', ['negation', 'no renal', 'a renal']],
      ['paraphrase', 'She got by without dialysis.', ['negation', 'without', 'with']],
      ['date', 'Rituximab was given on May 25.', ['date', 'May 25', 'May 20']],
      ['date', 'Blood will be drawn four days after discharge, on May 30.', ['date', 'May 30', 'June 2']],
      ['conversion', 'The dose of amlodipine was doubled to 10 mg.', ['drug', 'amlodipine', 'nifedipine']],
      ['paraphrase', 'She had not taken tacrolimus for three weeks.', ['number', 'three weeks', 'three months']],
      ['abbreviation', 'Trimethoprim-sulfamethoxazole is taken on Tuesdays, Thursdays and Saturdays.'],
      ['paraphrase', 'Lisinopril was taken off her list.', ['drug', 'Lisinopril', 'Losartan']],
    ],
  },
  {
    note: `NEONATOLOGY
DOB 7/14/2023 at 17:25. Admitted to NICU 7/16/2023. Discharged 7/19/2023.
Male infant, 38w2d, BW 3120 g, by repeat CS to a 31yo G3P3 mother (O+, GBS pos, adequate IAP). Apgars 8/9.
Readmitted from nursery with TSB 19.4 at 48 h of life; weight 2836 g (-9.1%). Infant A+, DAT positive. Hct 44. Retics 9%. G6PD pending. No fever, lethargy or apnea. Fontanelle soft. RR 42, no retractions.
Double phototherapy from 7/16 18:00 until 7/18 09:30, IVIG not given. TSB 14.1 on 7/17, 11.6 on 7/18, rebound 12.0. IVF D10W 60 mL/kg/day for 24 h, then full EBM/formula ad lib, 55 mL q3h. BCx NGTD, no abx. HUS not done. Hearing: pass L, refer R. HBV vaccine given 7/15. CCHD screen passed. NBS sent.
Weight 2.95 kg at discharge. Vit D 400 IU daily.
F/u pediatrician 7/21/2023; audiology in 4 weeks.`,
    statements: [
      ['date', 'The baby boy was born at 5:25 PM on July 14.', ['date', '5:25 PM', '9:30 PM']],
      ['abbreviation', 'Birth weight was 3.12 kg.', ['number', '3.12', '3.92']],
      ['abbreviation', 'He was delivered by cesarean section at 38 weeks.', ['number', '38', '36']],
      ['abbreviation', 'Total serum bilirubin was 19.4 at two days of life.', ['number', '19.4', '11.6']],
      ['abbreviation', 'The direct antiglobulin test was positive.', ['negation', 'was positive', 'was negative']],
      ['date', 'Phototherapy ended on July 18 at 9:30 AM.', ['date', '9:30', '6:00']],
      ['date', 'Phototherapy was started at 6 PM on July 16.', ['date', 'July 16', 'July 14']],
      ['paraphrase', 'No antibiotics were needed.', ['negation', 'No antibiotics', 'Antibiotics']],
      ['paraphrase', 'He was neither febrile nor lethargic.', ['negation', 'neither febrile nor', 'febrile and']],
      ['conversion', 'He had lost nearly 300 g.', ['number', '300 g', '700 g']],
      ['paraphrase', 'The hearing test must be repeated on the right.', ['side', 'right', 'left']],
      ['abbreviation', 'Blood culture showed no growth.', ['negation', 'no growth', 'growth']],
      [
        'abbreviation',
        'The hepatitis B vaccine was given the day after birth, on July 15.',
        ['date', 'July 15', 'July 18'],
      ],
      ['abbreviation', 'A head ultrasound was not done.', ['negation', 'was not done', 'was done']],
      ['date', 'The pediatrician sees him two days after discharge, on July 21.'],
      ['abbreviation', 'Group B streptococcus was positive in the mother, who had enough prophylaxis.'],
    ],
  },
  {
    note: `HEMATOLOGY/ONCOLOGY
Admit 11/6/2019 – Discharge 11/18/2019
Hx: 69M with IgG kappa MM (ISS III), dx 4/2017, s/p VRd x6 and ASCT 12/2017, progressed 9/2019. Presents with LBP, fatigue, and constipation x 10 days. No CP/SOB. No saddle anesthesia, no incontinence.
Data: Ca 13.2, Cr 3.4 (1.1 in 8/2019), Hgb 78 g/L, Plt 96, IgG 62 g/L, LDH 488. MRI T/L-spine: L3 compression fx, no SCC. SPEP M-spike 4.8. TTE: LVEF 60%. CXR with LLL opacity; R base clear. RVP neg. Sputum cx MSSA.
Course: IVF, calcitonin x2, denosumab 120 mg SC on 11/7 (zoledronate contraindicated given AKI). Ca 9.6 on 11/11. Dexamethasone 40 mg x4, then DPd started 11/12 with first daratumumab infusion over 7.5 h, grade 1 IRR. PNA treated w/ cefazolin then cephalexin, total 7 d. PRBC 2 u on 11/8. Cr 1.8 at d/c. RT to L3 8 Gy x1 on 11/14. Pain: morphine stopped for AKI, switched to hydromorphone 2 mg q4h prn. Wt 84.6 -> 79.2 kg. Acyclovir 400 mg BID ppx. No TLS. Kyphoplasty deferred.
Code status: full. HCP: daughter.
F/u: Dr. ___ 11/26/2019 for C1D15.`,
    statements: [
      ['abbreviation', 'He has multiple myeloma diagnosed in April 2017.', ['date', 'April 2017', 'September 2017']],
      [
        'abbreviation',
        'He had an autologous stem cell transplant in December 2017.',
        ['date', 'December 2017', 'August 2017'],
      ],
      ['abbreviation', 'He complained of low back pain but not of chest pain.', ['negation', 'but not of', 'and of']],
      [
        'abbreviation',
        'MRI showed a compression fracture of L3 without spinal cord compression.',
        ['negation', 'without', 'with'],
      ],
      ['conversion', 'Hemoglobin was 7.8 g/dL.', ['number', '7.8', '8.9']],
      ['conversion', 'His weight fell by more than 5 kg.', ['number', '5 kg', '15 kg']],
      [
        'conversion',
        'Creatinine improved from 3.4 to 1.8, still above the 1.1 of August 2019.',
        ['number', '1.8', '2.8'],
      ],
      ['conversion', 'Acyclovir amounts to 800 mg a day.', ['drug', 'Acyclovir', 'Famciclovir']],
      [
        'paraphrase',
        'Zoledronate could not be used because of the kidney injury.',
        ['negation', 'could not be', 'was'],
      ],
      ['date', 'Denosumab was given on November 7.', ['date', 'November 7', 'November 14']],
      ['date', 'Radiation to L3 took place on November 14.', ['date', 'November 14', 'November 8']],
      [
        'abbreviation',
        'Pneumonia of the left lower lobe was treated with cefazolin and cephalexin for a week.',
        ['side', 'left', 'right'],
        ['number', 'a week', 'three weeks'],
      ],
      ['abbreviation', 'Tumor lysis syndrome did not develop.', ['negation', 'did not develop', 'developed']],
      ['paraphrase', 'He was able to hold urine and stool.'],
      ['paraphrase', 'Hydromorphone took the place of morphine.', ['drug', 'Hydromorphone', 'Fentanyl']],
      ['paraphrase', 'He is seen eight days after discharge, on November 26.', ['date', 'eight', 'twelve']],
      ['abbreviation', 'The M-spike on serum protein electrophoresis was 4.8.', ['number', '4.8', '8.4']],
      ['paraphrase', 'Two units of red cells were transfused on November 8.', ['number', 'Two', 'Four']],
      ['abbreviation', 'The health care proxy is his daughter.', ['experiencer', 'daughter', 'son']],
    ],
  },
];
