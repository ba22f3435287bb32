/** Invented admissions, written by hand for the labelled set. No real patient. */

export interface Case {
  readonly age: number;
  readonly sex: 'M' | 'F';
  readonly complaint: string;
  readonly hpi: string;
  readonly pmh: string;
  readonly social: string;
  readonly exam: string;
  readonly labs: string;
  readonly procedure: string;
  readonly course: string;
  readonly diagnosis: string;
  readonly medications: readonly string[];
  readonly disposition: string;
  readonly condition: string;
  readonly instructions: string;
  readonly followUp: string;
}

export const cases: readonly Case[] = [
  {
    age: 71,
    sex: 'F',
    complaint: 'Shortness of breath',
    hpi: '71 y/o woman with HFrEF (EF 30%) presenting with four days of worsening dyspnea on exertion, orthopnea and a 5 kg weight gain after running out of torsemide. No chest pain, no fever. In the ED she was hypoxic to 86% on room air and BNP was 2140.',
    pmh: 'HFrEF, HTN, T2DM, CKD stage 3, s/p ICD 2016',
    social: 'Lives with her husband. Former smoker, 20 pack-years. No alcohol.',
    exam: 'T 36.8, BP 148/86, HR 102, RR 24, SpO2 86% RA. JVP to the angle of the jaw. Bibasilar crackles. 2+ pitting edema to the knees.',
    labs: 'Na 131, K 4.2, Cr 1.6 (baseline 1.4), BNP 2140, troponin <0.01 x2',
    procedure: 'None',
    course:
      '# Acute on chronic systolic heart failure: She was diuresed with IV furosemide 80 mg BID and lost 6.2 kg over five days. Her home carvedilol was halved and later resumed. Transitioned to oral torsemide 40 mg daily before going home.\n# AKI on CKD: Cr peaked at 1.9 and returned to 1.5 with decongestion.',
    diagnosis: 'Acute on chronic systolic heart failure',
    medications: [
      'Torsemide 40 mg PO DAILY',
      'Carvedilol 12.5 mg PO BID',
      'Sacubitril-valsartan 24-26 mg PO BID',
      'Metformin 500 mg PO BID',
    ],
    disposition: 'Home with visiting nurse',
    condition: 'Mental status: clear and coherent. Ambulatory, independent.',
    instructions:
      'You were in the hospital because fluid had built up in your lungs. Weigh yourself every morning and call if your weight goes up by more than 3 lb.',
    followUp: 'Heart failure clinic in 7 days; PCP in two weeks.',
  },
  {
    age: 34,
    sex: 'M',
    complaint: 'RLQ pain',
    hpi: 'Previously healthy 34M with 18 hours of periumbilical pain migrating to the right lower quadrant, anorexia and one episode of emesis. CT showed a dilated 11 mm appendix with fat stranding.',
    pmh: 'None',
    social: 'Works as a roofer. Social alcohol.',
    exam: 'Tender at McBurney point with guarding, Rovsing positive.',
    labs: 'WBC 15.4, CRP 88, lactate 1.1',
    procedure: 'Laparoscopic appendectomy',
    course:
      'Taken to the operating room for laparoscopic appendectomy, which he tolerated well. Pathology: acute suppurative appendicitis. Diet was advanced on POD 1, pain controlled with oral agents, voiding freely.',
    diagnosis: 'Acute appendicitis',
    medications: [
      'Acetaminophen 1000 mg PO Q8H',
      'Ibuprofen 600 mg PO Q6H PRN pain',
      'Oxycodone 5 mg PO Q6H PRN, 6 tablets',
    ],
    disposition: 'Home',
    condition: 'Stable, tolerating regular diet',
    instructions:
      'No lifting over 10 lb for four weeks. You may shower. Call for fever above 101.5 or redness of the wounds.',
    followUp: 'Surgery clinic in 2 weeks.',
  },
  {
    age: 58,
    sex: 'M',
    complaint: 'Substernal chest pressure',
    hpi: 'A 58 year old man with hyperlipidemia who developed crushing chest pressure at rest radiating to the left arm. EKG with ST elevations in II, III and aVF. He was loaded with aspirin and ticagrelor and brought to the cath lab.',
    pmh: 'Hyperlipidemia, GERD, obesity',
    social: 'Smokes one pack per day for thirty years.',
    exam: 'Diaphoretic, BP 98/60, HR 54, lungs clear, no murmurs.',
    labs: 'Troponin T peaked at 4.2. LDL 171. HbA1c 5.9.',
    procedure: 'Cardiac catheterization with drug-eluting stent to the mid RCA',
    course:
      'STEMI: culprit was a 100% mid-RCA occlusion, treated with one DES. Post-procedure echo showed EF 50% with inferior hypokinesis. Monitored in the CCU for 48 hours without arrhythmia. Started on high-intensity statin and low-dose metoprolol. Smoking cessation counseling given.',
    diagnosis: 'Inferior ST-elevation myocardial infarction',
    medications: [
      'Aspirin 81 mg daily',
      'Ticagrelor 90 mg twice daily',
      'Atorvastatin 80 mg nightly',
      'Metoprolol succinate 25 mg daily',
      'Nitroglycerin 0.4 mg SL as needed',
    ],
    disposition: 'Home',
    condition: 'Good',
    instructions: 'Do not stop aspirin or ticagrelor unless your cardiologist tells you to.',
    followUp: 'Cardiology (Dr. ___) in 1-2 weeks, cardiac rehab referral placed.',
  },
  {
    age: 83,
    sex: 'F',
    complaint: 's/p fall, left hip pain',
    hpi: '83F w/ osteoporosis and mild dementia found down by her daughter after a mechanical fall in the bathroom. No head strike, no LOC. XR with a displaced left femoral neck fracture.',
    pmh: 'Osteoporosis, Alzheimer dementia, hypothyroidism, AF on apixaban',
    social: 'Assisted living, walks with a rollator.',
    exam: 'Left leg shortened and externally rotated, NV intact.',
    labs: 'Hgb 11.2 -> 8.4 postop, 9.3 after 1 unit PRBC. Cr 0.9.',
    procedure: 'Left hip hemiarthroplasty',
    course:
      'Apixaban was held for 48 hours and she underwent an uncomplicated left hemiarthroplasty. Postoperative course notable for hypoactive delirium that resolved with reorientation and removal of the Foley. Apixaban restarted on POD 2. Worked with PT, weight bearing as tolerated.',
    diagnosis: 'Displaced left femoral neck fracture',
    medications: ['Apixaban 2.5 mg BID', 'Levothyroxine 75 mcg daily', 'Calcium/Vitamin D', 'Acetaminophen 650 mg TID'],
    disposition: 'Extended care facility',
    condition: 'Fair. Confused at times. Out of bed with assistance.',
    instructions: 'WBAT left lower extremity, posterior hip precautions. Staples out on day 14.',
    followUp: 'Orthopedic trauma clinic, two weeks, with AP pelvis film.',
  },
  {
    age: 45,
    sex: 'F',
    complaint: 'Abdominal pain and vomiting',
    hpi: '45-year-old woman with gallstones and two days of epigastric pain radiating to the back. Lipase 3400. No alcohol use. US: cholelithiasis, CBD 5 mm.',
    pmh: 'Cholelithiasis, migraine',
    social: 'Teacher, married, two children',
    exam: 'Epigastric tenderness without rebound. Afebrile.',
    labs: 'Lipase 3400 to 210, ALT 188, T bili 1.4, Ca 8.3, TG 140',
    procedure: 'Laparoscopic cholecystectomy',
    course:
      'Managed with lactated Ringer and bowel rest; pain improved by hospital day 2 and she tolerated a low-fat diet. MRCP without retained stones. Cholecystectomy was done on the same admission, without complications.',
    diagnosis: 'Gallstone pancreatitis',
    medications: ['Acetaminophen 650 mg every 6 hours', 'Ondansetron 4 mg as needed', 'Sumatriptan 50 mg as needed'],
    disposition: 'Home with family',
    condition: 'Stable',
    instructions: 'Low fat diet for two weeks; return for fever, yellow skin or worsening pain.',
    followUp: 'Dr. Okafor, General Surgery, 14 days',
  },
  {
    age: 66,
    sex: 'M',
    complaint: 'Fever, productive cough',
    hpi: 'Pt is a 66M w/ COPD on 2L home O2 p/w 3d of fevers, purulent sputum and increased WOB. CXR showed RLL consolidation. Given CTX/azithro in ED, tx to floor.',
    pmh: 'COPD GOLD 3, OSA on CPAP, BPH',
    social: 'Quit tobacco 4 yrs ago, 45 pk-yr',
    exam: 'T 38.9 HR 110 RR 28, rhonchi R base, accessory muscle use',
    labs: 'WBC 18.2 w/ left shift, procalcitonin 2.1, ABG 7.34/52/61',
    procedure: 'none',
    course:
      'CAP w/ COPD exacerbation: tx w/ CTX x5d + azithro x3d, prednisone 40 x5d, nebs. Required BiPAP overnight HD1, weaned to home 2L by HD3. Sputum cx grew S. pneumoniae, pan-sensitive. Urinary retention on HD2, straight cath x1, tamsulosin continued.',
    diagnosis: 'Community acquired pneumonia; COPD exacerbation',
    medications: ['amoxicillin 1 g TID x2 more days', 'tiotropium 18 mcg qd', 'albuterol prn', 'tamsulosin 0.4 qhs'],
    disposition: 'home w/ VNA',
    condition: 'improved, on 2L NC',
    instructions: 'Finish the antibiotic. Use your inhaler with the spacer.',
    followUp: 'Pulm 4 wks w/ repeat CXR 6-8 wks',
  },
  {
    age: 29,
    sex: 'F',
    complaint: 'Polyuria, nausea, lethargy',
    hpi: 'The patient, a 29-year-old woman with type 1 diabetes, stopped taking insulin for three days during a viral illness and was brought in by her roommate with vomiting and deep rapid breathing.',
    pmh: 'Type 1 diabetes since age 11, two earlier episodes of DKA',
    social: 'Graduate student; denies drugs',
    exam: 'Kussmaul breathing, dry mucous membranes, HR 124, BP 96/58',
    labs: 'Glucose 562 mg/dL, pH 7.08, bicarbonate 7, anion gap 27, beta-hydroxybutyrate 6.8',
    procedure: 'None performed',
    course:
      'She received 4 L of crystalloid and an insulin infusion; the gap closed after 14 hours and she was bridged to basal-bolus insulin. Potassium was repleted. The diabetes team reviewed sick-day rules with her.',
    diagnosis: 'Diabetic ketoacidosis',
    medications: ['Insulin glargine 22 units at bedtime', 'Insulin lispro 6 units with meals plus correction'],
    disposition: 'Home, self-care',
    condition: 'Well, eating and drinking',
    instructions: 'Never stop the long-acting insulin when you are ill. Check ketones if glucose exceeds 300 mg/dL.',
    followUp: 'Endocrinology within one week',
  },
  {
    age: 52,
    sex: 'M',
    complaint: 'Left-sided weakness and slurred speech',
    hpi: 'Mr. B is a 52-year-old right-handed man who woke at 6 am with left face and arm weakness. NIHSS 7. CTA: right M2 occlusion. Outside the lytic window; went for thrombectomy with TICI 2b reperfusion.',
    pmh: 'Hypertension, untreated; tobacco use',
    social: 'Truck driver',
    exam: 'Left facial droop, left arm drift 3/5, dysarthria, neglect to double stimulation',
    labs: 'LDL 143, A1c 6.1, UDS negative',
    procedure: 'Mechanical thrombectomy, right middle cerebral artery',
    course:
      'Admitted to the neuro ICU after thrombectomy. MRI with a small right insular infarct, no hemorrhage. Telemetry captured two runs of atrial fibrillation; apixaban started on day 4. Dysphagia screen passed. Strength recovered to 4+/5 at the time of leaving.',
    diagnosis: 'Acute ischemic stroke, right MCA territory, cardioembolic',
    medications: [
      'Apixaban 5 mg twice daily',
      'Atorvastatin 80 mg daily',
      'Lisinopril 10 mg daily',
      'Nicotine patch 21 mg',
    ],
    disposition: 'Acute rehabilitation hospital',
    condition: 'Alert and interactive; ambulates with a cane',
    instructions: 'No driving until cleared by neurology.',
    followUp: 'Stroke clinic at 6 weeks; cardiology for AF',
  },
  {
    age: 78,
    sex: 'M',
    complaint: 'Melena',
    hpi: 'This is a 78-year-old gentleman on warfarin for a mechanical mitral valve who noticed black stools for two days, lightheadedness and one presyncopal episode. Hemoglobin was 6.9 with an INR of 4.8.',
    pmh: 'Mechanical mitral valve, CAD s/p CABG, gout',
    social: 'Widower, retired machinist, one beer a week',
    exam: 'Pale. Rectal: melena. Crisp mechanical S1.',
    labs: 'Hgb 6.9 -> 9.1 after 3 units; INR 4.8 -> 2.4; BUN 48',
    procedure: 'EGD with clipping and epinephrine injection of a duodenal ulcer',
    course:
      'GI bleed. INR was allowed to drift without vitamin K given the valve. EGD showed a 1 cm duodenal ulcer with a visible vessel, clipped. Heparin bridge started 24 h later without rebleeding. H. pylori stool antigen positive; quadruple therapy begun. NSAID use for gout was the likely trigger.',
    diagnosis: 'Upper gastrointestinal bleeding from duodenal ulcer',
    medications: [
      'Pantoprazole 40 mg BID',
      'Warfarin 4 mg daily, INR goal 2.5-3.5',
      'Bismuth, metronidazole, tetracycline x 14 days',
    ],
    disposition: 'Home',
    condition: 'Hemodynamically stable, Hgb stable for 72 hours',
    instructions: 'Avoid ibuprofen, naproxen and similar drugs. INR check on Monday.',
    followUp: 'GI in four weeks; anticoagulation clinic Monday',
  },
  {
    age: 6,
    sex: 'M',
    complaint: 'Wheezing',
    hpi: '6 yo boy with moderate persistent asthma, ran out of his controller, with 2 days of URI symptoms then increased work of breathing not responding to albuterol at home.',
    pmh: 'Asthma, eczema, born at 36 weeks',
    social: 'Lives with mother and two siblings; cat at home',
    exam: 'Subcostal retractions, diffuse expiratory wheeze, SpO2 91%',
    labs: 'RVP: rhino/enterovirus',
    procedure: 'None',
    course:
      'Received continuous albuterol for 6 hours, magnesium x1 and dexamethasone. Spaced to q4h by the second hospital day. Asthma action plan reviewed with mother.',
    diagnosis: 'Acute asthma exacerbation due to rhinovirus',
    medications: ['Fluticasone 110 mcg 2 puffs BID with spacer', 'Albuterol 4 puffs q4h for 48 h then prn'],
    disposition: 'Home with mother',
    condition: 'Comfortable on room air',
    instructions: 'Keep giving the controller every day, also when he is well.',
    followUp: 'Pediatrician in 2 days',
  },
  {
    age: 41,
    sex: 'F',
    complaint: 'Low mood with suicidal ideation',
    hpi: 'Patient is a 41 y.o. F with recurrent MDD who self-presented after drafting a note. She had stopped venlafaxine two months earlier because of night sweats. No attempt. Stressors include divorce and job loss.',
    pmh: 'MDD, generalized anxiety, hypothyroidism',
    social: 'Divorced, lives alone; sister supportive',
    exam: 'MSE: depressed affect, linear thought, no psychosis, passive SI without plan',
    labs: 'TSH 2.1, hCG negative, tox negative',
    procedure: 'N/A',
    course:
      'Voluntary admission. Started sertraline, titrated to 100 mg, attended groups daily, and engaged in safety planning. Sleep improved with mirtazapine. At the end of the stay she denied SI for four consecutive days and was future oriented.',
    diagnosis: 'Major depressive disorder, recurrent, severe without psychotic features',
    medications: ['Sertraline 100 mg daily', 'Mirtazapine 7.5 mg at night', 'Levothyroxine 50 mcg daily'],
    disposition: "To her sister's home",
    condition: 'Improved mood, no SI/HI',
    instructions: 'Call the crisis line or come to the ED if thoughts of self-harm return.',
    followUp: 'Intensive outpatient program on Tuesday',
  },
  {
    age: 63,
    sex: 'F',
    complaint: 'Flank pain and rigors',
    hpi: 'Ms. R is 63, with nephrolithiasis, and came with right flank pain, rigors and hypotension. CT demonstrated an obstructing 7 mm right ureteral stone with hydronephrosis.',
    pmh: 'Nephrolithiasis, hypertension, obesity',
    social: 'Never smoker',
    exam: 'T 39.4, BP 82/44, right CVA tenderness',
    labs: 'Lactate 4.6, WBC 22.1, UA nitrite positive, blood cultures E. coli 2/2',
    procedure: 'Cystoscopy, right ureteral stent placement',
    course:
      'Urosepsis from an obstructed stone. Urgent stent; norepinephrine weaned off within 20 hours. E. coli was ceftriaxone sensitive. Stepped down to the ward on day 3, converted to oral ciprofloxacin for a total of 14 days. Stent stays until definitive ureteroscopy.',
    diagnosis: 'Septic shock due to obstructive pyelonephritis',
    medications: ['Ciprofloxacin 500 mg BID through day 14', 'Tamsulosin 0.4 mg daily', 'Lisinopril HELD'],
    disposition: 'Home with services',
    condition: 'Stable, afebrile 72 h',
    instructions: 'Drink at least 2 liters a day. The stent may cause blood in the urine.',
    followUp: 'Urology 3 weeks for ureteroscopy',
  },
  {
    age: 90,
    sex: 'M',
    complaint: 'Unresponsive',
    hpi: 'Nonagenarian from a nursing home found unresponsive. Head CT: large left basal ganglia hemorrhage with midline shift.',
    pmh: 'AF, HTN, CKD',
    social: 'Nursing home resident, DNR/DNI',
    exam: 'GCS 4, left gaze deviation, extensor posturing',
    labs: 'INR 1.1',
    procedure: 'None',
    course:
      'After discussion with his sons, goals were changed to comfort. He was kept comfortable with morphine and glycopyrrolate and died peacefully on the third hospital day with family at the bedside. The medical examiner declined the case.',
    diagnosis: 'Intracerebral hemorrhage',
    medications: ['none (deceased)'],
    disposition: 'Expired',
    condition: 'Deceased',
    instructions: 'N/A',
    followUp: 'N/A',
  },
  {
    age: 31,
    sex: 'F',
    complaint: 'Contractions at term',
    hpi: 'G2P1 at 39w4d with regular contractions since midnight. Pregnancy complicated by gestational diabetes, diet controlled. GBS negative.',
    pmh: 'GDMA1, prior vaginal birth',
    social: 'Lives with partner',
    exam: 'Cervix 5/80/-1 on arrival',
    labs: 'Hgb 11.8 -> 10.1 postpartum, blood type O positive',
    procedure: 'Spontaneous vaginal delivery, repair of second-degree laceration',
    course:
      'Uncomplicated vaginal delivery of a liveborn girl, 3410 g, Apgars 8 and 9. Postpartum she was ambulating, voiding, breastfeeding, with light lochia. Fasting glucose normal on day 1.',
    diagnosis: 'Term pregnancy, delivered; GDMA1',
    medications: ['Ibuprofen 600 mg q6h prn', 'Docusate 100 mg BID', 'Prenatal vitamin daily'],
    disposition: 'Home with infant',
    condition: 'Good',
    instructions: 'Pelvic rest for six weeks. 75 g OGTT at the postpartum visit.',
    followUp: 'Six weeks postpartum, OB clinic',
  },
];

