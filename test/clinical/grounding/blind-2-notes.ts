/** The notes of blind-2.jsonl: synthetic, written by hand by someone who had not seen the checker or the other sets. */
export const blind2Notes: Readonly<Record<string, string>> = {
  'b2-subdural': `Name:  ___                    Unit No:   ___
Admission Date:  [**2167-11-2**]     Discharge Date:  [**2167-11-8**]
Date of Birth:  [**2088-4-19**]      Sex:   M
Service: NEUROSURGERY

Allergies: Codeine (nausea)

Chief Complaint: Gait unsteadiness and headache

Major Surgical or Invasive Procedure:
[**2167-11-3**]: Left burr hole evacuation of subdural hematoma

History of Present Illness:
79M on warfarin for AF who struck his head on a cabinet about 4 weeks before admission. No LOC at the time. Since one
week progressive headache, word-finding difficulty and dragging of the right leg. Denies vomiting or seizure. INR 2.7 in
the ED, reversed with vitamin K 10 mg IV and Kcentra.

Physical Exam:
T 98.2 BP 152/78 HR 74 irregular RR 16 O2 97% RA. A&Ox2. PERRL 3 to 2 mm. R pronator drift. RLE 4/5, otherwise full
strength.

Pertinent Results:
CT head [**11-2**]: 19 mm left convexity mixed-density SDH with 8 mm rightward midline shift. No skull fracture.
CT head [**11-4**]: SDH 7 mm, midline shift 2 mm. Subdural drain in place.

Brief Hospital Course:
The subdural drain was removed on POD 2. Levetiracetam was given for seizure prophylaxis; he had no seizures. After Foley
removal on [**11-6**] he retained urine, 650 mL on bladder scan, straight cath x1, and tamsulosin was started; voiding by
discharge. Home amlodipine resumed, SBP goal < 160. Warfarin is held until follow-up.

Discharge Medications:
1. Levetiracetam 500 mg PO BID
2. Tamsulosin 0.4 mg PO QHS
3. Amlodipine 5 mg PO DAILY
4. Acetaminophen 650 mg PO Q6H PRN pain
HELD: warfarin 4 mg daily

Followup Instructions:
Dr. [**Last Name (STitle) 221**] in 4 weeks with CT head.`,

  'b2-ectopic': `ED PROVIDER NOTE   03/08/2025 22:14

29F G3P1 w/ positive home test, 6w0d by LMP 01/25/2025, here w/ LLQ pain x 2 days and light vaginal spotting since this
morning. No syncope, shoulder pain or fever.
OB hx: term SVD 2021, SAB 2023. PMH: chlamydia 2019 (treated), migraine.
Meds: sumatriptan PRN, prenatal vitamin. NKDA.

T 36.9  HR 92  BP 112/68  RR 16  SpO2 99% RA  Wt 64 kg  Ht 163 cm
Abd: LLQ tenderness, no rebound or guarding. Pelvic: os closed, small dark blood, L adnexal tenderness, no CMT.

hCG 1,840. Hgb 12.4, Plt 236, Cr 0.6, AST 19, ALT 22. O neg, antibody screen neg.
TVUS: no IUP. 2.1 cm L adnexal mass separate from the ovary, no cardiac activity. Trace free fluid. R ovary with 1.8 cm
corpus luteum.

MDM: ectopic pregnancy, hemodynamically stable. D/w OB (Dr. Lindqvist): candidate for MTX.
MTX 85 mg IM (50 mg/m2) given at 00:40 on 03/09. RhoGAM 300 mcg IM given. Counselled: no NSAIDs, no folate, no alcohol.
Stop prenatal vitamin. Acetaminophen 1 g PO q6h PRN.

Dispo: home 01:30. hCG day 4 (03/12) and day 7 (03/15) in OB clinic. Return for worse pain, syncope, heavy bleeding.`,

  'b2-ureter-stone': `Emergency Department
Seen 08/19/2024 05:20 by M. Castellanos PA-C

CC: flank pain
44 yo M, sudden R flank pain at 0300 radiating to groin, 9/10, vomited x3. Gross hematuria: no. Dysuria: no. Fever: no.
Stone 2018, passed on its own.
PMH: gout (allopurinol 300 mg daily), GERD (omeprazole 20 mg daily). Allergy: morphine -> hives.

VS 0512  BP 158/96  P 104  T 98.4F  RR 20  98% RA  pain 9/10
VS 0710  BP 136/82  P 82   pain 3/10
Exam: pacing. R CVA tenderness. Abd soft, nontender. Testes normal.

WBC 11.2, Cr 1.3 (1.0 in 2023). UA: RBC 50-100/hpf, nitrite neg, LE neg.
CT KUB: 5 mm stone at R UVJ, mild R hydroureteronephrosis. 3 mm nonobstructing stone L lower pole. Appendix normal.

Tx: ketorolac 15 mg IV, ondansetron 4 mg IV, LR 1 L, hydromorphone 0.5 mg IV x1.

Dispo 0745: home.
- tamsulosin 0.4 mg daily x 14 d
- ibuprofen 600 mg TID w/ food
- oxycodone 5 mg PRN, #8
Strain urine. Urology (Dr. Abara) 08/28. Return for fever, intractable vomiting.`,

  'b2-thyroidectomy': `DISCHARGE SUMMARY - ENDOCRINE SURGERY
Admit 05/06/2024 | OR 05/06/2024 | Discharge 05/08/2024

Dx: papillary thyroid carcinoma, 2.3 cm, L lobe (FNA 03/29/2024: Bethesda VI)
52-year-old woman. PMH: hypertension, T2DM (A1c 6.8%), BMI 33.1. Former smoker. No prior neck surgery or radiation.

Procedure: total thyroidectomy with left central neck dissection (level VI). EBL 40 mL. L inferior parathyroid
autotransplanted into L sternocleidomastoid. JP drain.

Course: PTH in PACU 9 pg/mL (15-65). POD 1 Ca 7.8 with perioral tingling: calcium gluconate 2 g IV, then oral calcium
and calcitriol. POD 2 Ca 8.4, tingling gone, Chvostek negative. JP drain removed on POD 1 (25 mL). No neck hematoma.
Hoarse on POD 1; laryngoscopy by ENT: L vocal cord sluggish, R cord normal. Swallows thin liquids without cough.

Discharge meds
  levothyroxine 125 mcg daily before breakfast - NEW
  calcium carbonate 1,250 mg TID - NEW
  calcitriol 0.5 mcg BID - NEW
  metformin 1,000 mg BID
  losartan 50 mg daily
  hydrochlorothiazide 12.5 mg - HOLD until clinic
Pending: final pathology
Follow-up: Ca/PTH 05/13. Dr. Ferreira 05/21. TSH in 6 weeks.`,

  'b2-lobectomy': `Admission Date:  [**2134-9-17**]              Discharge Date:  [**2134-9-23**]
Service: THORACIC
Allergies: Levofloxacin (tendon pain)

HPI: Mr. [**Known lastname 5512**] is a 67 year old man, 45 pack-years, quit in [**2129**], with a 2.6 cm RUL nodule on
screening CT. PET: SUV 7.4, no nodal or distant uptake. FEV1 71% predicted, DLCO 64% predicted.
PMH: COPD, CAD s/p LAD stent [**2127**], hyperlipidemia, BPH.

Procedure [**2134-9-17**]: Right VATS upper lobectomy, mediastinal lymph node dissection.

Brief Hospital Course:
Extubated in the OR. One 28 Fr chest tube. On POD 2 ([**9-19**]) atrial fibrillation with RVR to 142: metoprolol 5 mg IV
x2, then amiodarone load; sinus rhythm since [**9-20**]. The episode lasted 14 hours and he was not anticoagulated.
Air leak resolved on POD 4. Chest tube pulled [**9-22**]; CXR after: tiny right apical pneumothorax, no effusion.
Weaned to RA, ambulatory sat 93%.
Pathology: adenocarcinoma, 2.4 cm, margins negative, 0/11 nodes, pT1cN0.

Discharge Medications:
1. Amiodarone 400 mg BID until [**9-30**], then 200 mg daily
2. Metoprolol tartrate 25 mg BID
3. Aspirin 81 mg daily
4. Rosuvastatin 20 mg QHS
5. Tiotropium 18 mcg inhaled daily
6. Finasteride 5 mg daily
7. Oxycodone 5 mg Q4H PRN

Followup: thoracic clinic [**2134-10-7**] with CXR.`,

  'b2-dialysis': `NEPHROLOGY PROGRESS NOTE    Hospital day 3    Wed 12/11/2024

S: 63F w/ ESRD from diabetic nephropathy, HD MWF via L brachiocephalic AVF, admitted 12/09 with clotted access. Last full
HD Fri 12/06. Today some itching. No dyspnea, no chest pain.

Events: 12/09 K 6.7 with peaked T waves: Ca gluconate 1 g, insulin 5 units + D50, temporary R IJ dialysis catheter, HD 3 h
overnight. 12/10 IR: thrombectomy, angioplasty of L cephalic arch stenosis (80% -> 20% residual).

O: T 36.7, BP 148/70, HR 80, SpO2 96% RA. Wt 71.4 kg (EDW 69.0). Lungs clear. Trace ankle edema. AVF thrill + bruit.
R IJ site clean, no bleeding.
K 4.9, HCO3 21, BUN 52, Cr 7.4, Phos 6.8, Ca 8.9, Hgb 9.6, PTH 612. Tsat 24%, ferritin 540.

A/P
1. Access: AVF used today, 2 x 16G, 350 mL/min. Pull R IJ catheter after HD today.
2. Volume: UF goal 2.4 L.
3. Hyperkalemia: resolved. Low K diet. Hold losartan.
4. Anemia: epoetin 8,000 units each HD. No IV iron now.
5. MBD: sevelamer up from 800 to 1,600 mg TID with meals. Continue cinacalcet 30 mg daily.
6. DM2: glargine 14 units qHS.
Home after HD if stable. Next HD Fri 12/13 at home unit.`,

  'b2-foot-osteo': `DISCHARGE SUMMARY   (Podiatry / Vascular)
Adm 2023-10-03   D/C 2023-10-14

Dx: L hallux osteomyelitis with plantar abscess; PAD; T2DM, A1c 10.2%

58 y/o man with an ulcer under the L great toe since August. MRI 10/04: osteomyelitis of the distal phalanx of the left
hallux, 1.5 cm plantar abscess, no septic arthritis. ABI R 0.92, L 0.58.

Procedures
10/05  I&D, partial hallux amputation L. Bone culture MSSA, proximal margin negative.
10/09  Angioplasty + stent L SFA via R CFA. ABI L afterwards 0.84.

Antibiotics: vancomycin + piperacillin-tazobactam 10/03-10/06, then cefazolin 2 g IV q8h, cephalexin from discharge.
Blood cultures 10/03: no growth x 5 d.
AKI: Cr 1.1 -> 1.9 on 10/06 (vancomycin trough 24) -> 1.2 at discharge.
WBC 17.8 -> 8.1. CRP 214 -> 38 mg/L.
Glucose: glargine raised from 18 to 30 units. Metformin held until Cr is rechecked.

Discharge medications: aspirin 81 mg daily; clopidogrel 75 mg daily x 3 months; atorvastatin 40 mg nightly; glargine 30
units nightly; lispro 8 units TID with meals; cephalexin 1 g TID through 10/19; gabapentin 300 mg TID.
Non-weight-bearing L forefoot, post-op shoe.
Podiatry 10/20. Vascular 11/08.`,

  'b2-parkinson': `Movement Disorders Clinic, follow-up 06/17/2025 (last visit 12/16/2024)

69 y.o. left-handed woman. PD, onset 2016 with R hand tremor, diagnosed 2018.

Interval: wearing off about 3 h after each dose, OFF about 4 h/day in all. Mild peak-dose dyskinesia, not bothersome. Two
falls, both while turning; no head injury, no fracture. No hallucinations. Acts out dreams about twice a week.
Constipation better with PEG 17 g daily. PHQ-9 4.

Meds: carbidopa/levodopa 25/100, 1.5 tabs QID (7a, 11a, 3p, 7p); rasagiline 1 mg daily; melatonin 3 mg qHS; PEG.
Pramipexole stopped 2022 (impulsive shopping).

Exam: BP lying 138/80, standing 3 min 116/72, no symptoms. MDS-UPDRS III (ON) 24, was 27. Rest tremor R hand 2, L 0.
Rigidity R > L. Pull test: 3 steps, recovers unaided. MoCA 25/30. Wt 58.1 kg, was 61.0.

Plan
1. Start opicapone 50 mg at bedtime, at least 1 h after the last levodopa. Levodopa unchanged.
2. Melatonin to 6 mg.
3. PT for balance. Compression stockings, fluids.
4. DBS discussed, not wanted for now.
5. RTC 4 months.`,

  'b2-kawasaki': `PEDIATRIC DISCHARGE SUMMARY
Admitted 01/22/2024, discharged 01/26/2024
Boy, 3 y 4 mo, 15.2 kg

Diagnosis: Kawasaki disease (complete)

History: fever since 01/17, up to 39.8 C. On day 3 rash of the trunk, then red eyes without discharge, cracked lips,
swollen hands. Left cervical node 2 cm. No cough, vomiting or diarrhea. Amoxicillin from the GP 01/19-01/21 for presumed
left otitis media. Immunizations up to date.

Labs 01/22: CRP 118 mg/L, ESR 74, WBC 18.6, Hgb 10.8, Plt 412, ALT 68, Na 133, albumin 2.9. UA 22 WBC/hpf, urine culture
negative. Respiratory viral PCR negative.
Echo 01/23: LAD z +2.6, RCA z +1.1, LVEF 64%, no pericardial effusion.

Course: IVIG 30 g (2 g/kg) over 12 h from 01/22, aspirin 80 mg/kg/day divided q6h. Afebrile since 01/24 02:00; no second
IVIG, no steroids. On 01/26 CRP 31, Plt 588. Influenza vaccine given 01/26.

Discharge: aspirin 60 mg PO daily until cardiology says otherwise. Avoid ibuprofen. MMR and varicella vaccines deferred
11 months.
Follow-up: PCP 01/30; cardiology with echo 02/06.`,

  'b2-tavr': `Admission Date:  [**2178-2-11**]       Discharge Date:  [**2178-2-14**]
Service: CARDIOLOGY             Sex: F
Allergies: Lisinopril (cough)

HPI: 84F with severe AS (AVA 0.7 cm2, mean gradient 46 mmHg, peak velocity 4.3 m/s), NYHA III, exertional dyspnea x 6
months, one syncope in [**2177-12-**]. No angina. Cath [**1-20**]: nonobstructive CAD, 40% mid RCA. STS 5.8%.
PMH: HTN, CKD 3b (Cr 1.5), breast cancer s/p left mastectomy [**2159**], hypothyroidism, R carotid stenosis 50-69%.

Procedure [**2-11**]: TAVR with 23 mm SAPIEN 3, right femoral access, left radial secondary access. Conscious sedation.
Contrast 90 mL.

Hospital Course:
# Conduction: new LBBB after deployment, PR 212 ms. Temporary wire (R IJ) out on [**2-12**]. No high-grade block on
telemetry. Home metoprolol held. 30-day event monitor.
# Valve: TTE [**2-12**] mean gradient 11 mmHg, trace paravalvular leak, LVEF 60%, no pericardial effusion.
# Access: R groin hematoma 3 cm, no bruit. Hgb 11.9 -> 10.1, not transfused.
# CKD: Cr 1.4 at discharge.

Discharge Medications:
Aspirin 81 mg daily
Levothyroxine 88 mcg daily
Amlodipine 2.5 mg daily
Torsemide 10 mg daily
Atorvastatin 20 mg QPM
HELD: Metoprolol succinate 25 mg

Followup: valve clinic [**2178-3-13**] with TTE.`,

  'b2-myasthenia': `NEURO ICU -> FLOOR TRANSFER NOTE   09/09/2023 14:30

36 yo woman, AChR Ab+ generalized MG (dx 2020, thymectomy 2021), crisis after ciprofloxacin for UTI (urgent care 08/29).
08/31 dysphagia, ptosis L>R, dyspnea. 09/01 ED: NIF -18, FVC 0.9 L. Intubated 09/01 20:10, extubated 09/07 10:00.

PLEX x4, every other day 09/02-09/08, via R IJ. No hypotension with PLEX.
LLL pneumonia 09/04: sputum Klebsiella, ceftriaxone 2 g daily 09/04-09/10. CT chest 09/04: LLL consolidation, no PE, no
residual thymus.
DVT L brachial vein 09/06: enoxaparin 60 mg SC q12h (60 kg).

Now: NIF -42, FVC 2.1 L, RA 97%. Mild L ptosis after 30 s upgaze, none R. No diplopia. Neck flexion 4+/5. Passed swallow
for soft diet 09/09.

Meds: pyridostigmine 60 mg q6h, prednisone 20 mg daily, azathioprine 150 mg daily, enoxaparin, ceftriaxone, pantoprazole
40 mg daily.
AVOID fluoroquinolones, macrolides, aminoglycosides, IV magnesium.

Plan: NIF/FVC q6h. R IJ line out today. Ceftriaxone ends tomorrow. MG clinic 09/27.`,

  'b2-cirrhosis-sbp': `HOSPITAL COURSE SUMMARY
04/02/2025 - 04/09/2025     Hepatology
Allergy: sulfa

61M, alcohol-related cirrhosis, Child C, MELD-Na 24, last drink 11/2024. Confusion x 2 days, abdominal pain. T 38.1, BP
96/54, HR 108. Na 126, Cr 2.1 (baseline 0.9), bili 4.8, INR 1.9, alb 2.4, plt 68.

1. Peritonitis (SBP): tap 04/02 LLQ, PMN 612/uL, E. coli, pan-sensitive. Ceftriaxone 2 g daily 04/02-04/08. Albumin 110 g
day 1, 75 g day 3. Tap 04/04 PMN 140. Then ciprofloxacin 500 mg daily as prophylaxis.
2. HE grade 2, cleared by 04/05. Lactulose 30 mL TID, rifaximin 550 mg BID.
3. AKI: Cr peak 2.4 on 04/03, 1.2 at discharge with albumin alone. No terlipressin, no dialysis.
4. R hepatic hydrothorax: thoracentesis 04/06, 1.6 L, no pneumothorax. SpO2 91% -> 96% RA.
5. Varices: EGD 04/07 grade II esophageal varices, banded x3, no active bleeding. Nadolol on hold (BP 90s systolic).
6. Ascites: 6.5 L removed 04/08, albumin 50 g. Spironolactone 100 -> 50 mg daily, furosemide stopped.
US abdomen: no HCC, portal vein patent, 2.2 cm L renal cyst.

Weight 81.9 kg on admission, 74.2 kg at discharge.
Other discharge meds: pantoprazole 40 mg daily x 14 d, thiamine 100 mg daily.
Transplant clinic 04/24.`,

  'b2-wrist-child': `PEDS ED   07/04/2025
Triage 16:05 | Seen 16:30 | Dispo 19:20

9 yo F fell off monkey bars at 15:15 onto outstretched L hand. Pain + deformity L wrist. Did not hit head, no LOC. Last
ate 13:00. Right handed. PMH asthma (albuterol PRN, last used in May). Imm UTD. NKDA. 31.5 kg.

98.9F  HR 112  BP 108/66  RR 22  100% RA  pain 8/10
Dinner fork deformity L distal forearm, skin intact. Radial pulse 2+, cap refill < 2 s. Motor and sensation intact.
Elbow and snuffbox nontender.

XR L forearm: distal radius metaphyseal fx, 28 deg dorsal angulation; ulnar styloid fx. No growth plate involvement.

Intranasal fentanyl 45 mcg at 16:20. Ondansetron 4 mg IV, then ketamine 45 mg IV at 17:50. Closed reduction, sugar-tong
splint. Sedation end 18:25. No emesis, no desaturation. Post-reduction angulation 6 deg.

Home w/ mother. Ibuprofen 300 mg q6h, acetaminophen 450 mg q6h. Ortho clinic (Dr. Pham) 07/10. Return for numbness, blue
or cold fingers.`,

  'b2-lupus-nephritis': `RHEUMATOLOGY CONSULT FOLLOW-UP   02/20/2024

27F, SLE since 2019 (malar rash, arthritis, dsDNA+), on HCQ 200 mg BID, admitted 02/15 with leg swelling and BP 164/102.
Allergy: sulfa (rash).

Renal bx 02/17 (L kidney): class IV, activity index 11/24, chronicity 2/12. Small L perinephric hematoma on US 02/18,
stable 02/19.
R knee effusion tapped 02/16: WBC 1,100, no crystals, Gram stain neg.

Cr 1.8 (02/15), 2.0 (02/17), 1.6 today. UPCR 5.2 g/g. Alb 2.1. C3 38, C4 6, dsDNA 1:640. aPL neg. Hgb 9.9, Coombs neg.
Plt 131. HBV, HCV, HIV, QuantiFERON neg. Urine hCG neg.
BP 138/86. Wt 66.8 kg (70.3 on admission). Edema 1+ to shins, was 3+ to thighs. No rash, oral ulcers or chest pain.

Rx so far: methylprednisolone 500 mg IV daily x3 (02/17-02/19).
Plan
- prednisone 40 mg daily from today
- MMF 500 mg BID, raise weekly to 1.5 g BID. She declined cyclophosphamide (fertility).
- lisinopril 10 -> 20 mg daily, furosemide 40 mg PO BID, amlodipine 5 mg
- atovaquone 1,500 mg daily instead of TMP-SMX
- continue HCQ; eye exam 08/2023 normal
Labs 02/27, clinic 03/05.`,

  'b2-retina': `OPHTHALMOLOGY DAY SURGERY - DISCHARGE NOTE
Date of surgery 11/21/2024

66M, pseudophakic OU (OD 2021, OS 2022), high myopia. Flashes OS from 11/17, curtain from below since 11/19. No trauma.
PMH: asthma, PE 2023 on rivaroxaban 20 mg daily (held 11/20 and 11/21).

Pre-op VA: OD 20/25, OS 20/200. IOP OD 14, OS 12.
OS: superotemporal retinal detachment, macula off, one horseshoe tear at 1 o'clock. No PVR, no vitreous hemorrhage.
OD: lattice at 7 o'clock, no tear; barrier laser 11/21.

Procedure OS: 25G PPV, endolaser, 15% C3F8. Retrobulbar block. No complications.
IOP OS 27 at 4 h: brimonidine 0.2% BID OS. No timolol (asthma).

Drops OS: moxifloxacin 0.5% QID x 7 d; prednisolone acetate 1% QID, taper over 4 wks; atropine 1% BID x 7 d.
Face down x 5 d. No flying and no nitrous oxide until the gas is gone (6-8 wks). Restart rivaroxaban 11/22 evening.

Addendum 11/22 08:30: VA OS HM, IOP OS 19. Retina flat under gas, no hypopyon. Next visit 11/29.`,

  'b2-nephrectomy': `UROLOGY DISCHARGE SUMMARY
Admitted 08/12/2024    Discharged 08/15/2024

57F with a 4.7 cm R renal mass found during work-up of abdominal pain; L kidney normal. PMH: HTN, DM2, OSA on CPAP, lap
chole 2009. 20 pack-years, quit 2010.

08/12: robotic R partial nephrectomy. Cefazolin 2 g pre-op. Warm ischemia 19 min, EBL 250 mL, not converted to open.

Post-op: clear liquids POD 1. T 38.3 on POD 1: CXR L basilar atelectasis, no pneumonia; UA clean; no antibiotics. Afebrile
from POD 2. Flatus POD 2. Foley out POD 2. JP creatinine equal to serum, JP out POD 3. Heparin 5,000 units SC q8h in house.
Cr 0.8 -> 1.1 (POD 1) -> 0.9 at discharge. Hgb 13.2 -> 10.9 -> 10.7, no transfusion.
Path: clear cell RCC, grade 2, 4.4 cm, margins negative, pT1b.

DISCHARGE MEDS: acetaminophen 1 g q8h; oxycodone 5 mg q6h PRN (#10); docusate 100 mg BID; amlodipine 10 mg daily;
metformin 500 mg BID, resume 08/16. Lisinopril 20 mg on hold until labs.

BMP 08/22 at PCP. Urology (Dr. Iwu) 09/10. No lifting > 10 lb for 6 weeks.`,

  'b2-cesarean': `OBSTETRICS DISCHARGE SUMMARY
33 y.o. G2P2. Admitted 10/26/2024 at 39w2d in labor (EDD 10/31/2024). Discharged 10/30/2024.
Allergy: penicillin (hives). PMH: mild asthma. Prior SVD 2021.

Delivery: primary low transverse C-section 10/27/2024 04:52 for arrest of descent, epidural. Male, 4,120 g, Apgar 8/9,
cord pH 7.24.

PPH from atony, QBL 1,450 mL: oxytocin, methylergonovine 0.2 mg IM x1, TXA 1 g IV; carboprost avoided (asthma). O'Leary
suture left uterine artery, Bakri balloon for 14 h. 2 units PRBC. Hgb 11.6 -> 7.1 -> 8.8 after transfusion, 8.6 on 10/29.

T 38.6 on 10/28, uterine tenderness: endometritis, clindamycin 900 mg IV q8h + gentamicin 5 mg/kg q24h, both stopped
10/30 after 24 h without fever. Blood cultures negative. Right breast engorged, no mastitis. EPDS 6.
Rh positive, rubella immune, GBS negative. No preeclampsia.

Contraception: etonogestrel implant, L arm, 10/29.

Meds: ferrous sulfate 325 mg every other day, ibuprofen 600 mg q6h, acetaminophen 975 mg q6h, senna 8.6 mg QHS, albuterol
PRN. No opioids prescribed.
Follow-up: incision check and CBC 11/06. Postpartum visit 12/09.`,

  'b2-lithium': `MEDICINE PROGRESS NOTE   HD#4   03/19/2024

55F, bipolar I, on lithium x 15 yrs (ER 450 mg BID), admitted 03/16 with coarse tremor, ataxia and confusion after
gastroenteritis 03/12-03/14 and naproxen 500 mg BID for L hip OA. Not an intentional ingestion, no SI.

Li (mmol/L): 03/16 13:00 3.4 | 03/16 22:00 2.1 (after HD) | 03/17 1.6 | 03/18 0.9 | 03/19 0.5
Cr 2.2 -> 1.0. Na 149 on 03/17 (NDI, urine 5.2 L/day) -> 142 today. TSH 6.8.
HD x1 on 03/16, 4 h, L femoral catheter, removed 03/17.
EKG: QTc 468, flat T waves, no arrhythmia. CT head neg. EEG 03/17: diffuse slowing, no seizures.

Exam: T 36.8, BP 128/76, HR 72. A&Ox3. Fine tremor, R > L hand. Gait wide-based, with walker. L groin bruise, small.

A/P
# Chronic lithium toxicity, resolving. Lithium stopped for good per psychiatry (Dr. Sorensen).
# Bipolar: quetiapine 50 mg qHS tonight, 100 mg tomorrow. Continue lamotrigine 100 mg BID.
# NDI: amiloride 5 mg daily. D5W stopped 03/18.
# Hypothyroidism: levothyroxine 25 mcg daily, new.
# OA: no NSAIDs. Acetaminophen 1 g TID.
# Ppx: heparin 5,000 units SC TID.
Dispo: rehab 03/21.`,

  'b2-neutropenia': `Admission Date:  [**2150-7-8**]        Discharge Date:  [**2150-7-30**]
Service: HEMATOLOGY/ONCOLOGY
Allergies: Piperacillin-tazobactam (rash)

42M with AML (NPM1 positive, FLT3-ITD negative), cycle 2 of HiDAC consolidation started [**2150-6-27**], febrile to 102.9
at home on [**7-8**]. WBC 0.1, ANC 0, Hgb 7.0, plt 9.

ID:
- Cefepime 2 g q8h + vancomycin from [**7-8**]. BCx [**7-8**] viridans streptococci, 2 of 4 bottles. Right tunneled line
removed [**7-10**], left PICC [**7-14**]. TTE [**7-11**]: no vegetations, LVEF 55%. Vancomycin stopped [**7-15**]. Cefepime
changed to ceftriaxone 2 g daily [**7-22**], through [**7-24**].
- CT chest [**7-13**]: 1.4 cm LUL nodule with halo. Serum galactomannan 0.8. BAL [**7-14**] no growth, PJP PCR negative.
Posaconazole prophylaxis changed to voriconazole; trough 2.9 on [**7-21**]. Afebrile from [**7-17**].
Heme: ANC > 500 on [**7-22**]. 6 units platelets, 5 units PRBC. No bleeding. Hives with platelets [**7-12**].
GI: diarrhea, C. diff negative. CT abdomen without typhlitis.

At discharge: ANC 2,140, Hgb 8.9, plt 74.

Discharge Medications:
Voriconazole 300 mg PO BID
Acyclovir 400 mg PO BID
Ondansetron 8 mg PO Q8H PRN

Followup: clinic [**2150-8-3**]; CT chest [**2150-8-20**].`,

  'b2-burn': `BURN UNIT DISCHARGE SUMMARY
Injury and admission 12/28/2023. Discharge 01/09/2024.

48M, grease fire at home. 11% TBSA: R forearm and hand 4%, R thigh 5%, face 2%. R dorsal hand deep partial thickness, the
rest superficial partial. No inhalation injury: no soot, voice normal, COHb 2.1%. Fluorescein negative both eyes.
Wt 92 kg. Tdap 12/28. Allergy: sulfa (rash).

Course
LR 4 L over the first 24 h.
OR 01/02/2024: excision and STSG R dorsal hand, 180 cm2, donor L thigh. Graft take 95% on 01/07.
Donor site culture 01/05: no growth. No antibiotics.
Alcohol withdrawal, CIWA max 14 on 12/30: lorazepam 6 mg in all, no seizures.
New T2DM, A1c 6.9%: metformin.
OT: splint R hand at night. Grip R 12 kg, L 41 kg.

Discharge meds
1 oxycodone 5 mg q6h PRN, #20
2 gabapentin 300 mg TID
3 metformin 500 mg BID
4 nicotine patch 21 mg/day
5 thiamine 100 mg daily
Bacitracin to face, Mepilex Ag to thigh. No silver sulfadiazine (sulfa).

Burn clinic 01/16. PCP 01/23. Off work until 02/12.`,
};
