/** More notes with right answers, written after the first measurement of the final half, for development alone. */
export const moreAnswers: readonly { readonly note: string; readonly answer: string }[] = [
  {
    note: `Chief Complaint: Confusion and jaundice

HPI: Ms. L is a 57F with NASH cirrhosis brought in by her son for two days of confusion and sleepiness. She missed several doses of lactulose. No fever or abdominal pain. In the ED she was oriented to person only, with asterixis. Ammonia 142.

PMH: NASH cirrhosis, T2DM on insulin, obesity. No known varices (EGD 2021).

Hospital Course: Hepatic encephalopathy, precipitated by medication nonadherence. Infectious workup with blood and urine cultures and diagnostic paracentesis was negative. Head CT was unremarkable. She was treated with lactulose q2h until she had 3 BMs daily and rifaximin was added. Mental status returned to baseline by HD 3. Hyponatremia (Na 126) improved to 132 with fluid restriction. Home furosemide was held on admission and resumed at half dose (20 mg daily).

Discharge Medications: lactulose 30 mL TID, rifaximin 550 mg BID, furosemide 20 mg daily, spironolactone 50 mg daily, insulin glargine 18 units qHS.
Dispo: home with son. F/u with hepatology in 2 weeks. Son was taught to titrate lactulose.`,
    answer: `A 57-year-old woman with cirrhosis due to NASH was brought to the hospital by her son because she was confused and drowsy. The cause was hepatic encephalopathy after she had skipped doses of lactulose. No infection was found. A CT scan of her head was normal. She got better with lactulose and rifaximin, and her mind was clear again on the third day. Her low sodium was corrected by restricting fluids. Furosemide was stopped at first and restarted at 20 mg, half of the former dose. She goes home with her son, who learned how to adjust the lactulose. She should see the liver clinic in two weeks. She has not been known to have varices. Glargine 18 units at bedtime continues.`,
  },
  {
    note: `DISCHARGE SUMMARY
Patient is a 19 y/o M college student admitted 2/14/2023 with 3 days of headache, fever to 39.1, and neck stiffness. LP: WBC 1,240 (88% PMN), glucose 31, protein 210. Gram stain with gram-negative diplococci. CT head prior to LP showed no mass effect. He was started on ceftriaxone, vancomycin and dexamethasone in the ED; CSF culture grew Neisseria meningitidis and vancomycin was discontinued. Dexamethasone stopped after day 2. Placed on droplet precautions for 24 hours. Roommates and girlfriend received ciprofloxacin prophylaxis through the health department. No seizures, no focal deficits. Hearing test before discharge was normal. Petechial rash on both legs faded.
Completed 7 days of IV ceftriaxone 2 g q12h. PICC was not needed.
Allergies: none. Immunizations: had not received meningococcal booster.
Discharged home 2/21/2023 in good condition with no medications. Follow-up with PCP in 1 week.`,
    answer: `The patient, a 19-year-old student, had bacterial meningitis caused by Neisseria meningitidis. He presented with a headache, a stiff neck and a temperature of 39.1. A lumbar puncture showed 1,240 white cells, mostly neutrophils. The head CT did not show a mass. Vancomycin was stopped once the culture result was known. He finished a week of intravenous ceftriaxone. He did not have seizures or hearing loss. His close contacts were given preventive ciprofloxacin. The rash on his legs went away. He takes no medicines at home. He was in the hospital for seven days. He had not had his booster vaccination.`,
  },
  {
    note: `Name: ___
Service: ORTHOPAEDICS
Chief Complaint: Right knee osteoarthritis
Major Surgical or Invasive Procedure: Right total knee arthroplasty
History of Present Illness: 68 y/o male with long-standing R knee OA, failed injections and PT.
Past Medical History: BPH, HLD, remote DVT (2009, provoked)
Brief Hospital Course: Underwent R TKA under spinal anesthesia without complication. EBL 150 cc. Received 24h of cefazolin. Pain controlled with oxycodone and acetaminophen. Failed voiding trial POD1, passed POD2. Hct 34 at discharge, no transfusion required. ASA 81 mg BID was replaced by enoxaparin 40 mg daily for VTE prophylaxis given history of DVT. Ambulated 150 feet with walker. ROM 0-95.
Medications on Admission: tamsulosin 0.4 mg qHS, simvastatin 20 mg qHS
Discharge Medications: enoxaparin 40 mg SC daily x 28 days, oxycodone 5-10 mg q4h prn, acetaminophen 1000 mg q8h, docusate 100 mg BID, tamsulosin 0.4 mg qHS, simvastatin 20 mg qHS
Discharge Instructions: WBAT. Do not drive while taking narcotics. Keep incision dry for 5 days.
Followup: Dr. ___ in 2 weeks for staple removal`,
    answer: `This 68-year-old man had his right knee replaced because of osteoarthritis. Conservative treatment had not helped. The operation was done under spinal anesthesia and was uneventful, with a blood loss of 150 mL. He could not urinate on the first day after surgery but could on the second. He did not need a blood transfusion. Because he had a clot in 2009, he is on enoxaparin 40 mg daily for four weeks. He can put full weight on the leg as he tolerates it. He must not drive while on opioids. The staples come out in two weeks. He takes simvastatin for high cholesterol.`,
  },
  {
    note: `Hospital Course: 44-year-old woman with SLE on hydroxychloroquine and prednisone 10 mg admitted with lower extremity edema and foamy urine. BP 162/98. Creatinine 1.9 (from 0.8), UPCR 5.2, C3 and C4 low, dsDNA 1:640. Renal biopsy (left kidney) showed class IV lupus nephritis. Post-biopsy she had transient hematuria, no perinephric hematoma on ultrasound. Pulse methylprednisolone 1 g IV daily x3 then prednisone 60 mg daily. Mycophenolate started, goal 1.5 g BID. Lisinopril 10 mg begun, BP at discharge 134/82. PJP prophylaxis with atovaquone because of sulfa allergy (hives). Ibuprofen stopped. Creatinine 1.6 on day of discharge. She was counselled that pregnancy must be avoided on mycophenolate; IUD already in place.
Discharge meds: prednisone 60 mg daily, mycophenolate 1000 mg BID (increase to 1500 mg BID in 1 wk), hydroxychloroquine 400 mg daily, lisinopril 10 mg daily, atovaquone 1500 mg daily, calcium/vit D.
Follow-up: Rheumatology 3/8, Nephrology 3/15, labs weekly.`,
    answer: `She has lupus nephritis, class IV, proven by a biopsy of the left kidney. She came with swollen legs and foamy urine. Complement levels were low and her creatinine had more than doubled to 1.9. Three doses of methylprednisolone were given, followed by prednisone 60 mg a day. Mycophenolate was started at 1000 mg twice daily and will be increased to 1500 mg twice daily. There was some blood in the urine after the biopsy but no hematoma. She cannot take sulfa drugs, so atovaquone is used to prevent pneumocystis. She must not become pregnant while on mycophenolate. NSAIDs were stopped. Her blood pressure improved to 134/82 with lisinopril. Kidney function was still impaired at discharge, with a creatinine of 1.6. The appointment with nephrology is on March 15.`,
  },
  {
    note: `Reason for Hospitalization: Febrile neutropenia
61-year-old man with DLBCL, day 9 after cycle 3 R-CHOP, admitted with temp 38.8 and ANC 120. Port site clean. CXR clear. Blood cultures no growth to date, UA bland. Treated with cefepime 2 g q8h; filgrastim not given (received pegfilgrastim on day 2). Defervesced within 36 hours. ANC 2,400 at discharge. Platelets nadir 38, no bleeding; one platelet transfusion was considered but held. Mucositis grade 2 managed with magic mouthwash. Weight 81.6 kg. K repleted. No antibiotics at discharge.
Home meds unchanged: acyclovir 400 mg BID, allopurinol 300 mg daily, ondansetron prn.
Next chemotherapy (cycle 4) delayed by one week to 11/20. Oncology nurse visit 11/13.`,
    answer: `A 61-year-old man with diffuse large B-cell lymphoma was admitted for fever with a low neutrophil count nine days after his third cycle of chemotherapy. The source of the fever was not identified; cultures stayed negative and the chest X-ray was clear. He was given cefepime and the fever was gone within 36 hours. Neutrophils had recovered to 2,400 when he left. His platelets fell to 38, but he did not bleed and was not transfused. His mouth sores were treated with a mouthwash. The fourth cycle was put off for a week, until November 20. He did not need antibiotics at home. His other medicines stay the same.`,
  },
  {
    note: `Subjective summary of stay: Pt is a 2-month-old girl with bronchiolitis, RSV +. 3 days of congestion, poor feeding (half usual volumes), 1 wet diaper in 12 h. No apnea. T 37.9. SpO2 88%. Placed on HFNC 8 L, max 10 L on HD2, weaned to RA by HD4. NG feeds HD1-3 then PO ad lib. No antibiotics, steroids or albuterol given. CXR not obtained. Weight 4.9 kg on admission, 5.0 kg at d/c. Siblings had colds. Born at 38 wk, immunizations not yet started (2-mo visit due).
D/c home with mom. Nasal saline and suction. RTC if <4 wet diapers/d, RR > 60, or blue spells. PCP tomorrow.`,
    answer: `A two-month-old infant was hospitalized with RSV bronchiolitis. She had been feeding poorly, taking half of her normal amount, and had few wet diapers. She needed high-flow oxygen up to 10 liters and was on room air by the fourth day. She was fed by nasogastric tube for the first three days. She received neither antibiotics nor steroids. No chest X-ray was taken. She gained 100 g during the stay. Her brothers or sisters had been ill with colds. Her mother should bring her back if she breathes faster than 60 times a minute. She has not had her vaccinations yet. The pediatrician sees her the next day.`,
  },
  {
    note: `Admission 08/03/2022 - Discharge 08/09/2022. Psychiatry consult service followed.
35M with opioid use disorder and endocarditis. Blood cx MSSA 4/4 bottles on 8/3, cleared 8/5. TEE: 1.1 cm tricuspid vegetation, moderate TR, no abscess, LVEF 60%. CT chest: bilateral septic emboli, no effusion. Nafcillin changed to cefazolin 2 g q8h due to AIN concern (Cr 1.8, back to 1.0). Surgery not indicated. Started buprenorphine-naloxone 8-2 mg BID; no withdrawal at d/c. HIV negative, HCV Ab positive, viral load pending. Left forearm abscess drained at bedside 8/4. Discharged to SNF for IV cefazolin through 9/16/2022 via right arm PICC. Naloxone kit given. ID clinic 8/25.`,
    answer: `He had MSSA endocarditis of the tricuspid valve with septic emboli in both lungs. The vegetation measured 11 mm and there was no abscess in the heart. Blood cultures became negative on August 5. Nafcillin was switched to cefazolin because his kidney function worsened; creatinine normalized to 1.0. He did not need heart surgery. An abscess of the left forearm was drained. Buprenorphine-naloxone was begun for opioid use disorder and he had no withdrawal symptoms. He has antibodies to hepatitis C but does not have HIV. He went to a nursing facility, where cefazolin will be given until September 16 through a PICC line in the right arm. The hepatitis C viral load result was not back yet.`,
  },
  {
    note: `Summary: 77-year-old right-handed woman with Parkinson disease, admitted after a syncopal fall on 1/22/24. Orthostatic vitals: supine 138/76, standing 92/50. ECG sinus rhythm 68, no block. Telemetry 48 h without arrhythmia. Echo normal EF, mild AS. CT head/C-spine negative for bleed or fracture. Laceration over right eyebrow, 4 sutures, remove in 5-7 days. Carbidopa-levodopa continued at 25-100 TID; amlodipine 10 mg discontinued; midodrine 5 mg TID started; compression stockings. Repeat standing BP 118/64. Vit B12 low at 160, IM B12 begun. PT recommended rehab, pt and daughter declined, chose home PT. Code: DNR.`,
    answer: `The 77-year-old woman fainted because her blood pressure dropped on standing, from 138/76 to 92/50. Her heart rhythm was normal during two days of monitoring. There was neither bleeding in the brain nor a broken neck. The cut above her right eye was closed with four stitches. Amlodipine was stopped and midodrine 5 mg three times a day was started. Her Parkinson medicine was not changed. She lacks vitamin B12 and gets injections. The family did not want rehab and she will have therapy at home. She does not wish to be resuscitated. Her aortic valve is slightly narrowed.`,
  },
  {
    note: `Admission Date: 10/02/2023  Discharge Date: 10/07/2023

Chief Complaint: L leg swelling

HPI: 47F on combined OCP, recent 9-hour flight, p/w 4 days of L calf pain and swelling. No chest pain or dyspnea. US: occlusive thrombus L popliteal and femoral veins. CTPA negative for PE. No prior VTE; mother had DVT after surgery.

Hospital Course: Started on heparin gtt, transitioned to rivaroxaban 15 mg BID on 10/04. OCP stopped. Iron deficiency anemia (Hgb 9.4, ferritin 5) from menorrhagia; gyn consulted, levonorgestrel IUD planned as outpatient, one dose of IV iron given. No signs of malignancy. Thrombophilia testing deferred.

Discharge Medications: rivaroxaban 15 mg BID for 21 days, then 20 mg daily for at least 3 months; ferrous sulfate 325 mg every other day.

Follow-up: hematology 4 weeks, gynecology 2 weeks.`,
    answer: `A 47-year-old woman who was taking oral contraceptives developed a blood clot in the left leg after a long flight. The scan of her lungs showed no pulmonary embolism. She was first given heparin and then rivaroxaban. The contraceptive pill was discontinued. She was anemic because of heavy periods, with a hemoglobin of 9.4, and received intravenous iron. She had never had a clot before, but her mother did. Rivaroxaban is to be taken at 15 mg twice a day for three weeks and afterwards at 20 mg once a day. She did not have chest pain or shortness of breath. Testing for clotting disorders was postponed. She was in the hospital for five days. She will see hematology in a month. There was no evidence of cancer.`,
  },
  {
    note: `Hospital Course: 72M w/ severe AS (AVA 0.7, mean gradient 48) admitted electively for TAVR. Transfemoral 26 mm valve via right femoral access on 5/3/22 under conscious sedation. New LBBB, resolved by POD 1; no pacemaker. Post TTE: mean gradient 9, trace paravalvular leak, EF 55%. Small right groin hematoma, Hgb 12.9 to 11.6, stable. Creatinine stable at 1.2. Clopidogrel was not started given thrombocytopenia (plt 78); aspirin 81 mg continued. Metoprolol held for HR 50s. Discharged 5/5/22. Holter for 2 weeks. Cardiac rehab. PMH: CAD s/p CABG 2011, HTN, hearing loss, remote smoking.
Discharge Meds: aspirin 81 mg, rosuvastatin 20 mg, losartan 50 mg. STOP metoprolol.
Amoxicillin before dental work.`,
    answer: `He is a 72-year-old man with severe aortic stenosis who had a TAVR through the right femoral artery on May 3, 2022. The gradient fell from 48 to 9 after the procedure. A left bundle branch block appeared but went away the next day, and he did not need a pacemaker. He had a small hematoma in the right groin. Clopidogrel was avoided because his platelets were low. Metoprolol was stopped since his heart rate was in the 50s. He goes home on aspirin, rosuvastatin and losartan. He will wear a Holter monitor for two weeks. He should take amoxicillin before visits to the dentist. He had bypass surgery in 2011. The valve leaks only a trace. His ejection fraction is normal at 55%.`,
  },
  {
    note: `PATIENT: [REDACTED], 26-year-old primigravida at 34+2 weeks
ADMITTED: 6 Sept 2022 DISCHARGED: 11 Sept 2022
REASON: Severe preeclampsia
COURSE: BP 174/112 on arrival with headache and blurred vision, proteinuria 3+. AST 64, platelets 132, no hemolysis. Magnesium sulfate infusion for 24 hours postpartum. Betamethasone x2. Labetalol IV then nifedipine XL 30 mg. Induction failed; cesarean section on 8 Sept, boy, 2,180 g, Apgar 7/9, to NICU for prematurity, stable on CPAP. EBL 800 mL. No seizures. No transfusion. Wound clean. BP 138/86 at discharge. Pumping breast milk. Rh negative, received Rh immune globulin.
DISCHARGE MEDS: nifedipine XL 30 mg daily, ibuprofen 600 mg q6h prn, iron.
FOLLOW UP: BP check in 3 days. Low-dose aspirin in future pregnancies.`,
    answer: `A 26-year-old woman in her first pregnancy was admitted with severe preeclampsia at 34 weeks. Her blood pressure was 174/112 and she had a headache and blurry vision. She was given magnesium to prevent seizures and did not have any. Steroids were given for the baby's lungs. Because induction did not work, her son was born by cesarean section on September 8. The baby weighed 2180 g and was taken to the NICU because he was premature. She lost about 800 mL of blood but needed no transfusion. She takes nifedipine 30 mg every day. Her blood pressure is to be checked in three days. She got Rh immune globulin since she is Rh negative. Aspirin is advised for later pregnancies.`,
  },
  {
    note: `Brief Hospital Course: Mr. ___ is a 55 yo M with alcohol use disorder found with tremor and hallucinations 48h after last drink. CIWA max 24. Treated with phenobarbital load and taper; did not require intubation. Thiamine 500 mg IV TID x3 days then 100 mg PO. Aspiration pneumonitis suspected, CXR RLL haze, no abx given, resolved. Mg and phos repleted. Transaminitis AST 210 / ALT 88 improving. He was seen by addiction psychiatry and accepted naltrexone 50 mg daily; declined inpatient rehab. No suicidal ideation. Folate and MVI given. Left wrist sprain, splinted, XR neg for fx.
Discharge Medications: naltrexone 50 mg daily, thiamine 100 mg daily, folic acid 1 mg daily, MVI
Discharge Disposition: Home
Discharge Condition: AAOx3, ambulatory`,
    answer: `The patient was treated for alcohol withdrawal with tremor and hallucinations, which began two days after he stopped drinking. He received phenobarbital and was not intubated. High-dose thiamine was given for three days and then 100 mg by mouth. A haze in the right lower lobe on chest X-ray cleared without antibiotics. His liver enzymes were elevated but getting better. He agreed to take naltrexone 50 mg a day but did not want inpatient rehabilitation. He had no thoughts of suicide. His left wrist was sprained but not broken. He was alert and oriented when he went home. His magnesium and phosphate were replaced. He takes folic acid 1 mg daily.`,
  },
  {
    note: `Diagnosis: Lumbar spinal stenosis L3-L5
Procedure: L3-L5 laminectomy and fusion 3/18/2021 (Dr. ___)
History: 64F, 2 years neurogenic claudication, R > L leg pain, failed epidural steroids x3. MRI severe stenosis L4-5. BMI 34. PMH: GERD, depression, OSA.
Course: Uneventful surgery, durotomy repaired primarily, flat bed rest 24h, no CSF leak or headache afterwards. Drain out POD 2. Foley out POD 2. Preop R foot drop 3/5 improved to 4/5. Post-op ileus POD 3-4, NGT not needed, resolved. Pain: gabapentin, methocarbamol, oxycodone. LMWH started POD 2. Afebrile. Brace when out of bed.
Discharge 3/24/2021 to acute rehab. Meds: oxycodone 5 mg q4h prn, gabapentin 300 mg TID, methocarbamol 750 mg QID, omeprazole 20 mg, escitalopram 10 mg, enoxaparin 40 mg daily x14d. No NSAIDs for 3 months. No bending, lifting or twisting.`,
    answer: `She is a 64-year-old woman who had a laminectomy and fusion from L3 to L5 for lumbar stenosis on March 18, 2021. Injections of steroids had failed before. A tear of the dura was repaired during surgery and there was no leak of spinal fluid later. She had to lie flat for one day. The weakness of her right foot improved from 3/5 to 4/5. She had an ileus after the operation that resolved without a tube. The drain and the bladder catheter were taken out on the second day. She was transferred to acute rehabilitation on March 24. She must not take NSAIDs for three months. She has to wear a brace when she is up. Enoxaparin 40 mg a day is continued for two weeks. She is not allowed to bend, lift or twist.`,
  },
  {
    note: `Chief Complaint: Hematuria
HPI: 79 y.o. M w/ BPH, AF on warfarin, DM2 with clot retention. INR 3.6. UA >50 RBC, no nitrites.
Hospital Course: 3-way Foley placed, CBI for 36 h, manual irrigation of clots. Warfarin held 3 days, INR 1.7, restarted at 3 mg (from 4 mg). Hgb nadir 8.8 from 11.0, 1 U PRBC. CT urogram: 2.2 cm enhancing mass posterior bladder wall, no hydronephrosis, no nodes. Cystoscopy deferred to outpatient TURBT 12/4. Passed void trial, PVR 40 cc. Finasteride 5 mg started, tamsulosin continued. Glucose 180-240, metformin resumed after contrast at 48 h. Quit smoking 20 years ago (60 pack-years).
Discharge Condition: good, urine clear yellow. Wife updated.`,
    answer: `The 79-year-old man came with blood in his urine and clots that blocked the bladder, while his INR was 3.6. The bladder was irrigated for a day and a half. Warfarin was paused for three days and restarted at a lower dose of 3 mg. He got one unit of blood as his hemoglobin fell to 8.8. CT found a 2.2 cm mass in the bladder wall. There was no hydronephrosis. He will have a TURBT on December 4. There was no infection of the urine. Finasteride was added to tamsulosin. He was able to urinate before he went home. He stopped smoking twenty years ago. His metformin was restarted two days after the contrast. He has type 2 diabetes.`,
  },
];
