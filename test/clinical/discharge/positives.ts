/** Discharge notes in many layouts: what a detector must find. */
import { sampleRows } from '../../../runtime/embedded/generator/main.ts';
import { type Random, seededRandom } from '../../../runtime/embedded/generator/random.ts';
import { type Case, cases, type Field, type Foreign, foreignCases } from './cases.ts';

export interface Labelled {
  readonly kind: string;
  readonly text: string;
}

/** How a heading is written, with the text below or behind it. */
type Layout = (heading: string, body: string, index: number) => string;
export const layouts: readonly Layout[] = [
  (heading, body) => `${heading}:\n${body}\n`,
  (heading, body) => `${heading}: ${body}\n`,
  (heading, body) => `${heading.toUpperCase()}:\n${body}\n`,
  (heading, body) => `${heading.toUpperCase()}: ${body}\n`,
  (heading, body) => `${heading.toUpperCase()}\n${body}\n`,
  (heading, body) => `## ${heading}\n\n${body}\n`,
  (heading, body) => `### ${heading}:\n${body}\n`,
  (heading, body) => `**${heading}:** ${body}\n`,
  (heading, body) => `**${heading}**\n${body}\n`,
  (heading, body) => `${heading} - ${body}\n`,
  (heading, body) => `${heading} -\n${body}\n`,
  (heading, body) => `【${heading}】\n${body}\n`,
  (heading, body) => `【${heading}】${body}\n`,
  (heading, body) => `${heading}：${body}\n`,
  (heading, body) => `[${heading}]\n${body}\n`,
  (heading, body, index) => `${index + 1}. ${heading}\n${body}\n`,
  (heading, body, index) => `${index + 1}) ${heading}: ${body}\n`,
  (heading, body) => `■ ${heading}\n${body}\n`,
  (heading, body) => `<${heading}>\n${body}\n`,
  (heading, body) => `${heading}\n${'-'.repeat(heading.length)}\n${body}\n`,
  (heading, body) => `${heading}\n${'='.repeat(heading.length)}\n${body}\n`,
];

export function* positives(): Generator<Labelled> {
  for (let i = 0; i < 40; i++) yield { kind: 'asclepius', text: asclepius(seededRandom(1000 + i)) };
  for (let i = 0; i < 30; i++) yield { kind: 'mimic', text: mimic(seededRandom(2000 + i)) };
  for (let i = 0; i < 14; i++) yield { kind: 'dictated', text: dictated(seededRandom(3000 + i)) };
  for (let i = 0; i < 10; i++) yield { kind: 'short', text: short(seededRandom(4000 + i)) };
  for (let i = 0; i < 6; i++) yield { kind: 'one-line', text: oneLine(seededRandom(5000 + i)) };
  for (const language of ['ko', 'de', 'es', 'fr'] as const)
    for (let i = 0; i < 12; i++) yield { kind: language, text: foreign(language, seededRandom(6000 + i)) };
  for (const row of sampleRows(5, 77)) yield { kind: 'embedded', text: row[1] as string };
}

const write = (sections: readonly (readonly [string, string])[], layout: Layout): string =>
  sections.map(([heading, body], index) => layout(heading, body, index)).join('\n');

const date = (random: Random) =>
  random.pick([
    `${random.int(1, 12)}/${random.int(1, 28)}/20${random.int(18, 24)}`,
    `20${random.int(18, 24)}-0${random.int(1, 9)}-${random.int(10, 28)}`,
    '[Redacted]',
    '[date]',
    `${random.pick(['March', 'June', 'October', 'January'])} ${random.int(1, 28)}, 2021`,
  ]);

