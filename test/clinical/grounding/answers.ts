/** Right answers at full length, as models write them. Those of the final notes were written after the checker and measured once. */

/** About notes of the development half; the checker was tuned on them. */
export const developmentAnswers: Readonly<Record<string, readonly string[]>> = {
  'heart-failure': [
    'A 71-year-old woman with heart failure with reduced ejection fraction was admitted with worsening shortness of breath, orthopnea, and weight gain after she ran out of torsemide. She was treated with intravenous furosemide and lost about 6 kg over 5 days. Kidney function worsened transiently, with creatinine peaking at 1.9, but improved before discharge. She went home with a visiting nurse and will be seen in the heart failure clinic within a week. Her medications at discharge were torsemide 40 mg once daily, carvedilol 12.5 mg BID, sacubitril/valsartan 24/26 mg BID and metformin 500 mg BID. She lives with her husband and no longer smokes.',
    '- HFrEF: heart failure with reduced ejection fraction\\n- CKD: chronic kidney disease\\n- Diuretics used: furosemide IV, then torsemide by mouth\\nThe patient was admitted on 14 March 2021. She was in the hospital for six days. Her weight had gone up by 5 kg. Troponin was negative twice. She has never had chest pain during this illness. Carvedilol was cut in half and restarted later.',
  ],
  pneumonia: [
    'A 66-year-old man with COPD on home oxygen presented with three days of fever and purulent sputum. He was found to have a right lower lobe pneumonia caused by S. pneumoniae. Treatment consisted of ceftriaxone, azithromycin, prednisone and nebulizers. He needed BiPAP during the first night and was back on his usual 2 L by the third hospital day. He was discharged home on amoxicillin with a visiting nurse. Repeat chest X-ray is planned in 6 to 8 weeks. He was catheterized once for urinary retention.',
    'Named entities: ceftriaxone, azithromycin, prednisone, tiotropium, albuterol, tamsulosin. The diagnosis was community-acquired pneumonia with a COPD exacerbation. Antibiotics were continued at home. His white count was 18.2. He uses CPAP for sleep apnea. He was weaned from BiPAP.',
  ],
  ketoacidosis: [
    'The patient is a 29-year-old graduate student with type 1 diabetes who developed DKA after stopping insulin during a viral illness. Her blood glucose was 562 mg/dL, pH 7.08 and bicarbonate 7. She was given four liters of IV fluids and an insulin drip, and the anion gap closed within 14 hours. At discharge she was eating and drinking normally. She takes glargine 22 units at night and lispro 6 units with meals. She was taught to check ketones when her sugar is above 300.',
    'The anion gap was 27. Her heart rate was 124 and her blood pressure 96/58. Potassium was replaced. Diabetic ketoacidosis was triggered by missing insulin during a viral illness.',
  ],
  bleeding: [
    'This 78-year-old man on warfarin for a mechanical mitral valve was admitted with melena and a hemoglobin of 6.9. His INR was 4.8 and vitamin K was withheld because of the valve. Upper endoscopy showed a duodenal ulcer, which was clipped and injected with epinephrine. He received 3 units of blood, and his hemoglobin remained stable for three days. NSAIDs taken for gout were the likely cause. He was told to avoid NSAIDs such as ibuprofen. H. pylori testing was positive.',
    'The bleeding was most likely caused by NSAIDs. The warfarin dose at discharge is 4 mg per day. Next INR check is on Monday. He had coronary bypass surgery in the past. He is widowed and drinks one beer a week. The follow-up with gastroenterology is in 4 weeks.',
  ],
  depression: [
    'A 41-year-old woman with recurrent major depression was voluntarily admitted because of suicidal thoughts after stopping venlafaxine. Sertraline was started and increased to 100 mg a day. Mirtazapine helped her sleep. She had no suicidal ideation for four days before discharge and denied homicidal ideation. She will attend an intensive outpatient program. Her urine toxicology and pregnancy tests were negative.',
    'She is divorced and lives alone. Her sister supports her. The stay lasted two weeks. Venlafaxine had been stopped because of night sweats. TSH was normal at 2.1. She will start the intensive outpatient program on Tuesday.',
  ],
  urosepsis: [
    'A 63-year-old woman presented with septic shock from an infected, obstructing right ureteral stone. She underwent urgent stent placement and required norepinephrine for less than a day. Blood cultures grew E. coli. She completed IV ceftriaxone and was switched to oral ciprofloxacin for a total course of 14 days. Her blood pressure medicine lisinopril was held. Urology will perform ureteroscopy in 3 weeks.',
    'Her fever was 39.4 C. The lactate level of 4.6 shows severe sepsis. Tamsulosin 0.4 mg once a day was prescribed. The stent will stay in place until ureteroscopy. She was afebrile for 72 hours before discharge.',
  ],
  hemorrhage: [
    'A 90-year-old man with atrial fibrillation was found unresponsive at his nursing home. Head CT showed a large left basal ganglia hemorrhage with midline shift. His family chose comfort measures and he died on hospital day 3. The medical examiner did not take the case.',
  ],
  delivery: [
    'The patient is a 31-year-old G2P1 who delivered a healthy girl vaginally at 39 weeks. A second-degree laceration was repaired. The baby weighed 3410 grams with Apgar scores of 8 and 9. Her postpartum course was uncomplicated and she is breastfeeding. She should have a glucose tolerance test at six weeks.',
    'The patient was GBS negative. Her pregnancy was complicated by diet-controlled gestational diabetes. She had a vaginal birth before. Docusate 100 mg twice a day was prescribed. No complications occurred.',
  ],
  breast: [
    'A 54-year-old woman underwent a left lumpectomy and sentinel lymph node biopsy for invasive ductal carcinoma. Two sentinel nodes contained no tumor. The drain was taken out before discharge. HCTZ was stopped due to hyponatremia. She was discharged on acetaminophen, letrozole and lisinopril. She is 165 cm tall and weighs 72 kg. Radiotherapy will begin in 6 weeks.',
    "The tumor was 2.4 cm in size. The patient's mother had ovarian cancer. There was no fever or hematoma after surgery. The drain put out 20 mL per day before it was removed. She takes acetaminophen 1 g three times a day. The tumor had not spread to the axillary nodes.",
  ],
  nodule: [
    'A woman with an 18 mm right upper lobe nodule underwent VATS wedge resection followed by lobectomy. Pathology showed adenocarcinoma with negative margins and no involved lymph nodes. Her course was complicated by an air leak and atrial fibrillation with rapid ventricular response, treated with amiodarone. The chest tube was pulled on POD 3. She was not anticoagulated. She was breathing room air at discharge.',
    'VATS stands for video-assisted thoracoscopic surgery. The final diagnosis was adenocarcinoma of the right lung. Amiodarone is to be reduced to 200 mg daily after a week. The left knee had been replaced. She takes atorvastatin 20 mg at bedtime. The PET scan showed no mediastinal lymphadenopathy.',
  ],
  colitis: [
    'A 38-year-old woman with ulcerative colitis was admitted with a severe flare. Infection with C. difficile was excluded. She did not respond fully to IV methylprednisolone and received infliximab 5 mg/kg on July 12. Her bowel movements decreased to three a day. She was transfused 2 units for a hemoglobin of 7.6 and got IV iron. Her oral contraceptive is on hold. Prednisone will be tapered by 5 mg per week.',
    'The patient had ten bloody stools daily on admission. CMV was not found on biopsy. The CRP was 96 mg/L. Colectomy was not necessary. Iron sucrose 200 mg IV was given for a ferritin of 6. The patient was in hospital from July 8 to July 15, 2019. She is to take calcium carbonate twice a day.',
  ],
};

