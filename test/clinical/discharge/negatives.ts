/** Texts that look like discharge notes and are none: what a detector must leave alone. */
import { type Random, seededRandom } from '../../../runtime/embedded/generator/random.ts';
import type { Case } from './cases.ts';
import { anyCase, anyNote, type Labelled } from './positives.ts';
import { texts } from './texts.ts';

type Writer = (it: Case, random: Random) => string;

export function* negatives(): Generator<Labelled> {
  let seed = 20_000;
  for (const [kind, count] of Object.entries(counts)) {
    const writers = clinical[kind] as readonly Writer[];
    for (let i = 0; i < count; i++) {
      const random = seededRandom(seed++);
      const text = (writers[i % writers.length] as Writer)(anyCase(random), random);
      yield { kind, text: random.chance(0.2) ? text.replace(/^([A-Z][A-Za-z /&-]+):/gm, '**$1:**') : text };
    }
  }
  for (const [kind, bodies] of Object.entries(texts)) for (const text of bodies) yield { kind, text };
}

const counts: Readonly<Record<string, number>> = {
  radiology: 12,
  nursing: 12,
  letter: 12,
  operative: 10,
  progress: 14,
  admission: 14,
  emergency: 6,
  consult: 6,
  pathology: 4,
  table: 10,
  code: 6,
};

const list = (it: Case) => it.medications.map((item) => `- ${item}`).join('\n');
const sexOf = (it: Case) => (it.sex === 'M' ? 'man' : 'woman');