/** As a language model writes them from case reports: free choice of headings, often without a title. */
function asclepius(random: Random): string {
  const it = random.pick(cases);
  const list = (items: readonly string[]) =>
    random.pick([items.join(', '), items.map((item) => `- ${item}`).join('\n'), items.join('\n')]);
  const optional: (readonly [string, string])[] = [
    [random.pick(['Past Medical History', 'Medical History', 'PMH', 'History']), it.pmh],
    [random.pick(['Social History', 'Social Hx', 'SH']), it.social],
    [random.pick(['Physical Examination', 'Physical Exam', 'Examination Findings', 'PE']), it.exam],
    [random.pick(['Investigations', 'Laboratory Data', 'Labs', 'Diagnostic Findings', 'Pertinent Results']), it.labs],
    [random.pick(['Procedures', 'Procedures Performed', 'Surgical Intervention', 'Interventions']), it.procedure],
  ];
  const sections: (readonly [string, string])[] = [
    [
      random.pick(['Chief Complaint', 'Presenting Complaint', 'Reason for Admission', 'Reason for Hospitalization']),
      it.complaint,
    ],
    [random.pick(['History of Present Illness', 'HPI', 'Presenting History', 'Clinical Presentation']), it.hpi],
    ...random.sample(optional, random.int(1, 4)),
    [
      random.pick([
        'Hospital Course',
        'Brief Hospital Course',
        'Clinical Course',
        'Course in Hospital',
        'Treatment and Hospital Course',
      ]),
      it.course,
    ],
    [
      random.pick(['Diagnosis', 'Discharge Diagnosis', 'Final Diagnosis', 'Principal Diagnosis', 'Diagnoses']),
      it.diagnosis,
    ],
    ...random.sample(
      [
        [
          random.pick(['Discharge Medications', 'Medications on Discharge', 'Medications', 'Discharge Meds']),
          list(it.medications),
        ],
        [
          random.pick(['Discharge Instructions', 'Instructions', 'Recommendations', 'Patient Education']),
          it.instructions,
        ],
        [random.pick(['Follow-up', 'Follow-up Plan', 'Follow Up', 'Outpatient Follow-up', 'Plan']), it.followUp],
        [
          random.pick(['Discharge Condition', 'Condition at Discharge', 'Discharge Status', 'Condition on Discharge']),
          it.condition,
        ],
        [random.pick(['Disposition', 'Discharge Disposition', 'Discharged to']), it.disposition],
      ] as (readonly [string, string])[],
      random.int(2, 4),
    ),
  ];
  const sexes = { M: ['male', 'M', 'Male'], F: ['female', 'F', 'Female'] };
  const head: (readonly [string, string])[] = random.chance(0.6)
    ? [
        ['Patient Name', random.pick(['[REDACTED]', 'John Doe', 'Jane Smith', '[Name]'])],
        ['Age/Sex', `${it.age}-year-old ${random.pick(sexes[it.sex])}`],
        [random.pick(['Admission Date', 'Date of Admission', 'Admitted']), date(random)],
        [random.pick(['Discharge Date', 'Date of Discharge', 'Discharged']), date(random)],
      ]
    : [];
  const title = random.pick([
    '',
    '',
    '',
    'Discharge Summary\n\n',
    'DISCHARGE SUMMARY:\n\n',
    '# Discharge Summary\n\n',
    'Patient: [Redacted]\n\n',
  ]);
  return `${title}${head.map(([name, value]) => `${name}: ${value}\n`).join('')}\n${write(sections, random.pick(layouts))}`;
}