/** About notes of the final half. */
export const finalAnswers: Readonly<Record<string, readonly string[]>> = {
  appendicitis: [
    'A previously healthy 34-year-old man was admitted with right lower quadrant pain, and CT showed acute appendicitis. He had a laparoscopic appendectomy on this admission. By the first postoperative day he was eating and his pain was controlled with oral medication. He went home with acetaminophen, ibuprofen and a few tablets of oxycodone. Follow-up is in the surgery clinic in two weeks.',
  ],
  infarction: [
    'A 58-year-old man with hyperlipidemia was admitted with an inferior STEMI. The mid right coronary artery was occluded and one drug-eluting stent was placed. Echocardiography after the procedure showed an EF of 50%. He was started on a statin and a beta blocker. He was counseled to stop smoking and referred to cardiac rehabilitation. His LDL was 171.',
  ],
  hip: [
    'An 83-year-old woman with osteoporosis and dementia broke her left hip in a fall in the bathroom. She did not hit her head or lose consciousness. Apixaban was paused for surgery and restarted two days later. Her hemoglobin dropped after the operation and she received one unit of blood. She had delirium, which resolved once the Foley catheter was removed. She was discharged to an extended care facility and can bear weight as tolerated.',
  ],
  pancreatitis: [
    'A 45-year-old teacher with gallstones was admitted with pancreatitis; her lipase was 3400. She improved with fluids and bowel rest, and no stones were left in the bile duct on MRCP. Her gallbladder was removed during the same stay. She has no history of alcohol use. She should return if she has a fever or jaundice.',
  ],
  stroke: [
    'A 52-year-old truck driver woke up with left-sided weakness and slurred speech. He was too late for thrombolysis and underwent mechanical thrombectomy. MRI showed a small right insular stroke without bleeding. Atrial fibrillation was found on telemetry, so apixaban was begun on the fourth day. His strength had almost recovered when he was transferred to rehab. He uses a nicotine patch of 21 mg.',
  ],
  asthma: [
    'A six-year-old boy with asthma had an exacerbation triggered by a viral infection. He had run out of his controller inhaler. He was given continuous albuterol for six hours, one dose of magnesium and dexamethasone. His mother was taught the asthma action plan. He needs to take fluticasone every day even when well.',
  ],
  cirrhosis: [
    'Mr. K has alcoholic cirrhosis and came in with ascites and weight gain. Six liters were drained on February 4 and there was no infection of the fluid. He was given 50 g of albumin. He was started on spironolactone and furosemide, and lactulose for mild encephalopathy. Naproxen was stopped. He lost 22 pounds in the hospital. He will see hepatology on February 23.',
  ],
  seizure: [
    'A 23-year-old student had two generalized seizures after sleeping only four hours. MRI showed left mesial temporal sclerosis and the EEG showed sharp waves on the same side. He was loaded with 1500 mg of levetiracetam and stayed seizure free for 48 hours. He was told not to drive for half a year. His father has epilepsy. He became mildly irritable.',
  ],
};
