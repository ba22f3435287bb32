/** The notes of blind.jsonl: synthetic, written by hand by someone who had not seen the checker or the other sets. */
export const blindNotes: Readonly<Record<string, string>> = {
  'stroke-thrombectomy': `DISCHARGE SUMMARY
Admitted: 02/11/2023   Discharged: 02/17/2023
Service: Neurology

HPI: 71-year-old right-handed woman with atrial fibrillation (not anticoagulated) and HTN, last seen well at 07:40 and
found at 09:15 with left-sided weakness and slurred speech. NIHSS 11 on arrival. BP 186/94, glucose 128.
CT head without hemorrhage. CTA: right M1 occlusion. She received tenecteplase 18 mg at 10:05 and went to thrombectomy,
TICI 2b.

Hospital course: MRI 02/12 showed a moderate right MCA infarct without hemorrhagic transformation. TTE: LVEF 55-60%, no
thrombus. LDL 141, A1c 5.9%. Passed swallow evaluation on 02/13. Apixaban started on 02/16.
At discharge NIHSS 4, left arm 4/5, left leg 5/5.

DISCHARGE MEDS
1. Apixaban 5 mg PO BID (NEW)
2. Atorvastatin 80 mg PO QHS (NEW)
3. Metoprolol succinate 50 mg PO daily
STOP aspirin 81 mg

Follow-up: Stroke clinic (Dr. Okafor) in 6 weeks.
Allergies: sulfa (rash)`,

  'knee-replacement': `Name:  ___                    Unit No:   ___
Admission Date:  [**2151-6-3**]     Discharge Date:  [**2151-6-6**]
Sex:   M
Service: ORTHOPAEDICS

Allergies: Penicillins

Chief Complaint: L knee pain

Major Surgical or Invasive Procedure:
Left total knee arthroplasty [**2151-6-3**]

History of Present Illness:
Mr. ___ is a 64 y/o M with severe OA of the L knee who failed NSAIDs and two corticosteroid injections.

Past Medical History: OSA on CPAP, GERD, HLD, s/p R THA (2148)

Pertinent Results:
[**2151-6-4**] 06:10AM BLOOD WBC-9.8 Hgb-10.4* Hct-31.2* Plt Ct-204
[**2151-6-5**] 06:25AM BLOOD WBC-8.7 Hgb-9.6* Hct-28.9* Plt Ct-198

Brief Hospital Course:
Uncomplicated procedure. Pain was controlled with oxycodone. Foley was removed on POD#1 and he voided. He did not require
transfusion. Weight bearing as tolerated on the operative extremity.

Discharge Medications:
1. Enoxaparin 40 mg SC DAILY Duration: 4 Weeks
2. OxyCODONE (Immediate Release) 5-10 mg PO Q4H:PRN pain
3. Acetaminophen 1000 mg PO Q8H
4. Docusate Sodium 100 mg PO BID
5. Omeprazole 20 mg PO DAILY
6. Simvastatin 40 mg PO QPM

Discharge Instructions: Staples come out 14 days after surgery. No driving while on opioids.`,

  'asthma-emergency': `ED NOTE 11/02/24 21:35
23F w/ asthma c/o SOB + wheeze x2d after URI. Albuterol inh q2h today. No fever/CP. 1 prior intubation (2019). NKDA.
T 99.1 HR 118 RR 26 BP 128/76 SpO2 91% RA
Exam: diffuse exp wheeze bilat, no stridor, speaks in short sentences
PEF 190 (best 420) -> 340 after tx
CXR neg for PNA or PTX
Tx: duonebs x3, methylpred 125 mg IV, Mg 2 g IV
MDM: moderate exacerbation, improved. SpO2 96% RA at 00:40
Dispo: home 01:15. Prednisone 40 mg daily x5d, cont fluticasone/salmeterol 250/50 1 puff BID. F/u PCP 48h.`,

  'ketoacidosis-icu': `MICU PROGRESS NOTE - HD#2
Date: 2024-08-19  Time: 06:50

24h events: AG closed at 03:20. Insulin gtt stopped 05:30, 2 h after glargine. Left IJ CVC placed 8/18, attempt at right
subclavian aborted. No arrhythmia.

Subjective: Thirsty, hungry. Denies abdominal pain today. No nausea.

Vitals: Tmax 37.4, HR 88-104, BP 112/64, RR 16, SpO2 98% RA. UOP 1.9 L/24h, net +3.4 L
Labs 04:00: Na 138, K 3.4, Cl 108, HCO3 19, BUN 14, Cr 0.9 (1.8 on admission), Glu 187, AG 11, Phos 1.6, Mg 1.9,
BHB 0.6 (8.2 on admission)
Blood cx 8/18 x2: NGTD

A/P: 29M T1DM (dx 2009) with DKA from insulin pump failure.
# DKA: resolved. Glargine 22 units daily, lispro 6 units with meals + sliding scale.
# Hypokalemia: KCl 40 mEq PO x2
# AKI: prerenal, resolved
# Ppx: heparin 5000 units SC q8h
# Lines: L IJ - remove today
Dispo: floor. Full code.`,

  'otitis-child': `PEDIATRIC CLINIC VISIT
Date of visit: 3/21/2025    DOB: 9/14/2022
CC: ear pain
HPI: 2-year-old girl with 3 days of nasal congestion and 1 day of tugging at the right ear. Tmax at home 102.2 F. Eating
less, drinking well. No vomiting, no diarrhea. No drainage from the ear. Last ear infection 11/2024, treated with
amoxicillin. Attends daycare. Brother has a cold.
Vitals: T 101.3 F, HR 132, RR 28, Wt 12.4 kg
PE: Right TM bulging and erythematous with purulent effusion. Left TM clear. Oropharynx clear. Lungs CTA bilaterally.
Assessment: Acute otitis media, right.
Plan:
1. Amoxicillin 400 mg/5 mL: 7 mL (560 mg) by mouth twice a day for 10 days (90 mg/kg/day).
2. Ibuprofen 120 mg every 6 hours as needed for pain or fever.
3. Recheck in 2 weeks if not improved. Return sooner for swelling behind the ear.
Immunizations up to date. Flu vaccine declined.`,

  'copd-influenza': `Discharge Summary
Patient: [redacted]   Age 68   Sex M
Date of admission: December 29, 2022
Date of discharge: January 3, 2023

Principal diagnosis: Acute exacerbation of COPD with hypercapnic respiratory failure
Secondary diagnoses: Coronary artery disease s/p CABG (2014); tobacco use, 45 pack-years, quit 2020; lung nodule

Hospital course by problem
1. COPD exacerbation. He presented with 4 days of cough and purulent sputum. VBG 7.28/68. He was placed on BiPAP 12/5 for 14
hours, then weaned to 2 L nasal cannula. He was never intubated. Treated with prednisone 40 mg for 5 days, azithromycin
500 mg for 3 days and nebulizers. Influenza A PCR was positive; oseltamivir 75 mg twice daily for 5 days. Sputum culture
without growth.
2. Nodule. CT chest on December 30 showed an 8 mm right upper lobe nodule, new since 2021. No pulmonary embolism. Repeat CT
in 3 months.
3. CAD. No chest pain. Troponin negative x2. Aspirin and rosuvastatin were continued.

Condition at discharge: SpO2 93% on 2 L, ambulating 150 feet.
Home oxygen: 2 L/min, new.

Medications on discharge
aspirin 81 mg daily
rosuvastatin 20 mg nightly
tiotropium 18 mcg inhaled daily
budesonide-formoterol 160/4.5 mcg, 2 puffs twice daily
albuterol HFA 2 puffs every 4 hours as needed
Stopped: metoprolol tartrate 25 mg BID (bradycardia to 44)`,

  postpartum: `POSTPARTUM PROGRESS NOTE   PPD#1   5/9
31 y/o G3P2012 s/p SVD at 39w4d on 5/8 at 14:22, male infant 3420 g, Apgars 8/9. EBL 350 mL. 2nd degree perineal
laceration repaired. Epidural.
S: Pain controlled with ibuprofen. Lochia moderate. Voiding, tolerating diet. Breastfeeding. Denies HA, RUQ pain, calf pain.
O: T 36.8  BP 118/72  HR 76. Fundus firm at U-1. Mild swelling of both feet.
Hgb 12.1 -> 10.3. Rh negative, infant Rh positive. RhoGAM 300 mcg given 5/9 at 08:00. Rubella immune. GBS positive, received
penicillin G x3 doses.
A/P: Doing well.
- ibuprofen 600 mg q6h, acetaminophen 975 mg q6h prn
- ferrous sulfate 325 mg daily
- L wrist carpal tunnel symptoms since 3rd trimester: splint at night
- contraception: desires levonorgestrel IUD at 6 weeks
- plan d/c 5/10`,

  mania: `PSYCHIATRY DISCHARGE NOTE
Adm 2019-10-07, d/c 2019-10-21
42 yo male with bipolar I disorder, admitted voluntarily with a manic episode: 5 days of decreased need for sleep,
grandiosity and spending. He had stopped lithium on his own in August. UDS positive for cannabis, negative for cocaine and
amphetamines. No SI or HI. Denied AH/VH.
Course: Lithium restarted at 300 mg BID, raised to 450 mg BID on 10/11. Level 0.5 mEq/L on 10/10 and 0.8 mEq/L on 10/16.
Olanzapine 10 mg QHS, raised to 15 mg on 10/09. Lorazepam 1 mg PRN, last used 10/14. No restraints or seclusion. Valproate was
considered but not given because of elevated ALT (88). Healed scars on the left forearm. Slept 7.5 h in the night before
discharge. TSH 2.1, Cr 0.94. Weight 211 lb.
D/c meds: lithium carbonate ER 450 mg BID; olanzapine 15 mg QHS.
Hydroxyzine discontinued.
F/u: Dr. Lindqvist 10/28 at 13:30.`,

  melena: `HISTORY AND PHYSICAL   4/17/2021
CC: black stools
HPI: 77M on warfarin for mechanical AVR (2011) p/w 3 d of melena and lightheadedness. Takes naproxen for L shoulder pain x 2
wk. No hematemesis, no BRBPR. No syncope.
PMH: AVR, HTN, BPH, gout. PSH: AVR, right inguinal hernia repair.
Meds: warfarin 5 mg daily, lisinopril 20 mg daily, tamsulosin 0.4 mg qhs, allopurinol 300 mg daily, naproxen 500 mg BID
Allergies: codeine (nausea)
SH: retired carpenter, quit smoking 1998, 2 beers/wk
VS: 98.2 F, HR 108, BP 98/56, RR 18, 97% RA
PE: pale, mechanical click, abd soft NT ND, rectal: black guaiac + stool
Labs (15:10): Hgb 7.1 (13.2 in January), INR 4.6, BUN 52, Cr 1.3, Plt 241, lactate 2.4
EKG: sinus tach, no ischemic changes
ED: 2 u PRBC, pantoprazole 80 mg IV then 8 mg/h. Vit K and FFP not given.
A/P:
1. UGIB, likely NSAID ulcer with supratherapeutic INR. GI consulted, EGD tomorrow AM. Hold warfarin, lisinopril and
naproxen. Hgb q6h.
2. AVR: start heparin gtt when INR < 2.5.
3. Gout: continue allopurinol.`,

  'breast-cancer': `ONCOLOGY CLINIC FOLLOW-UP    06/24/2020
58F
Dx: Stage IIA (pT2 N0) invasive ductal carcinoma, LEFT breast, ER 95%, PR 60%, HER2 negative. Dx 09/2019.
Oncologic history:
- 10/15/2019 L lumpectomy + SLNB: 2.3 cm, grade 2, 0/3 nodes, margins negative
- Oncotype DX 27
- 11/26/2019-01/28/2020 docetaxel/cyclophosphamide x4 with pegfilgrastim
- 03/02/2020-03/30/2020 whole breast RT 42.56 Gy in 16 fx + boost 10 Gy
- 04/20/2020 started anastrozole 1 mg daily
Interval: hot flashes about 6/d, mild arthralgia of both hands. Numbness of the toes of the right foot since cycle 3. No bone
pain, no cough.
ECOG 0. Wt 68.2 kg (66.9 in March). BP 134/82. Left lumpectomy scar well healed. Right breast without masses. No axillary
adenopathy. No lymphedema.
DEXA 05/2020: T-score -1.8 at the hip. Vit D 24.
Plan: Continue anastrozole for 5 years. Venlafaxine 37.5 mg daily for hot flashes. Calcium 1200 mg, vitamin D 2000 IU. No
tamoxifen given DVT of right leg in 2008. Mammogram due 10/2020. RTC 3 mo.`,

  'iga-nephropathy': `Nephrology clinic, 7 Nov 2022
58-year-old woman, CKD G3b A2 due to IgA nephropathy (biopsy of the left kidney 2016), hypertension, hyperlipidaemia. Last seen
9 May 2022.
Since then: no oedema, no visible haematuria. Has stopped ibuprofen. Home BP 125-135/75-85. One attack of gout in the right
big toe in August, treated with colchicine.
Drugs: ramipril 10 mg od, dapagliflozin 10 mg od, amlodipine 5 mg od, atorvastatin 20 mg nocte, alfacalcidol 0.25 mcg
alternate days.
Results 31 Oct: creatinine 168 umol/L (May: 161), eGFR 31 (33), K 5.2, Hb 108 g/L, ferritin 62, PTH 11.4, urine ACR
24 mg/mmol (41), bicarbonate 19.
Ultrasound 2 Nov: right kidney 9.4 cm, left 9.1 cm, no hydronephrosis.
BP 132/78, weight 74 kg.
Plan: IV iron 1 g (ferric derisomaltose). Sodium bicarbonate 500 mg tds. Low-potassium diet. Ramipril unchanged. Repeat
bloods in 4 weeks, clinic in 4 months. Not yet for transplant work-up.`,

  cellulitis: `HOSPITALIST PROGRESS NOTE
Hospital day 3, 9/12/2023
55yo M with obesity (BMI 41), venous stasis, T2DM admitted 9/10 with R leg cellulitis.
Overnight: afebrile since 9/11 at 16:00. Pain 3/10.
Exam: T 98.4, BP 138/84, HR 82, RR 16, O2 96% RA. RLE erythema receding 2 cm inside the marker line, no fluctuance, no
crepitus. L leg with chronic stasis changes. DP pulses 2+ bilat.
Data: WBC 16.8 -> 13.1 -> 9.7. CRP 182 -> 96. Cr 1.1. A1c 8.7%. Duplex 9/10: no DVT in right leg. Blood cx 9/10: no growth at
48 h. MRSA nares negative.
Plan:
# Cellulitis: vancomycin stopped 9/11. Cefazolin 2 g IV q8h, day 3. Switch to cephalexin 1 g PO q8h tomorrow to complete 7
days (through 9/16).
# T2DM: home metformin held. Glargine 18 units qhs + SSI.
# HTN: losartan 100 mg daily
# DVT ppx: enoxaparin 40 mg BID given BMI
Dispo: home 9/13`,

  'pulmonary-embolism': `Name:  ___                   Unit No:   ___

Admission Date:  ___              Discharge Date:   ___

Sex:   F
Service: MEDICINE

Allergies:
No Known Allergies / Adverse Drug Reactions

Chief Complaint:
Dyspnea

History of Present Illness:
___ year old woman with hx of obesity and migraine, on a combined OCP for 4 years, who p/w 5 days of progressive dyspnea and
right-sided pleuritic chest pain after a 14 hour flight. Denies hemoptysis, syncope.

In the ED, initial vitals: T 98.9 HR 121 BP 117/70 RR 24 SpO2 90% RA. D-dimer 3260. TropT <0.01, proBNP 1105. CTA chest:
bilateral segmental PEs of the lower lobes, RV/LV ratio 1.2. LENIs: DVT of left popliteal vein. Started on heparin gtt.

Brief Hospital Course:
# PE/DVT: provoked by OCP and travel. Never hypotensive, no lytics given. TTE with mildly dilated RV, normal RV function,
LVEF 65%. Transitioned to rivaroxaban on hospital day 2. OCP stopped.
# Migraine: no attacks in house. Home sumatriptan continued.

Discharge Medications:
1. Rivaroxaban 15 mg PO BID Duration: 21 Days, then 20 mg PO DAILY
2. SUMAtriptan 50 mg PO DAILY:PRN migraine
3. Acetaminophen 650 mg PO Q6H:PRN pain

Transitional Issues:
- Anticoagulation for at least 3 months
- Referred for copper IUD
- Factor V Leiden pending at discharge
- SpO2 95% on room air with ambulation on day of discharge`,

  appendectomy: `OPERATIVE NOTE
Date of operation: 1/27/24
Preoperative diagnosis: Acute appendicitis
Postoperative diagnosis: Acute appendicitis, perforated
Procedure: Laparoscopic appendectomy
Surgeon: Dr. Marchetti   Assistant: Dr. Iwu
Anesthesia: General endotracheal   EBL: 15 mL   IVF: 1.2 L   Complications: None
Specimen: Appendix   Drain: 19 Fr Blake, right lower quadrant

Indications: 19-year-old man with 30 hours of RLQ pain, T 38.6, WBC 17.9. CT: 11 mm appendix with appendicolith, no abscess.

Findings: Perforation at the tip with about 50 mL of pus in the right paracolic gutter. Liver and gallbladder normal. Small left
inguinal hernia, not repaired.

Description: Cefoxitin 2 g was given at 19:05. Incision at 19:20. A 12 mm umbilical port and two 5 mm ports were placed.
The mesoappendix was divided with the LigaSure and the base stapled. The abdomen was irrigated with 2 L of saline. Bupivacaine
0.25% 20 mL at the port sites. Closure at 20:18.

Plan: Piperacillin-tazobactam 4.5 g every 8 hours for 4 days. Remove drain when less than 30 mL/day. Clear liquids tonight.`,

  glaucoma: `OPHTHALMOLOGY   8/5/21
66F, POAG OU, s/p cataract surgery OD 5/2020.
CC: IOP check. No pain, no flashes or floaters.
Drops: latanoprost QHS OU, timolol 0.5% BID OS. Brimonidine stopped 2/21 (allergic conjunctivitis).
VAcc: OD 20/25, OS 20/40
IOP (10:20): OD 14, OS 22 (target 16)
Pupils: no RAPD
SLE: OD PCIOL centered. OS 2+ NS cataract.
C/D: OD 0.6, OS 0.8
HVF 24-2: OD full. OS superior arcuate defect, MD -7.9 (-6.4 in 1/21).
A/P: POAG, progressing OS. Add dorzolamide TID OS. SLT OS on 8/19/21. Cataract OS: observe. RTC 6 wks.`,

  'rib-fractures': `TRAUMA SURGERY DISCHARGE SUMMARY
Admit 7/19/2022 - Discharge 7/24/2022

Mechanism: 84F, fall from standing at home on 7/18 at about 22:00, no LOC, found by daughter the next morning. On clopidogrel.

Injuries: left rib fractures 4-8, small left hemothorax, right distal radius fracture. No ICH on head CT. C-spine cleared.

Course: Left serratus plane catheter 7/19-7/22. Chest tube not required. IS 750 -> 1250 mL. R wrist splinted, no surgery per
ortho. Clopidogrel held and restarted 7/23. Delirium in the night of 7/20, resolved with melatonin; no haloperidol used.
Hgb 11.8 -> 9.9, stable. Na 131.

Medications: acetaminophen 1 g q8h, gabapentin 100 mg TID, oxycodone 2.5 mg q6h PRN, lidocaine 5% patch to left chest,
clopidogrel 75 mg daily, amlodipine 2.5 mg daily, levothyroxine 50 mcg daily, melatonin 3 mg qhs

Disposition: SNF. Ortho in 10 days. Trauma clinic 8/4/2022 with CXR.`,

  pneumothorax: `THORACIC SURGERY CONSULT
Requested 14:05, seen 14:25, 03 Mar
21M, tall, vapes daily, sudden R pleuritic CP at 11:30 while sitting. First episode. No trauma, no fever.
VS: HR 96 BP 124/70 RR 20 SpO2 95% on 2 L NC, T 36.9
CXR 12:50: right PTX, 3.5 cm at apex, no mediastinal shift, no effusion.
14 Fr pigtail placed in right 4th ICS at 14:50 with 1% lidocaine and fentanyl 50 mcg. CXR 15:30: lung re-expanded, residual
0.8 cm. Small air leak with cough.
CT: two blebs at the right apex. No blebs on the left.
Recs:
- suction -20 cm H2O until morning, then water seal; CXR 06:00
- ketorolac 15 mg IV q6h, acetaminophen 650 mg q6h
- no air travel for 2 weeks after resolution
- VATS if leak > 5 d or recurrence`,

  graves: `ENDOCRINE FOLLOW UP
Date: 12 Feb 2024
36 yo F with Graves disease, dx June 2022. Methimazole started at 20 mg, now 5 mg daily. R thyroid nodule 1.4 cm, TR3,
FNA 10/2023 benign.
Symptoms: occasional palpitations. No tremor, no heat intolerance, no weight loss. LMP 2 Feb. Plans pregnancy within the
year. Ex-smoker since 2021.
Exam: HR 78 regular, BP 116/70, wt 61.5 kg. Thyroid 1.5x normal. Mild proptosis of the left eye, 20 mm (right 18). No pretibial
myxedema.
Labs 5 Feb 2024: TSH 0.9, FT4 1.1, T3 118, TRAb 3.8 (12.4 in 2022), ALT 22, WBC 5.9
Plan: Continue methimazole. Switch to propylthiouracil before conception discussed. Declines radioiodine. Propranolol 10 mg
prn. Selenium 200 mcg daily for orbitopathy. TFTs in 8 wks. Ophthalmology (Dr. Bhattacharya) 15 March.`,

  'obstructed-kidney': `Discharge summary: Urosepsis
Adm 10/30/23, d/c 11/3/23
47F with T2DM and nephrolithiasis, p/w fever 103.1 F, L flank pain and dysuria for 2 d. HR 124, BP 84/48. Received LR 30 mL/kg and
norepinephrine for 9 hours. UA LE+, nitrite+. CT: left hydronephrosis with a 7 mm stone at the left UPJ; right kidney with a 2.1
cm simple cyst. Urology placed a left ureteral stent 10/30 at 23:10. Blood cx 2/2 E. coli, resistant to ciprofloxacin and
TMP-SMX, sensitive to ceftriaxone. Ceftriaxone 2 g daily 10/30-11/3. Repeat cx 11/1 negative. Lactate 4.4 -> 1.2. Cr 2.3 -> 1.0.
hCG negative. Never intubated.

Discharge meds:
- cefuroxime 500 mg BID through 11/12 (14 days in total)
- metformin 1000 mg BID
- sitagliptin 100 mg daily
- STOP canagliflozin
Follow-up: Urology 11/21 for ureteroscopy and stent removal. PCP 1 wk.`,

  'inferior-infarction': `CARDIOLOGY DISCHARGE SUMMARY
DOA: 5 April 2018 | DOD: 8 April 2018
Diagnosis: Inferior STEMI
59 M, smoker 1 ppd, HLD. Chest pressure at 04:30, EMS 05:10, ECG with STE in II, III, aVF. Cath lab 05:52: 100% mid RCA, DES
3.5 x 24 mm. Residual disease: mid LAD 60%, LCx 30%. Right radial access. Door to balloon 41 min. Brief VF at reperfusion, one
shock at 200 J. No heart block, no RV infarct. Peak hs-troponin 6,240 ng/L.
Echo 6 April: EF 48%, inferior hypokinesis, mild MR, no effusion. LDL 162, HDL 34, A1c 6.2.
Hematoma of the right forearm, resolved.

Medications
Aspirin 81 mg daily
Ticagrelor 90 mg BID x 12 months
Atorvastatin 80 mg qhs
Metoprolol tartrate 12.5 mg BID
Lisinopril 2.5 mg daily
Nitroglycerin 0.4 mg SL prn
Varenicline 0.5 mg daily (nicotine patch declined)

Follow-up: Dr. Petrosyan 19 April 09:15. Cardiac rehab from 23 April. FFR of LAD in 4 weeks.`,

  'focal-epilepsy': `14 September 2021
Dear Dr. Halloran,
I saw this 27-year-old man with focal epilepsy since age 16 due to left hippocampal sclerosis. He has had two focal seizures
with impaired awareness since his last visit in March, the latest on 30 August. He has had no bilateral tonic-clonic seizures since
2018. He takes levetiracetam 1,500 mg twice daily and lamotrigine 100 mg in the morning and 150 mg at night. He has been irritable
since levetiracetam was increased but has no suicidal thoughts. No rash. He tried carbamazepine (hyponatremia) and topiramate
(word-finding difficulty) before.
EEG 2 September 2021: left temporal sharp waves, no seizures. MRI 2019: left mesial temporal sclerosis, right side normal.
Examination was normal but for slight right facial asymmetry. Lamotrigine level 6.2 mg/L, sodium 139.
Plan:
1. Raise lamotrigine to 150 mg BID for 2 weeks, then 200 mg BID.
2. Reduce levetiracetam to 1,000 mg BID from 1 October.
3. Surgery conference.
4. Midazolam 5 mg nasal spray as rescue.
He is not driving. Review in 4 months.`,

  'tense-ascites': `HEPATOLOGY PROGRESS NOTE
11/20, HD 5
62M with EtOH cirrhosis, Child C, MELD-Na 24, admitted 11/16 for tense ascites and HE.
S: Oriented x3, 4 BMs yesterday. No abd pain, no melena.
O: T 36.6, BP 102/58, HR 68, wt 81.3 kg (88.0 on admission). Icteric, no asterixis. 1+ edema of both legs. Decreased breath sounds at
R base.
Labs: Na 129, K 4.1, Cr 1.4 (2.0 on 11/16), Tbili 5.8, INR 1.9, alb 2.6, plt 61.
Paracentesis 11/16: 6.5 L, PMN 90, no SBP; albumin 50 g. Second tap 11/19: 3.8 L.
US: portal vein patent. 1.1 cm lesion in the right lobe. Spleen 16 cm.
A/P
# HE: resolved on lactulose 20 g QID and rifaximin 550 mg BID
# AKI: improving. Diuretics held. Midodrine 7.5 mg TID.
# Ascites: 2 g Na diet
# Varices: grade 2 on EGD 7/2023, nadolol 20 mg daily
# Right pleural effusion: no thoracentesis needed
# Liver lesion: MRI 11/21`,

  'ankle-sprain': `ED FAST TRACK 6/14 18:20
16M, inversion injury R ankle playing basketball at 16:45. Not able to bear weight at scene, 4 steps in ED w/ pain. Pain 7/10. No
knee pain, no numbness. Tetanus UTD 2021.
PMH: ADHD on methylphenidate ER 36 mg. NKDA.
VS T 36.7 HR 84 BP 122/70 RR 16 SpO2 99%. Wt 143 lb.
R ankle: swelling and ecchymosis over lateral malleolus, tender ATFL, no medial tenderness. NVI. L ankle nl.
XR R ankle 3v: no fx
Ibuprofen 600 mg PO 18:50, ice, stirrup brace R, crutches. Pain 3/10 at d/c.
Dx: R lateral ankle sprain, grade 2
D/c 19:40: ibuprofen 400 mg q6h x5d, RICE, WBAT, no sports x3 wk. Ortho 1 wk if not better.`,

  'rheumatoid-arthritis': `RHEUMATOLOGY VISIT 01/16/2025
52F, seropositive RA since 2017 (RF 88, CCP >250). On methotrexate 20 mg SC weekly, folic acid 1 mg daily, adalimumab 40 mg q2wk since
05/2022. Prior: hydroxychloroquine (retinal toxicity), leflunomide (diarrhea).

Interval: morning stiffness 45 min, was 20. Flare of R wrist and L 2nd and 3rd MCP for 3 wk. No fever, no infections. Missed 2 doses
of adalimumab in December.

Exam: 4 tender, 3 swollen joints. R wrist synovitis. No nodules. Knees cool without effusion. Lungs clear. DAS28-CRP 4.1.

Labs 01/09: CRP 22, ESR 41, ALT 31, Cr 0.7, Hgb 11.9. QuantiFERON negative 04/2024. HBsAg negative.
XR hands 2024: erosion of L 2nd MCP.

Plan:
- resume adalimumab q2wk, continue MTX
- prednisone 15 mg x1 wk, 10 mg x1 wk, 5 mg x1 wk, then stop
- R wrist injection today, triamcinolone 20 mg
- abatacept if DAS28 > 3.2 at 3 months
- PCV20 given in L deltoid. Shingrix #2 due 03/2025.`,

  'diabetic-foot': `Admission Date: 2143-01-22    Discharge Date: 2143-02-02
Service: VASCULAR

HISTORY: 73M with DM2, PAD and ESRD on HD TuThSa via L arm AVF, presenting with gangrene of the R hallux.

HOSPITAL COURSE
01/24: RLE angiogram via left femoral access, SFA stent 6 x 100 mm. ABI R 0.48 -> 0.82, L 0.71.
01/27: R first ray amputation. Bone culture MSSA and Proteus; proximal margin positive for osteomyelitis.
Vancomycin changed to cefazolin on 01/29. No fevers after 01/25.
L heel: stage 1 pressure injury, offloaded, skin intact.
A1c 9.1. EF 50%. He was not transfused.

MEDICATIONS ON DISCHARGE
cefazolin 2 g after HD Tu/Th, 3 g Sa, through 03/10 (6 weeks from amputation)
clopidogrel 75 mg daily
aspirin 81 mg daily
insulin glargine 14 units qhs
sevelamer 1600 mg TID with meals
carvedilol 6.25 mg BID
atorvastatin 40 mg qhs
DISCONTINUED: cilostazol

DISCHARGE INSTRUCTIONS: Non weight bearing on the right foot. Wound vac changes MWF. Vascular clinic 02/16.`,
};