/** As MIMIC's notes stand: fixed headings, blanks for what was removed, lines broken at about 80 characters. */
function mimic(random: Random): string {
  const it = random.pick(cases);
  const other = random.pick(cases);
  const blanked = (text: string) => text.replace(/Dr\. \w+/g, 'Dr. ___').replace(/\b(?:on|in) \d{4}\b/g, 'in ___');
  const medications = it.medications.map((item, i) => `${i + 1}. ${item}`).join(' \n');
  const parts: [string, string, number][] = [
    [
      'Allergies',
      random.pick([
        '___',
        'No Known Allergies / Adverse Drug Reactions',
        'Penicillins / Sulfa (Sulfonamide Antibiotics)',
      ]),
      1,
    ],
    ['Attending', '___.', 0.9],
    ['Chief Complaint', it.complaint, 1],
    ['Major Surgical or Invasive Procedure', it.procedure, 0.9],
    ['History of Present Illness', blanked(it.hpi), 1],
    ['Review of Systems', '(+) Per HPI. Otherwise negative in ten systems.', 0.3],
    ['Past Medical History', it.pmh, 1],
    ['Social History', '___', 1],
    [
      'Family History',
      random.pick(['Non-contributory', 'Father with CAD in his ___. Mother died of breast cancer.']),
      0.9,
    ],
    [
      'Physical Exam',
      `ADMISSION PHYSICAL EXAM:\n${it.exam}\n\nDISCHARGE PHYSICAL EXAM:\nVS: 98.1 ___ 18 96 RA\nNAD, lungs clear.`,
      1,
    ],
    [
      'Pertinent Results',
      `ADMISSION LABS:\n___ 07:${random.int(10, 55)}PM BLOOD WBC-${random.int(5, 20)}.1 RBC-3.${random.int(10, 99)}* Hgb-${random.int(8, 14)}.2*\n${it.labs}\n\nIMAGING:\nCXR ___: No acute cardiopulmonary process.`,
      0.9,
    ],
    [
      'Brief Hospital Course',
      `${blanked(it.course)}${random.chance(0.4) ? `\n\n# ${other.diagnosis}: chronic, home regimen continued.\n\nTRANSITIONAL ISSUES:\n- ${blanked(it.followUp)}` : ''}`,
      1,
    ],
    ['Medications on Admission', `The Preadmission Medication list is accurate and complete.\n${medications}`, 0.8],
    ['Discharge Medications', medications, 1],
    ['Discharge Disposition', it.disposition, 1],
    ['Facility', '___', 0.4],
    ['Discharge Diagnosis', it.diagnosis, 1],
    ['Discharge Condition', it.condition, 1],
    [
      'Discharge Instructions',
      `Dear ${it.sex === 'M' ? 'Mr.' : 'Ms.'} ___,\n\n${it.instructions}\n\nIt was a pleasure taking care of you!`,
      1,
    ],
    ['Followup Instructions', '___', 1],
  ];
  const head = ` \nName:  ___                   Unit No:   ___\n \nAdmission Date:  ___              Discharge Date:   ___\n \nDate of Birth:  ___             Sex:   ${it.sex}\n \nService: ${random.pick(['MEDICINE', 'SURGERY', 'NEUROLOGY', 'ORTHOPAEDICS', 'OBSTETRICS/GYNECOLOGY'])}\n \n`;
  const body = parts.flatMap(([heading, text, share]) =>
    random.chance(share) ? [`${heading}:\n${wrap(text)}\n \n`] : [],
  );
  return head + body.join('');
}

const wrap = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/(.{60,78}) /g, '$1 \n'))
    .join('\n');

/** As transcriptionists type them: capitals, numbered diagnoses, signature lines. */
function dictated(random: Random): string {
  const it = random.pick(cases);
  const pronoun = it.sex === 'M' ? 'he' : 'she';
  const sections: (readonly [string, string])[] = [
    ['DATE OF ADMISSION', `${random.int(1, 12)}/${random.int(1, 28)}/2019`],
    ['DATE OF DISCHARGE', `${random.int(1, 12)}/${random.int(1, 28)}/2019`],
    [
      random.pick(['ADMITTING DIAGNOSIS', 'ADMISSION DIAGNOSES', 'DIAGNOSES ON ADMISSION']),
      `1. ${it.complaint}.\n2. ${it.pmh.split(',')[0]}.`,
    ],
    [
      random.pick(['DISCHARGE DIAGNOSES', 'DIAGNOSES AT DISCHARGE', 'FINAL DIAGNOSES']),
      `1. ${it.diagnosis}.\n2. ${it.pmh.split(',')[0]}.`,
    ],
    ...(random.chance(0.5) ? [['CONSULTS', 'Physical therapy, social work.'] as const] : []),
    ['PROCEDURES', it.procedure],
    [random.pick(['HISTORY OF PRESENT ILLNESS', 'BRIEF HISTORY', 'REASON FOR ADMISSION']), it.hpi],
    ['HOSPITAL COURSE', it.course],
    [random.pick(['CONDITION ON DISCHARGE', 'CONDITION AT DISCHARGE']), it.condition],
    [random.pick(['DISPOSITION', 'DISCHARGE PLAN']), `${it.disposition}, where ${pronoun} will be followed as below.`],
    ['DISCHARGE MEDICATIONS', it.medications.map((item, i) => `${i + 1}. ${item}.`).join('\n')],
    [random.pick(['FOLLOWUP', 'FOLLOW-UP', 'FOLLOWUP CARE']), it.followUp],
  ];
  const kept = sections.filter((_, i) => i > 5 || random.chance(0.85));
  const layout = random.pick(layouts.slice(0, 5));
  return `${write(kept, layout)}\nDictated by: J. Q. Resident, MD\nD: 03/11/2019 T: 03/12/2019\n`;
}