/** Admissions in other languages: values by the keys of `headings`. */
export type Field =
  | 'complaint'
  | 'history'
  | 'past'
  | 'exam'
  | 'labs'
  | 'course'
  | 'diagnosis'
  | 'medications'
  | 'plan';
export type Foreign = Readonly<Record<Field, string>>;

export const foreignCases: Readonly<Record<'ko' | 'de' | 'es' | 'fr', readonly Foreign[]>> = {
  ko: [
    {
      complaint: '호흡곤란 (내원 3일 전부터)',
      history:
        '73세 여자 환자로 심부전으로 외래 추적 중 이뇨제 중단 후 호흡곤란과 하지부종이 악화되어 응급실로 내원함.',
      past: '고혈압, 당뇨병(2010년 진단), 심방세동',
      exam: 'BP 152/90, HR 104, 양측 하폐야 수포음, 하지 함요부종 2+',
      labs: 'BNP 1830 pg/mL, Cr 1.4 mg/dL, Na 132',
      course:
        'IV furosemide 40 mg bid 투여 후 체중 4.8 kg 감소하였고 산소요구량 소실됨. 제5병일부터 경구약으로 전환하여 증상 호전 상태로 귀가함.',
      diagnosis: '급성 심부전, 심방세동',
      medications: 'Furosemide 40 mg 1T qd\nBisoprolol 2.5 mg 1T qd\nApixaban 5 mg bid',
      plan: '1주 후 순환기내과 외래, BMP 추적',
    },
    {
      complaint: '우하복부 통증',
      history: '28세 남자, 1일 전 시작된 상복부 통증이 우하복부로 이동. CT에서 충수 직경 10 mm.',
      past: '특이사항 없음',
      exam: '우하복부 압통 및 반발통',
      labs: 'WBC 14,800, CRP 6.2',
      course: '복강경 충수절제술 시행. 수술 후 1일째 식이 진행, 특이 합병증 없이 회복됨.',
      diagnosis: '급성 충수염',
      medications: 'Acetaminophen 650 mg tid\nCefaclor 250 mg tid (5일)',
      plan: '외래에서 봉합사 제거 예정',
    },
    {
      complaint: '발열 및 객담',
      history: '66세 남자로 COPD 병력, 3일간 38.5도 발열과 화농성 객담으로 내원.',
      past: 'COPD, 전립선비대증',
      exam: '우하폐야 수포음',
      labs: 'WBC 17,200, procalcitonin 1.8',
      course: 'Ceftriaxone과 azithromycin 투여, 제3병일 해열, 산소 2 L에서 실내공기로 이탈함.',
      diagnosis: '지역사회획득 폐렴',
      medications: 'Amoxicillin/clavulanate 625 mg tid\nTiotropium 흡입',
      plan: '2주 후 호흡기내과, 흉부 X선 재촬영',
    },
  ],
  de: [
    {
      complaint: 'Zunehmende Belastungsdyspnoe und Beinödeme',
      history:
        'Die 77-jährige Patientin stellte sich mit seit einer Woche zunehmender Luftnot und Gewichtszunahme von 6 kg vor.',
      past: 'Arterielle Hypertonie, Diabetes mellitus Typ 2, Z. n. Hüft-TEP rechts 2014',
      exam: 'RR 155/85 mmHg, HF 98/min, feuchte RGs bds. basal, Unterschenkelödeme bds.',
      labs: 'NT-proBNP 6120 pg/ml, Kreatinin 1,5 mg/dl, Kalium 4,1 mmol/l',
      course:
        'Unter intravenöser Diuretikagabe kam es zu einer raschen Rekompensation mit Gewichtsabnahme von 7 kg. Echokardiographisch EF 35 %. Wir entlassen die Patientin in gebessertem Allgemeinzustand.',
      diagnosis: 'Dekompensierte Herzinsuffizienz (NYHA III)',
      medications: 'Torasemid 20 mg 1-0-0\nRamipril 5 mg 1-0-1\nBisoprolol 5 mg 1-0-0',
      plan: 'Elektrolytkontrolle in einer Woche beim Hausarzt, tägliches Wiegen.',
    },
    {
      complaint: 'Rechtsseitiger Unterbauchschmerz',
      history:
        'Seit dem Vortag bestehende Schmerzen, initial periumbilikal, einmaliges Erbrechen, subfebrile Temperaturen.',
      past: 'Keine relevanten Vorerkrankungen',
      exam: 'Druckschmerz am McBurney, Loslassschmerz positiv',
      labs: 'Leukozyten 15,2 /nl, CRP 74 mg/l',
      course: 'Komplikationslose laparoskopische Appendektomie. Postoperativ regelrechter Kostaufbau, reizlose Wunden.',
      diagnosis: 'Akute Appendizitis',
      medications: 'Ibuprofen 400 mg bei Bedarf\nPantoprazol 20 mg 1-0-0',
      plan: 'Körperliche Schonung für zwei Wochen, Fadenzug am 10. postoperativen Tag.',
    },
    {
      complaint: 'Akute Sprachstörung',
      history:
        'Der 69-jährige Patient bemerkte beim Frühstück plötzlich Wortfindungsstörungen und eine Schwäche der rechten Hand.',
      past: 'Vorhofflimmern, Hyperlipidämie',
      exam: 'Motorische Aphasie, Armparese rechts KG 4/5, NIHSS 5',
      labs: 'LDL 138 mg/dl, HbA1c 5,8 %',
      course:
        'Nach Lyse auf der Stroke Unit deutliche Besserung. Im MRT kleiner Infarkt im Mediastromgebiet links. Beginn einer oralen Antikoagulation am vierten Tag.',
      diagnosis: 'Kardioembolischer Mediainfarkt links',
      medications: 'Apixaban 5 mg 1-0-1\nAtorvastatin 40 mg 0-0-1',
      plan: 'Ambulante Logopädie; Vorstellung in der Neurologie in drei Monaten.',
    },
  ],
  es: [
    {
      complaint: 'Dolor torácico',
      history:
        'Varón de 61 años que acude por dolor centrotorácico opresivo de dos horas de evolución irradiado a brazo izquierdo.',
      past: 'Dislipemia. Fumador de 20 cigarrillos/día. No alergias conocidas.',
      exam: 'TA 142/84, FC 88, auscultación sin soplos, murmullo conservado.',
      labs: 'Troponina I 3,4 ng/ml, colesterol LDL 160 mg/dl, Hb 14,1 g/dl',
      course:
        'Se realiza coronariografía con implante de stent en la descendente anterior, sin complicaciones. Permanece asintomático durante el resto de la estancia.',
      diagnosis: 'Síndrome coronario agudo sin elevación del ST',
      medications:
        'Ácido acetilsalicílico 100 mg 1 comprimido al día\nTicagrelor 90 mg cada 12 horas\nAtorvastatina 80 mg por la noche',
      plan: 'Revisión en consulta de Cardiología en un mes.',
    },
    {
      complaint: 'Fiebre y tos con expectoración',
      history: 'Mujer de 80 años, institucionalizada, con cuadro de tres días de fiebre y tos productiva.',
      past: 'HTA, demencia tipo Alzheimer, fibrilación auricular anticoagulada',
      exam: 'Tª 38,6 ºC, SatO2 88 % basal, crepitantes en base derecha',
      labs: 'Leucocitos 16.400, PCR 21 mg/dl, creatinina 1,3',
      course: 'Buena respuesta a ceftriaxona y levofloxacino, con retirada de oxígeno al cuarto día.',
      diagnosis: 'Neumonía adquirida en la comunidad',
      medications: 'Cefditoreno 400 mg cada 12 horas 4 días\nApixabán 2,5 mg cada 12 horas',
      plan: 'Control por su médico de familia en una semana.',
    },
    {
      complaint: 'Deposiciones negras',
      history: 'Paciente de 72 años en tratamiento con AINE por gonalgia, con melenas y mareo de un día.',
      past: 'Gonartrosis, hipotiroidismo',
      exam: 'Palidez cutánea, abdomen blando, tacto rectal con melenas',
      labs: 'Hb 7,8 g/dl, urea 92 mg/dl, INR 1,0',
      course:
        'Gastroscopia urgente: úlcera duodenal Forrest IIa tratada con clips. Transfusión de dos concentrados. Sin nuevo sangrado.',
      diagnosis: 'Hemorragia digestiva alta por úlcera duodenal',
      medications: 'Omeprazol 40 mg cada 12 horas 8 semanas\nLevotiroxina 50 mcg',
      plan: 'Evitar AINE. Test de aliento en 6 semanas.',
    },
  ],
  fr: [
    {
      complaint: 'Dyspnée aiguë',
      history:
        'Patient de 68 ans adressé par son médecin traitant pour une dyspnée croissante depuis cinq jours avec orthopnée.',
      past: 'HTA, BPCO post-tabagique, cardiopathie ischémique',
      exam: 'TA 160/95, FC 105, crépitants aux deux bases, OMI bilatéraux',
      labs: 'NT-proBNP 4300 ng/l, créatinine 118 µmol/l, CRP 6 mg/l',
      course:
        "Évolution favorable sous furosémide intraveineux avec une perte de 5 kg. L'échographie retrouve une FEVG à 40 %. Sevrage de l'oxygène au troisième jour.",
      diagnosis: 'Décompensation cardiaque globale',
      medications: 'Furosémide 40 mg 1 cp le matin\nBisoprolol 2,5 mg 1 cp le matin\nRamipril 5 mg 1 cp le soir',
      plan: 'Consultation de cardiologie dans un mois, ionogramme dans 8 jours.',
    },
    {
      complaint: 'Chute à domicile',
      history: 'Mme D., 86 ans, a chuté de sa hauteur dans sa cuisine, avec impotence du membre inférieur droit.',
      past: 'Ostéoporose, cataracte opérée, troubles cognitifs légers',
      exam: 'Raccourcissement et rotation externe du membre inférieur droit',
      labs: 'Hb 11,4 g/dl puis 9,0 g/dl en postopératoire',
      course:
        "Ostéosynthèse par clou gamma le lendemain de l'entrée, suites simples, lever au deuxième jour avec la kinésithérapeute.",
      diagnosis: 'Fracture pertrochantérienne droite',
      medications: 'Paracétamol 1 g 3 fois par jour\nÉnoxaparine 4000 UI par jour pendant 35 jours',
      plan: 'Transfert en soins de suite. Radiographie de contrôle à six semaines.',
    },
    {
      complaint: 'Fièvre et douleur lombaire',
      history:
        'Femme de 33 ans, fièvre à 39,2 °C et douleur de la fosse lombaire gauche depuis 48 heures, brûlures mictionnelles.',
      past: 'Aucun antécédent notable',
      exam: 'Douleur à la percussion lombaire gauche, abdomen souple',
      labs: 'Leucocytes 15,8 G/l, CRP 146 mg/l, ECBU : E. coli',
      course: 'Apyrexie en 36 heures sous ceftriaxone, relais par ofloxacine selon antibiogramme.',
      diagnosis: 'Pyélonéphrite aiguë gauche non compliquée',
      medications: 'Ofloxacine 200 mg matin et soir pendant 5 jours',
      plan: 'Consulter en cas de reprise de la fièvre.',
    },
  ],
};
