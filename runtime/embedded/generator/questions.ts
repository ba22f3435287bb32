/** Questions of all eight tasks with answers that are right by construction: both come from the patient's facts. */
import type { Task } from '../../protocol/config.ts';
import type { Condition, Medication, Patient } from './patient.ts';
import type { Random } from './random.ts';
import { enumerate, medicationText } from './sample-note.ts';

export interface QuestionAndAnswer {
  question: string;
  answer: string;
}

/** One question of the task about the patient, in one of several wordings. */
export function drawQuestion(task: Task, patient: Patient, random: Random): QuestionAndAnswer {
  return random.pick(writers[task])(patient, random);
}

type Writer = (patient: Patient, random: Random) => QuestionAndAnswer;

/** A question in any of the wordings, always answered in the same form. */
function ask(answer: (patient: Patient) => string, ...wordings: string[]): Writer {
  return (patient, random) => ({ question: random.pick(wordings), answer: answer(patient) });
}

function askAbout<T>(
  choices: (patient: Patient) => readonly T[],
  answer: (choice: T) => string,
  ...wordings: ((choice: T) => string)[]
): Writer {
  return (patient, random) => {
    const choice = random.pick(choices(patient));
    return { question: random.pick(wordings)(choice), answer: answer(choice) };
  };
}

const leadingDiagnosis = ({ diagnosis }: Patient): string =>
  `The leading diagnosis was ${diagnosis.abbreviation} (${diagnosis.name})`;
const treatment = ({ course }: Patient): string => `Treatment with ${course.drug} ${course.dose}`;

const writers: Record<Task, readonly Writer[]> = {
  'Named Entity Recognition': [
    ask(
      (patient) => `The patient underwent ${enumerate(patient.procedures)}`,
      'Extract the procedures named in this note.',
      'Which procedures are mentioned in the hospital course?',
      'List every procedure that was done.',
    ),
    ask(
      (patient) => `Allergies: ${enumerate(patient.allergies)}`,
      'Which allergies does the note name?',
      'Extract all allergies.',
      'List the substances the patient is allergic to.',
    ),
    ask(
      (patient) => `The patient came in with ${enumerate(patient.symptoms)}`,
      'Extract the symptoms at presentation.',
      'Which symptoms are named in the HPI?',
      'List the presenting symptoms.',
    ),
  ],
  'Abbreviation Expansion': [
    askAbout<Condition>(
      ({ history, diagnosis }) => [...history, diagnosis],
      ({ name, abbreviation }) => `It stands for ${abbreviation} (${name})`,
      ({ abbreviation }) => `What does ${abbreviation} stand for in this note?`,
      ({ abbreviation }) => `Expand the abbreviation ${abbreviation}.`,
      ({ abbreviation }) => `How does the note spell out ${abbreviation}?`,
    ),
  ],
  'Relation Extraction': [
    askAbout<Medication>(
      ({ medications }) => medications,
      (medication) => `The patient takes ${medicationText(medication)}`,
      ({ drug }) => `What is the dose and the indication of ${drug}?`,
      ({ drug }) => `How much ${drug} does the patient take, and for which condition?`,
      ({ drug }) => `Which dose and condition are linked to ${drug}?`,
    ),
    askAbout<Patient['labs'][number]>(
      ({ labs }) => labs,
      ({ name, value }) => `The result was ${name} ${value}`,
      ({ name }) => `Which value belongs to ${name}?`,
      ({ name }) => `What was the result of ${name}?`,
      ({ name }) => `Link the test ${name} to its value.`,
    ),
  ],
  'Temporal Information Extraction': [
    ask(
      (patient) => `Admission date: ${patient.admitted}`,
      'When was the patient admitted?',
      'On which date did the admission take place?',
    ),
    ask(
      (patient) => `Discharge date: ${patient.discharged}`,
      'When was the patient discharged?',
      'On which date did the discharge take place?',
    ),
    ask(
      (patient) => `The symptoms had been present for ${patient.duration}`,
      'For how long had the symptoms been present?',
      'How long before admission did the symptoms begin?',
    ),
    ask(
      (patient) => `The next visit is on ${patient.followUp}`,
      'When is the next visit?',
      'What is the date of the follow-up visit?',
    ),
    ask(
      (patient) => `The length of stay was ${patient.stay}`,
      'How long did the patient stay in hospital?',
      'What was the length of stay?',
    ),
  ],
  'Coreference Resolution': [
    (patient, random) => {
      const pronoun = patient.relative.female ? 'She' : 'He';
      return {
        question: random.pick([
          `Whom does "${pronoun}" in the HPI refer to?`,
          `Who is meant by "${pronoun}" in the HPI?`,
          `Resolve the pronoun "${pronoun}" in the HPI.`,
        ]),
        answer: `The patient was accompanied by the ${patient.relative.kin}, ${patient.relative.name}`,
      };
    },
    ask(
      treatment,
      'What does "this drug" in the hospital course refer to?',
      'Which treatment is meant by "this drug"?',
      'Resolve "this drug" in the hospital course.',
    ),
  ],
  Paraphrasing: [
    ask(
      (patient) => `In plain words: after ${patient.stay} in hospital the patient left for ${patient.destination}.`,
      'Explain in plain words how the stay ended.',
      'Rephrase the disposition for the family.',
    ),
    ask(
      (patient) => `In plain words: the doctors did ${enumerate(patient.procedures)}, and gave ${patient.course.drug}.`,
      'Rephrase what was done in hospital for the patient.',
      'Say in plain words how the patient was treated.',
    ),
  ],
  Summarization: [
    ask(
      (patient) =>
        `The patient came in with ${enumerate(patient.symptoms)}. ${leadingDiagnosis(patient)}. The patient was discharged to ${patient.destination}.`,
      'Summarize this note in three sentences.',
      'Give a brief summary of the stay.',
    ),
    ask(
      (patient) => `${leadingDiagnosis(patient)}. The patient underwent ${enumerate(patient.procedures)}.`,
      'Summarize the hospital course.',
      'Give the hospital course in brief.',
    ),
  ],
  'Question Answering': [
    ask(
      (patient) => `Attending physician: ${patient.attending}`,
      'Who was the attending physician?',
      'Which physician was in charge of the patient?',
    ),
    ask(leadingDiagnosis, 'What was the leading diagnosis?', 'Which diagnosis was made?'),
    ask(
      (patient) => `The patient was discharged to ${patient.destination}`,
      'Where did the patient go after discharge?',
      'Where was the patient discharged to?',
    ),
    ask(
      (patient) => `The next visit is at the ${patient.clinic} clinic`,
      'Which clinic will see the patient next?',
      'Where is the next visit?',
    ),
  ],
};
