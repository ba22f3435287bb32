/** Writes the notes of the sample: a discharge summary with the usual headings, every one labelled synthetic. */
import type { Medication, Patient } from './patient.ts';
import type { Random } from './random.ts';

/** A note of about 1,000 characters that states every fact the questions ask for. */
export function sampleNote(patient: Patient, random: Random): string {
  const middle = [history(patient, random), admissionMedications(patient), allergies(patient), labs(patient, random)];
  return [
    head(patient, random),
    complaint(patient, random),
    presentIllness(patient, random),
    ...random.sample(middle, middle.length),
    course(patient, random),
    `Discharge medications:\n${list(random.sample(patient.medications, 3))}`,
    followUp(patient, random),
  ].join('\n');
}

/** `a, b and c`. */
export function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function medicationText({ drug, dose, indication }: Medication): string {
  return `${drug} ${dose} for ${indication}`;
}

const list = (medications: readonly Medication[]): string =>
  medications.map((medication) => `- ${medicationText(medication)}`).join('\n');

function head(patient: Patient, random: Random): string {
  const title = random.pick([
    'Synthetic discharge summary',
    'Discharge summary (synthetic)',
    'Synthetic discharge note',
  ]);
  const lines = random.sample(
    [
      `Admission date: ${patient.admitted}`,
      `Discharge date: ${patient.discharged}`,
      `Attending physician: ${patient.attending}`,
    ],
    3,
  );
  return [title, ...lines].join('\n');
}

function complaint({ symptoms, relative }: Patient, random: Random): string {
  return random.pick([
    `Chief complaint: ${symptoms[0]}`,
    `Chief complaint: worsening ${symptoms[0]}`,
    `Chief complaint: ${symptoms[0]}, reported by the ${relative.kin}`,
  ]);
}

function presentIllness(patient: Patient, random: Random): string {
  const { name, age, occupation, symptoms, relative } = patient;
  const pronoun = relative.female ? 'She' : 'He';
  const arrival = random.pick([
    `${name}, a ${age}-year-old ${occupation}, came in with ${enumerate(symptoms)}.`,
    `This ${age}-year-old ${occupation}, ${name}, came in with ${enumerate(symptoms)}.`,
    `${name} is a ${age}-year-old ${occupation} who came in with ${enumerate(symptoms)}.`,
  ]);
  const duration = `The symptoms had been present for ${patient.duration}.`;
  const company = `${patient.female ? 'Mrs.' : 'Mr.'} ${name.split(' ').at(-1)} was accompanied by the ${relative.kin}, ${relative.name}. ${pronoun} ${random.pick(['had called the ambulance', 'brought a list of the drugs', 'had noticed the change first'])}.`;
  return `HPI: ${[arrival, ...random.sample([duration, company], 2)].join(' ')}`;
}

function history({ history: conditions }: Patient, random: Random): string {
  const heading = random.pick(['Past medical history', 'PMH']);
  return `${heading}: ${conditions.map(({ name, abbreviation }) => `${abbreviation} (${name})`).join(', ')}`;
}

function admissionMedications({ medications }: Patient): string {
  return `Medications on admission:\n${list(medications)}`;
}

const allergies = (patient: Patient): string => `Allergies: ${enumerate(patient.allergies)}`;

function labs({ labs: results }: Patient, random: Random): string {
  const heading = random.pick(['Labs', 'Laboratory results', 'Labs on admission']);
  return `${heading}: ${results.map(({ name, value }) => `${name} ${value}`).join(', ')}`;
}

function course(patient: Patient, random: Random): string {
  const { diagnosis, procedures } = patient;
  const { drug, dose, length } = patient.course;
  const sentences = [
    `The leading diagnosis was ${diagnosis.abbreviation} (${diagnosis.name}).`,
    `The patient underwent ${enumerate(procedures)}.`,
    `Treatment with ${drug} ${dose} was started; this drug was given over ${length}.`,
  ];
  const remark = random.pick([
    ' There were no complications.',
    ' The wound stayed clean.',
    ' Appetite and sleep improved.',
    ` The ${patient.relative.kin} visited often.`,
    '',
  ]);
  return `Hospital course: ${random.sample(sentences, 3).join(' ')}${remark}`;
}

function followUp(patient: Patient, random: Random): string {
  const sentences = [
    `The patient was discharged to ${patient.destination}.`,
    `The length of stay was ${patient.stay}.`,
    `The next visit is at the ${patient.clinic} clinic.`,
    `The next visit is on ${patient.followUp}.`,
  ];
  return `Follow-up: ${random.sample(sentences, 4).join(' ')}`;
}
