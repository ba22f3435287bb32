/** The notes that the statements are about: the admissions of the labelled set written out with dates, and five more. */
import { type Case, cases } from '../discharge/cases.ts';

const stays: readonly (readonly [name: string, admitted: string, discharged: string])[] = [
  ['heart-failure', '03/14/2021', '03/20/2021'],
  ['appendicitis', 'June 2, 2020', 'June 4, 2020'],
  ['infarction', '2019-11-08', '2019-11-12'],
  ['hip', '5 January 2022', '13 January 2022'],
  ['pancreatitis', '9/17/2018', '9/22/2018'],
  ['pneumonia', '02-11-2020', '02-16-2020'],
  ['ketoacidosis', 'April 3rd, 2021', 'April 6th, 2021'],
  ['stroke', '2020-07-21', '2020-07-29'],
  ['bleeding', '12/01/2019', '12/10/2019'],
  ['asthma', 'Oct 30, 2022', 'Nov 1, 2022'],
  ['depression', '2021/05/10', '2021/05/24'],
  ['urosepsis', '8 Aug 2017', '15 Aug 2017'],
  ['hemorrhage', '1/6/2020', '1/8/2020'],
  ['delivery', 'Sept 12, 2021', 'Sept 14, 2021'],
];

function written(it: Case, admitted: string, discharged: string): string {
  const medications = it.medications.map((item) => `- ${item}`).join('\n');
  return `Admission Date: ${admitted}
Discharge Date: ${discharged}
Age/Sex: ${it.age}/${it.sex}

Chief Complaint: ${it.complaint}

History of Present Illness:
${it.hpi}

Past Medical History: ${it.pmh}

Social History: ${it.social}

Physical Exam: ${it.exam}

Pertinent Results: ${it.labs}

Procedures: ${it.procedure}

Hospital Course:
${it.course}

Discharge Diagnosis: ${it.diagnosis}

Discharge Medications:
${medications}

Disposition: ${it.disposition}
Condition: ${it.condition}
Instructions: ${it.instructions}
Follow-up: ${it.followUp}
`;
}

