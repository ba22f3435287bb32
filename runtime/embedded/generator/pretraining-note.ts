/**
 * Writes the notes that the base model is trained on. Headings and wordings differ from those of the sample, and change
 * from note to note; every fact is told twice under the same words, as records of the same stay tend to do. The second
 * telling can be predicted only by looking the first one up, which is the skill the base model is meant to bring along.
 */
import type { Patient } from './patient.ts';
import type { Random } from './random.ts';
import { drawRecallTest } from './recall-test.ts';

interface Fact {
  leadIn: string;
  value: string;
}

/** A title, then facts told two or three times, each time in another order and layout; 400 to 2,000 characters. */
export function pretrainingNote(patient: Patient, random: Random): string {
  const all = drawFacts(patient, random);
  const facts = random.sample(all, random.chance(0.3) ? 0 : random.int(4, all.length));
  const recall = drawRecallTest(random, facts.length > 10 ? random.int(6, 12) : random.int(10, 24));
  const tellings = facts.length > 12 ? 2 : 3;
  const sections = random
    .pick(sectionTitles)
    .slice(0, tellings)
    .map((title, index) => {
      const heading =
        index === 0 ? `${title} of ${patient.name}, ${patient.age} years old, ${patient.occupation}` : title;
      const remark = random.chance(0.4) ? [random.pick(generalRemarks)] : [];
      const test = index === 0 ? recall.readOut : recall.said(random);
      const told = facts.length > 0 ? [layOut(random.sample(facts, facts.length), random)] : [];
      return [heading, ...remark, ...random.sample([test, ...told], 2)].join('\n');
    });
  return sections.join('\n');
}

const sectionTitles = [
  ['Record of the stay', 'Letter to the family doctor', 'Copy for the patient'],
  ['Ward record', 'Closing letter', 'Slip for the pharmacy'],
  ['Case file', 'Recap', 'Handover'],
  ['Inpatient report', 'To be carried on', 'Cover sheet'],
] as const;

/** Sentences without facts, so that the words of everyday summaries are not strangers to the model. */
const generalRemarks = [
  'Synthetic text: no patient of this name has ever been in any hospital.',
  'At admission the history was taken by the physician attending on the ward.',
  'The discharge was prepared together with the patient and the nurses.',
  'Which medications to continue was explained; the list was given to the patient.',
  'Labs were drawn early; no result came back that would have to be treated.',
  'The chief reason for the visit and the complaint were written down first.',
  'A past record was present, and the allergies in it were checked.',
  'No date for treatment had been set when the patient was admitted.',
  'The symptoms were leading the doctors to one diagnosis in the end.',
  'Nobody underwent anything without being asked; every procedure was explained.',
  'What the patient takes at home was started again in hospital.',
  'The length of the course depends on how much the patient can stand.',
  'She came in alone and was accompanied home; he had called before.',
  'It stands to reason that the next dose is given over a longer time.',
  'In plain words: the stay was long, and the patient left in good spirits.',
  'The drug was discharged from the pump as named in the plan.',
  'This note refers to what was found in the clinic, and where.',
  'Follow-up is planned; who will see the patient is not yet known.',
  'There were no complications, the wound stayed clean, and appetite and sleep improved.',
  'He had noticed a change, and brought a worsening list of old reports.',
  'Laboratory values are linked to the test and the condition they belong to.',
  'Abbreviations are spelled out once; expand them when in doubt.',
] as const;

/** One fact a line, a bulleted list, running sentences, or a mixture. */
function layOut(facts: readonly Fact[], random: Random): string {
  const running = random.pick([0, 0.5, 0.9]);
  const bullet = random.pick(['', '- ', '* ']);
  let text = '';
  for (const { leadIn, value } of facts) {
    if (random.chance(running)) {
      text += `${text.endsWith('\n') || text === '' ? '' : ' '}${leadIn} ${value}${random.pick(['.', '.', ';'])}`;
    } else {
      text += `${text.endsWith('\n') || text === '' ? '' : '\n'}${bullet}${leadIn} ${value}\n`;
    }
  }
  return text.trimEnd();
}

function drawFacts(patient: Patient, random: Random): Fact[] {
  const { course, relative } = patient;
  const fact = (value: string, ...leadIns: string[]): Fact => ({ leadIn: random.pick(leadIns), value });
  const join = random.pick([', ', ' plus ', ' / ', ' and ']);
  const link = random.pick([' for ', ' against ', ' because of ']);
  return [
    fact(patient.admitted, 'Arrived on', 'Day in:', 'Taken in on', 'Start of treatment:', 'First seen on'),
    fact(patient.discharged, 'Left on', 'Day out:', 'Let go on', 'End of treatment:', 'Sent out on'),
    fact(patient.followUp, 'Check-up on', 'To be seen again on', 'Review:', 'Appointment on'),
    fact(patient.stay, 'Time on the ward:', 'Bed days:', 'Kept for'),
    fact(patient.symptoms.join(join), 'Complained of', 'Troubled by', 'Reason for coming:', 'Suffers from'),
    fact(patient.duration, 'Onset before arrival:', 'Unwell since', 'Trouble over', 'Ill for'),
    fact(patient.procedures.join(join), 'Work-up:', 'Interventions:', 'Was examined by', 'Had'),
    fact(patient.allergies.join(join), 'Does not tolerate', 'Intolerances:', 'Reacts to', 'Avoid'),
    fact(patient.attending, 'Doctor in charge:', 'Signed by', 'Looked after by', 'Consultant:'),
    fact(`${relative.kin}, ${relative.name}`, 'Next of kin:', 'Brought by', 'Call the', 'Lives with'),
    fact(patient.destination, 'Goes to', 'Moved to', 'Whereabouts:', 'Transfer to'),
    fact(`${patient.clinic} service`, 'Referral:', 'Outpatient care by the', 'Handed over to the'),
    fact(`${course.drug} ${course.dose}, ${course.length}`, 'Given:', 'Cure of', 'Therapy:', 'Received'),
    ...[patient.diagnosis, ...patient.history].map(({ name, abbreviation }) =>
      fact(`${abbreviation} (${name})`, 'Known', 'Problem:', 'Found', 'Has', 'Condition:'),
    ),
    ...patient.medications.map(({ drug, dose, indication }) =>
      fact(`${drug} ${dose}${link}${indication}`, 'Drug:', 'On', 'Uses', 'Prescribed', 'Tablet:'),
    ),
    ...patient.labs.map(({ name, value }) => fact(`${name} ${value}`, 'Blood:', 'Measured', 'Test:', 'Level:')),
  ];
}