const clinical: Readonly<Record<string, readonly Writer[]>> = {
  radiology: [
    (it, random) =>
      `EXAMINATION:  CHEST (PORTABLE AP)\n\nINDICATION:  ___ year old ${sexOf(it)} with ${it.complaint.toLowerCase()}  // ${random.pick(['interval change?', 'ETT placement', 'eval for pneumonia'])}\n\nTECHNIQUE:  Chest single view\n\nCOMPARISON:  ___\n\nFINDINGS: \n\nHeart size is enlarged. Mediastinum is stable. There is mild vascular congestion. Small ${random.pick(['left', 'right'])} pleural effusion. No pneumothorax.\n\nIMPRESSION: \n\nMild pulmonary edema, improved. Ready for discharge from a radiographic standpoint is not assessed here.\n`,
    (_it, random) =>
      `CT ABDOMEN AND PELVIS WITH CONTRAST\n\nHISTORY: ${random.pick(['RLQ pain', 'flank pain', 'sepsis'])}\n\nTECHNIQUE: Helical images after 100 mL of iohexol.\n\nFINDINGS:\nLiver: Normal.\nGallbladder: Cholelithiasis.\nKidneys: ${random.int(3, 9)} mm stone.\nBowel: No obstruction. Appendix dilated to ${random.int(9, 14)} mm.\n\nIMPRESSION:\n1. Acute appendicitis without abscess.\n2. Cholelithiasis.\n\nDictated by: A. Radiologist, MD\n`,
    (_it, random) =>
      `MRT des Schädels vom ${random.int(1, 28)}.03.2022\n\nKlinische Angaben: Akute Aphasie.\nFragestellung: Ischämie?\nTechnik: DWI, FLAIR, TOF.\nBefund: Diffusionsstörung im Mediastromgebiet links. Keine Blutung.\nBeurteilung: Frischer Teilinfarkt der Arteria cerebri media links.\n`,
    (_it, random) =>
      `검사명: Chest PA\n검사일: 2022-03-0${random.int(1, 9)}\n임상소견: 발열, 기침\n판독소견:\n우하엽에 경화 소견이 있음. 흉수 없음.\n결론:\nRLL pneumonia.\n`,
    (it) =>
      `BILATERAL LOWER EXTREMITY VENOUS ULTRASOUND\n\nReason for exam: ${it.complaint}\n\nFindings: There is normal compressibility, flow and augmentation of the common femoral, femoral and popliteal veins.\n\nImpression: No evidence of deep venous thrombosis.\n`,
    () =>
      "SCANNER THORACO-ABDOMINAL\n\nIndication : altération de l'état général.\nTechnique : acquisition hélicoïdale après injection.\nRésultats : pas d'adénopathie. Épanchement pleural droit minime.\nConclusion : pas d'argument pour une embolie pulmonaire.\n",
  ],
  nursing: [
    (it, random) =>
      `NPN 7p-7a\n\nNeuro: A&Ox3, follows commands, MAE.\nCV: HR ${random.int(60, 110)} SR, no ectopy. BP stable.\nResp: LS clear, diminished at bases. Sats 95% on 2L.\nGI: Abd soft, +BS, no BM this shift.\nGU: Foley draining clear yellow urine ${random.int(30, 90)} cc/hr.\nSkin: intact.\nSocial: family in, updated by team.\nPlan: continue to monitor, pain control, discharge planning in AM. Dx ${it.diagnosis}.\n`,
    (it) =>
      `Situation: ${it.age} yo ${sexOf(it)} admitted with ${it.complaint.toLowerCase()}.\nBackground: ${it.pmh}\nAssessment: Vitals stable, pain 3/10 after PRN dose. IV site patent.\nRecommendation: Possible discharge tomorrow if ambulating. Teach back of medications needed.\n`,
    (_it, random) =>
      `Nursing Shift Note\nTime: ${random.int(10, 23)}:00\nPatient resting comfortably. Call light within reach, bed alarm on. Assisted to bathroom x2. Ate 75% of dinner. Discharge teaching started with daughter, who verbalized understanding of the heparin injections. Case manager contacted about ride home.\nRN signature: ______\n`,
    () =>
      '간호기록\n\n07:30 V/S: 120/70-82-18-36.8\n09:00 환자 통증 NRS 4점 호소하여 처방된 진통제 투여함.\n11:00 퇴원 예정 설명함. 보호자 경청함.\n14:00 낙상 예방 교육 시행.\n',
    (it) =>
      `WOUND CARE NOTE\n\nWound location: sacrum\nStage: 2\nSize: 2 x 3 cm\nDrainage: scant serous discharge, no odor\nTreatment: cleansed with saline, foam dressing applied\nPatient: ${it.age} years old, ${it.diagnosis}\nNext dressing change: in 3 days\n`,
    () =>
      'Pflegebericht Frühdienst\n\nPat. mobilisiert, Körperpflege am Waschbecken mit Unterstützung. Verband gewechselt, Wunde reizlos. RR 130/80. Entlassung für morgen geplant, Angehörige informiert, Transport bestellt.\n',
  ],
  letter: [
    (it) =>
      `Dear Dr. Patel,\n\nThank you for seeing this ${it.age}-year-old ${sexOf(it)} with ${it.complaint.toLowerCase()}. The past history includes ${it.pmh}. Recently discharged from St. Mary's after treatment for ${it.diagnosis.toLowerCase()}; I enclose the discharge summary.\n\nCurrent medications: ${it.medications.join(', ')}.\nAllergies: none known.\n\nI would be grateful for your opinion on further management.\n\nYours sincerely,\n\nDr. L. Morris\nGeneral Practitioner\n`,
    (it) =>
      `REFERRAL\n\nTo: Cardiology outpatient clinic\nFrom: Riverside Family Practice\nUrgency: Soon (2 weeks)\nReason for referral: ${it.complaint}\nHistory: ${it.hpi}\nPast medical history: ${it.pmh}\nCurrent medications:\n${list(it)}\nAllergies: NKDA\nExamination: ${it.exam}\nQuestion: Please assess and advise.\n`,
    (it) =>
      `Clinic letter, Neurology\n\nDiagnosis: ${it.diagnosis}\n\nI reviewed this pleasant ${it.age} year old in clinic today, six weeks after discharge from hospital. There have been no further episodes. Examination was normal. I have made no change to the medication and discharged the patient from follow-up.\n\nPlan:\n1. Continue current treatment\n2. Discharge from clinic to GP\n\nCopy to: patient\n`,
    () =>
      'Sehr geehrter Herr Kollege,\n\nvielen Dank für die Zuweisung Ihres Patienten, der sich am 4. Mai in unserer Ambulanz vorstellte.\n\nDiagnose: Gonarthrose links\nBefund: Bewegungsschmerz, kein Erguss.\nEmpfehlung: Physiotherapie, Wiedervorstellung in drei Monaten.\n\nMit freundlichen Grüßen\n',
    () =>
      "Cher confrère,\n\nMerci de recevoir en consultation Mme L., 54 ans, pour avis sur une dysthyroïdie. Elle est sortie de l'hôpital le mois dernier. Traitement : lévothyroxine 75 µg. Antécédents : HTA.\n\nBien confraternellement\n",
    () =>
      '진료의뢰서\n\n환자명: 홍○○\n진단명: 갑상선 결절\n의뢰 사유: 세침흡인검사 요청드립니다.\n병력: 최근 검진에서 1.2 cm 결절 발견됨.\n복용약: 없음\n',
  ],
  operative: [
    (it, random) =>
      `PREOPERATIVE DIAGNOSIS: ${it.diagnosis}.\nPOSTOPERATIVE DIAGNOSIS: Same.\nPROCEDURE: ${it.procedure}.\nSURGEON: ___, MD\nANESTHESIA: General endotracheal.\nESTIMATED BLOOD LOSS: ${random.int(1, 40) * 10} mL.\nCOMPLICATIONS: None.\n\nINDICATIONS FOR PROCEDURE: ${it.hpi}\n\nDESCRIPTION OF PROCEDURE: The patient was brought to the operating room and placed supine. After induction the field was prepped and draped. The wound was closed in layers.\n\nDISPOSITION: To the PACU in stable condition.\n`,
    (it) =>
      `Procedure Note: Paracentesis\n\nIndication: ${it.complaint}\nConsent: obtained\nTechnique: ultrasound guided, sterile\nFindings: 4.2 L of straw-colored fluid\nComplications: none immediate\nCondition: stable\nPlan: albumin 8 g per liter removed\n`,
    (it) =>
      `ENDOSCOPY REPORT\n\nIndications: ${it.complaint}\nMedications: Propofol per anesthesia\nFindings: Normal esophagus. Erosive gastritis in the antrum.\nImpression: Gastritis\nRecommendations: PPI for 8 weeks. Discharge patient to home when criteria are met. Follow-up biopsies.\n`,
    () =>
      'OP-Bericht\n\nDiagnose: Cholezystolithiasis\nOperation: Laparoskopische Cholezystektomie\nOperateur: OA Dr. M.\nAnästhesie: ITN\nVerlauf der Operation: Anlage des Pneumoperitoneums, vier Trokare. Clippen des Ductus cysticus. Blutstillung.\n',
    () =>
      '수술기록지\n\n수술전 진단: 급성 충수염\n수술후 진단: 급성 충수염\n수술명: 복강경 충수절제술\n마취: 전신마취\n수술소견: 충수 발적 및 종대.\n수술과정: 배꼽 절개 후 기복 형성.\n',
  ],
  progress: [
    (it, random) =>
      `PROGRESS NOTE - Hospital Day ${random.int(2, 9)}\n\nSubjective: No acute events overnight. ${it.complaint} improving.\n\nObjective: ${it.exam}\nLabs: ${it.labs}\n\nAssessment and Plan: ${it.age} y/o with ${it.diagnosis}.\n# Continue current management\n# Dispo: pending PT eval, likely discharge in 1-2 days\n`,
    (it) =>
      `S: Feels better, slept well, tolerating diet.\nO: AVSS. ${it.exam}\nA: ${it.diagnosis}, HD3\nP: Cont abx. Advance diet. PT/OT. D/c planning - anticipate home tomorrow.\nMeds: ${it.medications.join(', ')}\n`,
    (it, random) =>
      `24 Hour Events:\n[x] extubated\nAllergies: No Known Drug Allergies\nLast dose of Antibiotics: ceftriaxone 06:00\nReview of systems: unchanged\nPhysical Examination: ${it.exam}\nLabs / Radiology: ${it.labs}\nAssessment and Plan: ${it.diagnosis}. Wean oxygen.\nICU Care\nNutrition: NPO\nGlycemic Control: sliding scale\nLines: 18 gauge\nProphylaxis: DVT heparin, stress ulcer PPI\nCode status: Full code\nDisposition: ICU, day ${random.int(2, 12)}\n`,
    (it) =>
      `Interval History: ${it.course.split('. ')[0]}.\nCurrent Inpatient Medications:\n${list(it)}\nVitals: afebrile\nExam: ${it.exam}\nImpression: ${it.diagnosis}\nRecommendations: no new recommendations, will sign off.\n`,
    () =>
      '경과기록\n\nHD#3\nS) 통증 호전\nO) BT 36.9, 복부 연함\nA) s/p laparoscopic appendectomy\nP) 식이 진행, 내일 퇴원 고려\n',
    () =>
      'Visite 12.03.\n\nSubjektiv: Pat. fühlt sich besser.\nObjektiv: afebril, Abdomen weich.\nProcedere: AB-Umstellung oral, Entlassung voraussichtlich Freitag.\n',
    () =>
      'Evolución diaria\n\nS: Afebril, buen estado general.\nO: TA 120/70. ACP normal.\nA: NAC en resolución.\nPlan: pasar antibiótico a vía oral, valorar alta mañana.\n',
  ],
  admission: [
    (it) =>
      `HISTORY AND PHYSICAL\n\nChief Complaint: ${it.complaint}\n\nHistory of Present Illness: ${it.hpi}\n\nPast Medical History: ${it.pmh}\n\nMedications:\n${list(it)}\n\nAllergies: NKDA\n\nSocial History: ${it.social}\n\nFamily History: Non-contributory\n\nPhysical Exam: ${it.exam}\n\nLabs: ${it.labs}\n\nAssessment and Plan: ${it.age} year old ${sexOf(it)} with ${it.diagnosis.toLowerCase()}. Admit to medicine. Start treatment. DVT prophylaxis. Full code.\n`,
    (it) =>
      `Admission Note\n\nCC:\n${it.complaint}\n\nHPI:\n${it.hpi}\n\nPMH:\n${it.pmh}\n\nROS:\nNegative except above\n\nPE:\n${it.exam}\n\nImpression:\n${it.diagnosis}\n\nPlan:\n1. Admit to telemetry\n2. Serial labs\n3. Expected length of stay 3 days, discharge to ${it.disposition.toLowerCase()}\n`,
    (it) =>
      `ADMISSION DATE: ___\nATTENDING: ___\nREASON FOR ADMISSION: ${it.complaint}\nHISTORY OF PRESENT ILLNESS: ${it.hpi}\nPAST MEDICAL HISTORY: ${it.pmh}\nMEDICATIONS ON ADMISSION: ${it.medications.join('; ')}\nALLERGIES: Sulfa.\nPHYSICAL EXAMINATION: ${it.exam}\nLABORATORY DATA: ${it.labs}\nASSESSMENT: ${it.diagnosis}.\nPLAN: As ordered.\n`,
    (it) => {
      const { complaint, hpi, pmh, exam, labs } = it;
      return JSON.stringify({ complaint, hpi, pmh, exam, labs }, null, 2)
        .replace(/[{}"]/g, '')
        .replace(/,$/gm, '')
        .trim();
    },
    () =>
      '입원기록지\n\n주호소: 우하복부 통증\n현병력: 1일 전부터 시작된 통증으로 응급실 내원함.\n과거력: 특이사항 없음\n가족력: 없음\n신체검진: 우하복부 압통\n추정진단: 급성 충수염\n치료계획: 수술 예정, 금식\n',
    () =>
      'Aufnahmebogen\n\nAufnahmegrund: Dyspnoe\nAnamnese: Seit drei Tagen zunehmende Luftnot.\nVorerkrankungen: COPD, KHK\nMedikation bei Aufnahme: ASS 100, Ramipril 5\nUntersuchungsbefund: Giemen bds.\nArbeitsdiagnose: AECOPD\nPlan: Steroide, Inhalation, Röntgen-Thorax\n',
    () =>
      'Nota de ingreso\n\nMotivo de ingreso: Dolor abdominal\nAntecedentes: Colelitiasis\nEnfermedad actual: Dolor en epigastrio de 24 horas de evolución\nExploración física: Dolor a la palpación en hipocondrio derecho\nImpresión diagnóstica: Pancreatitis aguda\nPlan: Dieta absoluta, sueroterapia, analgesia\n',
  ],
  emergency: [
    (it) =>
      `EMERGENCY DEPARTMENT NOTE\n\nChief Complaint: ${it.complaint}\nTriage acuity: 3\nHPI: ${it.hpi}\nPMH: ${it.pmh}\nExam: ${it.exam}\nED Workup: ${it.labs}\nMedical Decision Making: low suspicion for ACS, HEART score 2.\nED Disposition: discharged home with return precautions\n`,
    (it) =>
      `AMBULANCE RUN SHEET\n\nDispatch complaint: ${it.complaint}\nPt found: sitting in chair\nVitals: ${it.exam}\nTreatment: O2 2L NC, 18g L AC\nTransported to: Mercy ED\nTransfer of care: RN at 14:22\n`,
    () =>
      "Passage aux urgences\n\nMotif : traumatisme de cheville\nExamen : œdème malléolaire externe, pas d'appui possible\nRadiographie : pas de fracture\nConclusion : entorse bénigne\nRetour à domicile avec attelle.\n",
  ],
  consult: [
    (it) =>
      `INFECTIOUS DISEASE CONSULTATION\n\nReason for Consultation: antibiotic choice\nHistory of Present Illness: ${it.hpi}\nPast Medical History: ${it.pmh}\nCurrent Antibiotics: cefepime day 2\nMicro: blood cultures pending\nPhysical Examination: ${it.exam}\nImpression: ${it.diagnosis}\nRecommendations:\n1. Narrow when sensitivities return\n2. Total of 14 days; will arrange OPAT before discharge\n`,
    (it) =>
      `Physical Therapy Evaluation\n\nDiagnosis: ${it.diagnosis}\nPrior level of function: ${it.social}\nMobility: min assist for transfers\nGait: 40 ft with rolling walker\nAssessment: below baseline\nDischarge recommendation: rehab\nGoals: independent with stairs in one week\n`,
  ],
  pathology: [
    (_it, random) =>
      `SURGICAL PATHOLOGY REPORT\n\nSpecimen: Appendix\nClinical History: RLQ pain\nGross Description: Received in formalin, ${random.int(5, 9)} cm appendix.\nMicroscopic Description: Transmural neutrophils.\nFinal Diagnosis: Acute suppurative appendicitis.\n`,
    (it, random) =>
      `LABORATORY REPORT\nCollected: ___ 06:${random.int(10, 59)}\n\nSodium            ${random.int(130, 145)}  mmol/L\nPotassium         4.${random.int(0, 9)}  mmol/L\nCreatinine        1.${random.int(0, 9)}  mg/dL\n\nComment: ${it.labs}\nVaginal discharge culture: normal flora\n`,
  ],
  table: [
    (_it, random) =>
      `${['patient_id,note,question,answer,task', ...[1, 2].map((n) => `${n},"${anyNote(random).replaceAll('"', '""')}","What was the diagnosis?","See note",Question Answering`)].join('\n')}\n`,
    (_it, random) =>
      `${[1, 2].map((n) => JSON.stringify({ patient_id: n, note: anyNote(random), question: 'Summarize.', answer: '...', task: 'Summarization' })).join('\n')}\n`,
    (_it, random) =>
      JSON.stringify({ subject_id: 10000032, hadm_id: 22595853, note_type: 'DS', text: anyNote(random) }, null, 2),
    (_it, random) =>
      `note_id\tsubject_id\ttext\n10000032-DS-21\t10000032\t"${anyNote(random).replace(/\s+/g, ' ')}"\n10000032-DS-22\t10000032\t"${anyNote(random).replace(/\s+/g, ' ')}"\n`,
    (_it, random) =>
      `<notes>\n  <note id="1" type="Discharge summary">\n    <text><![CDATA[${anyNote(random)}]]></text>\n  </note>\n</notes>\n`,
  ],
  code: [
    (_it, random) =>
      `import pytest\nfrom notes.sections import split_sections\n\nNOTE = """${anyNote(random)}"""\n\n\ndef test_sections_are_found():\n    sections = split_sections(NOTE)\n    assert "Hospital Course" in sections\n    assert sections["Discharge Diagnosis"].strip() != ""\n`,
    (_it, random) =>
      `export const fixture = \`${anyNote(random)}\`;\n\nexport function parse(note: string): Map<string, string> {\n  const sections = new Map<string, string>();\n  return sections;\n}\n`,
    (_it, random) =>
      `-- load one note for the demo\nINSERT INTO noteevents (row_id, category, text) VALUES (1, 'Discharge summary', '${anyNote(random).replaceAll("'", "''")}');\nSELECT count(*) FROM noteevents;\n`,
  ],
};