function short(random: Random): string {
  const it = random.pick(cases);
  const sections = random.pick<(readonly [string, string])[]>([
    [
      ['Dx', it.diagnosis],
      ['Hospital course', it.course.split('. ')[0] as string],
      ['D/c meds', it.medications.join('; ')],
      ['F/u', it.followUp],
    ],
    [
      ['Admitted for', it.complaint],
      ['Course', it.course.split('. ').slice(0, 2).join('. ')],
      ['Discharged to', it.disposition],
      ['Discharge meds', it.medications.slice(0, 2).join(', ')],
    ],
    [
      ['Adm', '2/3'],
      ['Disch', '2/7'],
      ['Principal diagnosis', it.diagnosis],
      ['Summary of stay', it.course],
      ['Home medications at discharge', it.medications.join(', ')],
    ],
    [
      ['Reason for admission', it.complaint],
      ['Inpatient course', it.course],
      ['Discharge plan', it.followUp],
    ],
  ]);
  return write(sections, random.pick(layouts.slice(0, 16)));
}

/** Line ends lost on the way, as in exports of a table. */
function oneLine(random: Random): string {
  const text = random.chance(0.5) ? mimic(random) : asclepius(random).replace(/[#*【】■<>[\]=]+/g, '');
  return text.replace(/\s+/g, ' ').trim();
}

type Language = keyof typeof foreignCases;
type Names = Readonly<Record<Field, readonly string[]>>;
const titles: Readonly<Record<Language, readonly string[]>> = {
  ko: ['', '', '퇴원 요약지\n\n', '퇴원기록지\n'],
  de: [
    '',
    'Entlassungsbrief\n\n',
    'Sehr geehrte Kollegin, sehr geehrter Kollege,\n\nwir berichten über den stationären Aufenthalt.\n\n',
    'Arztbrief\n\n',
  ],
  es: ['', 'INFORME DE ALTA\n\n', 'Informe de alta hospitalaria\n\n', 'Servicio de Medicina Interna\n\n'],
  fr: ['', "COMPTE RENDU D'HOSPITALISATION\n\n", 'Lettre de sortie\n\n', 'Cher confrère,\n\n'],
};
const stays: Readonly<Record<Language, readonly string[]>> = {
  ko: [
    '입원일: 2022-03-04\n퇴원일: 2022-03-11\n',
    '입원일자：2021.10.02  퇴원일자：2021.10.09\n',
    '재원기간: 7일\n',
    '성별/나이: F/73\n입원일: ___\n퇴원일: ___\n',
  ],
  de: [
    'Aufnahmedatum: 04.03.2022\nEntlassdatum: 11.03.2022\n',
    'Stationär vom 02.10.2021 bis 09.10.2021\n',
    'Aufnahme: 1.2.2020   Entlassung: 8.2.2020\n',
  ],
  es: [
    'Fecha de ingreso: 04/03/2022\nFecha de alta: 11/03/2022\n',
    'Ingreso: 02/10/2021 Alta: 09/10/2021\n',
    'Fecha de ingreso: ___\nFecha de alta: ___\n',
  ],
  fr: [
    "Date d'entrée : 04/03/2022\nDate de sortie : 11/03/2022\n",
    'Hospitalisé du 02/10/2021 au 09/10/2021\n',
    'Entrée le 1er février, sortie le 8 février\n',
  ],
};
const headings: Readonly<Record<Language, Names>> = {
  ko: {
    complaint: ['주호소', '주소(C.C)', '입원 사유'],
    history: ['현병력', '현 병력 (P.I)', '입원 시 병력'],
    past: ['과거력', '과거 병력'],
    exam: ['신체검진', '이학적 소견', '입원 시 신체검사'],
    labs: ['검사결과', '검사 소견', '주요 검사결과'],
    course: ['입원경과', '경과 요약', '입원 중 경과', '치료 경과'],
    diagnosis: ['최종진단', '퇴원진단', '주진단명'],
    medications: ['퇴원약', '퇴원 처방', '퇴원시 투약'],
    plan: ['향후 계획', '추후관리', '퇴원 후 계획'],
  },
  de: {
    complaint: ['Aufnahmegrund', 'Einweisungsgrund', 'Vorstellungsgrund'],
    history: ['Anamnese', 'Aktuelle Anamnese'],
    past: ['Vorerkrankungen', 'Nebendiagnosen'],
    exam: ['Aufnahmebefund', 'Körperlicher Untersuchungsbefund', 'Befund bei Aufnahme'],
    labs: ['Labor', 'Laborwerte', 'Befunde'],
    course: ['Therapie und Verlauf', 'Stationärer Verlauf', 'Epikrise', 'Verlauf'],
    diagnosis: ['Diagnosen', 'Entlassungsdiagnose', 'Hauptdiagnose'],
    medications: ['Entlassmedikation', 'Medikation bei Entlassung', 'Entlassungsmedikation'],
    plan: ['Procedere', 'Weiteres Procedere', 'Empfehlungen'],
  },
  es: {
    complaint: ['Motivo de ingreso', 'Motivo de consulta', 'Motivo del ingreso'],
    history: ['Enfermedad actual', 'Historia actual'],
    past: ['Antecedentes personales', 'Antecedentes'],
    exam: ['Exploración física', 'Exploración al ingreso'],
    labs: ['Pruebas complementarias', 'Analítica'],
    course: ['Evolución', 'Evolución y comentarios', 'Curso clínico', 'Evolución durante el ingreso'],
    diagnosis: ['Diagnóstico principal', 'Diagnóstico al alta', 'Juicio clínico'],
    medications: ['Tratamiento al alta', 'Medicación al alta', 'Tratamiento'],
    plan: ['Recomendaciones al alta', 'Seguimiento', 'Plan al alta'],
  },
  fr: {
    complaint: ["Motif d'hospitalisation", "Motif d'admission", "Motif d'entrée"],
    history: ['Histoire de la maladie', 'Anamnèse', 'Mode de vie et histoire de la maladie'],
    past: ['Antécédents', 'Antécédents médicaux'],
    exam: ['Examen clinique', "Examen à l'entrée", 'Examen physique'],
    labs: ['Examens complémentaires', 'Biologie', 'Bilan biologique'],
    course: ['Évolution', 'Évolution dans le service', 'Evolution et prise en charge', 'Au total'],
    diagnosis: ['Diagnostic principal', 'Diagnostic de sortie', 'Conclusion'],
    medications: ['Traitement de sortie', 'Ordonnance de sortie', 'Traitement à la sortie'],
    plan: ['Suivi', 'Consignes de sortie', 'Conduite à tenir'],
  },
};

function foreign(language: Language, random: Random): string {
  const it: Foreign = random.pick(foreignCases[language]);
  const needed: readonly Field[] = ['course', 'medications'];
  const fields = (Object.keys(headings[language]) as Field[]).filter((f) => needed.includes(f) || random.chance(0.75));
  const sections = fields.map((field) => [random.pick(headings[language][field]), it[field]] as const);
  const stay = random.chance(0.7) ? `${random.pick(stays[language])}\n` : '';
  return random.pick(titles[language]) + stay + write(sections, random.pick(layouts));
}

/** One case for texts that hold a note within something else. */
export const anyNote = (random: Random): string => (random.chance(0.5) ? mimic(random) : asclepius(random));
export const anyCase = (random: Random): Case => random.pick(cases);
