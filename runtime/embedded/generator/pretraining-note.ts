/**
 * Writes the notes that the base model is trained on. Headings and wordings differ from those of the sample, and change
 * from note to note; facts are told again under the same words, as records of the same stay tend to do, and some are looked up at
 * the end. What is told again can be predicted only by looking it up, which is the skill the base model is to bring along.
 */
import type { Patient } from './patient.ts';
import type { Random } from './random.ts';
import { drawRecallTest } from './recall-test.ts';

interface Fact {
  leadIn: string;
  value: string;
  /** What it may be looked up by. */
  topics: readonly string[];
  /** Whether its value begins with a name, such as a drug's, and the note may hold several of its kind. */
  isNamed: boolean;
}

/** A title, then facts told one to three times, each time in another order and layout, and look-ups; 400 to 2,500 characters. */
export function pretrainingNote(patient: Patient, random: Random): string {
  const all = drawFacts(patient, random);
  const facts = random.sample(all, random.int(4, all.length));
  const recall = drawRecallTest(random, random.int(5, 16));
  const tellings = random.chance(0.7) ? 1 : random.int(2, facts.length > 8 ? 2 : 3);
  const tested = tellings > 1 && random.chance(0.6);
  const sections = random
    .pick(sectionTitles)
    .slice(0, tellings)
    .map((title, index) => {
      const heading =
        index === 0 ? `${title} of ${patient.name}, ${patient.age} years old, ${patient.occupation}` : title;
      const remark = random.chance(0.8) ? [random.pick(generalRemarks)] : [];
      const test = tested ? [index === 0 ? recall.readOut : recall.said(random)] : [];
      const told = layOut(random.sample(facts, facts.length), random);
      return [heading, ...remark, ...random.sample([told, ...test], 2)].join('\n');
    });
  return [...sections, ...lookUps(facts, random)].join('\n');
}

/**
 * At the end somebody looks up entries of the record: by topic or by another heading of the same kind, and what has a name
 * by that, with or without its topic. The name is repeated where the entry begins.
 */
function lookUps(facts: readonly Fact[], random: Random): string[] {
  const query = random.pick(['Query', 'Look-up', 'Index']);
  const opening = random.pick(['', 'see ', 'found was ', 'entry ']);
  return random
    .sample([...facts, ...facts.filter(({ isNamed }) => isNamed)], random.int(3, 8))
    .map(({ isNamed, topics, leadIn, value }) => {
      const entry = isNamed ? `${opening}${value}` : `${leadIn} ${value}`;
      return `${query} ${random.pick(topics)} > ${entry}`;
    });
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
  'Discharge was put off until the weather was better.',
  'Discharge papers were signed at noon.',
  'Admission went smoothly.',
  'Admission was through the emergency room.',
  'Attending nurses took turns.',
  'Attending to the wound took most of the morning.',
  'Allergies were asked for once more.',
  'Allergies are written on the wristband.',
  'Treatment was explained to the family.',
  'Treatment at home is possible.',
  'It was agreed to call when anything changes.',
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
  const fact = (value: string, topics: string[], ...leadIns: string[]): Fact => ({
    leadIn: random.pick(leadIns),
    value,
    topics: [...topics, ...leadIns],
    isNamed: false,
  });
  const join = random.pick([', ', ' plus ', ' / ', ' and ']);
  const link = random.pick([' for ', ' against ', ' because of ']);
  const stay = [
    fact(
      patient.admitted,
      ['date of coming in', 'when the stay began'],
      'Arrived on',
      'Day in:',
      'Taken in on',
      'Start of treatment:',
      'First seen on',
    ),
    fact(
      patient.discharged,
      ['date of going out', 'when the stay ended'],
      'Left on',
      'Day out:',
      'Let go on',
      'End of treatment:',
      'Sent out on',
    ),
    fact(
      patient.followUp,
      ['date of the next appointment', 'when to come back'],
      'Check-up on',
      'To be seen again on',
      'Review:',
      'Appointment on',
    ),
    fact(
      patient.stay,
      ['how many days the stay lasted', 'duration of the stay'],
      'Time on the ward:',
      'Bed days:',
      'Kept for',
    ),
    fact(
      patient.symptoms.join(join),
      ['what the patient suffered from', 'signs and complaints'],
      'Complained of',
      'Troubled by',
      'Reason for coming:',
      'Suffers from',
    ),
    fact(
      patient.duration,
      ['how long the trouble lasted before', 'since when'],
      'Onset before arrival:',
      'Unwell since',
      'Trouble over',
      'Ill for',
    ),
    fact(
      patient.procedures.join(join),
      ['which tests and operations', 'what was carried out'],
      'Work-up:',
      'Interventions:',
      'Was examined by',
      'Had',
    ),
    fact(
      patient.allergies.join(join),
      ['what must be avoided', 'substances not tolerated'],
      'Does not tolerate',
      'Intolerances:',
      'Reacts to',
      'Avoid',
    ),
    fact(
      patient.attending,
      ['which doctor', 'who was responsible'],
      'Doctor in charge:',
      'Signed by',
      'Looked after by',
      'Consultant:',
    ),
    fact(
      `${relative.kin}, ${relative.name}`,
      ['who came along', 'which member of the family'],
      'Next of kin:',
      'Brought by',
      'Call the',
      'Lives with',
    ),
    fact(
      patient.destination,
      ['where to', 'what place after the hospital'],
      'Goes to',
      'Moved to',
      'Whereabouts:',
      'Transfer to',
    ),
    fact(
      `${patient.clinic} service`,
      ['which department sees the patient later', 'where to be seen'],
      'Referral:',
      'Outpatient care by the',
      'Handed over to the',
    ),
    fact(
      `${course.drug} ${course.dose}, ${course.length}`,
      ['which cure', 'what was given on the ward'],
      'Given:',
      'Cure of',
      'Therapy:',
      'Received',
    ),
  ];
  /** Told several times over in a note, so it is asked for by its own name. */
  const named = (key: string, rest: string, topics: string[], ...leadIns: string[]): Fact => ({
    leadIn: random.pick(leadIns),
    value: `${key} ${rest}`,
    topics: [key, ...topics],
    isNamed: true,
  });
  return [
    ...stay,
    ...[patient.diagnosis, ...patient.history].map(({ name, abbreviation: key }) =>
      named(
        key,
        `(${name})`,
        [`what ${key} means`, `${key} in full`, `letters ${key}`],
        'Known',
        'Problem:',
        'Found',
        'Has',
        'Condition:',
      ),
    ),
    ...patient.medications.map(({ drug, dose, indication }) =>
      named(
        drug,
        `${dose}${link}${indication}`,
        [`how ${drug} is taken`, `amount of ${drug}`, `strength and reason of ${drug}`],
        'Drug:',
        'On',
        'Uses',
        'Prescribed',
        'Tablet:',
      ),
    ),
    ...patient.labs.map(({ name, value }) =>
      named(name, value, [`how high was ${name}`, `level of ${name}`], 'Blood:', 'Measured', 'Test:', 'Level:'),
    ),
  ];
}