const more: Readonly<Record<string, string>> = {
  breast: `DISCHARGE SUMMARY

Admitted 10 May 2023, discharged 12 May 2023.

Mrs. T. is a 54-year-old woman with invasive ductal carcinoma of the left breast, found on screening mammography. Tumor size was 2.4 cm. No axillary lymphadenopathy. Her mother had ovarian cancer at 61. She is allergic to codeine (rash). Weight 72 kg, height 165 cm.

She underwent left lumpectomy with sentinel node biopsy on 10 May; both nodes were negative for tumor. Estimated blood loss was 50 mL. Drain output fell to 20 mL per day and the drain was removed before she went home. Pain was treated with acetaminophen. She did not need opioids. No hematoma, no fever.

Medications at discharge: acetaminophen 1 g three times daily, letrozole 2.5 mg once daily, lisinopril 20 mg once daily. Hydrochlorothiazide was stopped because of low sodium (Na 128).

She will see the oncologist on 24 May 2023; radiotherapy is planned to start in six weeks.`,
  cirrhosis: `Chief Complaint:
Abdominal distension

History of Present Illness:
Mr. K, 49 years old, with alcohol-related cirrhosis (MELD 21) presented on 2/3/2022 with two weeks of increasing girth and a weight of 220 lb, up 18 lb from his dry weight. He denied fever, melena and hematemesis. He had been taking naproxen for back pain. No history of variceal bleeding. His brother has hepatitis C; the patient tested negative.

Hospital Course:
Paracentesis on 2/4 removed 6 liters of straw-colored fluid; cell count 110 PMN, no SBP. Albumin 50 g was given. Spironolactone was started at 100 mg and furosemide at 40 mg daily. Creatinine rose from 0.9 to 1.3 mg/dL and then settled at 1.0. Ultrasound showed a patent portal vein without thrombosis. He had mild asterixis; lactulose was begun with good effect. EGD was not performed. Temperature never exceeded 98.9 F.

Discharge weight: 198 lb. Naproxen was discontinued. He left on 2/9/2022.

Discharge Medications:
1. Spironolactone 100 mg PO daily
2. Furosemide 40 mg PO daily
3. Lactulose 20 g PO TID, titrate to 3 bowel movements
4. Thiamine 100 mg PO daily

Follow-up: Hepatology on 2/23/2022. Labs in one week.`,
  nodule: `Name: ___  Admission Date: ___  Discharge Date: ___

Chief Complaint: Lung nodule

HPI: ___ yo F never-smoker with an incidental 18 mm spiculated nodule in the right upper lobe, FDG avid, no mediastinal adenopathy on PET. Denies hemoptysis, weight loss. Father died of lung cancer.

PMH: asthma, hyperlipidemia, s/p L knee replacement

Brief Hospital Course: VATS RUL wedge resection converted to lobectomy after frozen section showed adenocarcinoma. Margins negative, 0/11 nodes. Chest tube on the right removed POD 3 after air leak resolved; post-pull CXR without pneumothorax. Afib with RVR on POD 2 converted with amiodarone; anticoagulation was not started (CHADS-VASc 1). Pain managed with gabapentin and a paravertebral catheter. O2 weaned to room air.

Discharge Medications: amiodarone 400 mg BID x 1 week, then 200 mg daily; gabapentin 300 mg TID; atorvastatin 20 mg qHS; albuterol inhaler PRN

Discharge Condition: ambulating, SpO2 95% on RA

Followup: thoracic surgery 2 weeks with CXR`,
  seizure: `Reason for admission: New onset seizures

A 23-year-old student was admitted on November 30, 2021 after two generalized tonic-clonic seizures, each lasting about three minutes. He had slept four hours the night before. There is no history of head injury or febrile seizures. His father takes valproate for epilepsy. He drinks alcohol at weekends and uses no illicit drugs.

Findings: Temperature 37.2 C, HR 96, BP 128/74. Neurologic examination normal. Tongue bite on the right side. CT head without hemorrhage. MRI brain: left mesial temporal sclerosis. EEG: left temporal sharp waves. Lumbar puncture was deferred. Glucose 5.4 mmol/L, CK 890 U/L.

Course: Levetiracetam was loaded with 1500 mg IV and continued at 500 mg twice a day. No further seizures occurred over 48 hours. Lamotrigine was considered but not started. He reported mild irritability.

Discharged home with his parents on December 3, 2021, in good condition. Levetiracetam 500 mg twice daily. No driving for six months. Neurology follow-up on January 14, 2022.`,
  colitis: `Hospital Course by Problem

Ulcerative colitis flare: 38F with UC (pancolitis, dx 2012) on mesalamine admitted 7/8/19 with ten bloody stools a day and a CRP of 96 mg/L. C. difficile toxin negative. Stool culture negative. Flexible sigmoidoscopy: severe inflammation, Mayo 3, no CMV on biopsy. IV methylprednisolone 60 mg daily was given for 5 days with incomplete response, so infliximab 5 mg/kg (325 mg, weight 65 kg) was infused on 7/12/19. Stool frequency fell to three per day. No perforation or megacolon. Surgery was consulted but no operation was needed.

Anemia: Hgb 7.6 on admission, given two units of packed red cells, Hgb 9.8 at discharge. Ferritin 6, IV iron sucrose 200 mg given.

VTE prophylaxis with enoxaparin 40 mg daily; no DVT.

Discharge Meds: prednisone 40 mg daily, tapering by 5 mg each week; mesalamine 4.8 g daily; iron to be repeated; calcium carbonate 1250 mg BID. Hold oral contraceptive.

Discharged 7/15/19 to home. Second infliximab dose 7/26/19.`,
};

export const notes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(stays.map(([name, from, to], i) => [name, written(cases[i] as Case, from, to)])),
  ...more,
};
