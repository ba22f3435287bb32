/**
 * `npm run bench -- follow-ups [--run RUN | --model M [--adapter DIR]] [--patients N] [--storage DIR]`: what the turns before a
 * question do to its answer. On synthetic notes of patients that nobody was trained on, questions are asked alone and after
 * others, which the same model has answered; counted are the answers that hold the right value. A question is whole ("When was
 * the patient discharged?"), short ("And discharged?"), or refers to the answer before it ("What does that abbreviation stand
 * for?").
 */
import { parseArgs } from 'node:util';
import { drawPatient, type Patient } from '../../runtime/embedded/generator/patient.ts';
import { type Random, seededRandom } from '../../runtime/embedded/generator/random.ts';
import { enumerate, medicationText, sampleNote } from '../../runtime/embedded/generator/sample-note.ts';
import { createAssistant } from '../../runtime/generate/assistant.ts';
import { askRequestSchema, type EarlierTurn } from '../../runtime/protocol/ask.ts';
import { storageFolder } from '../../runtime/runs/storage.ts';

const { values: options } = parseArgs({
  options: {
    run: { type: 'string' },
    model: { type: 'string' },
    adapter: { type: 'string' },
    patients: { type: 'string', default: '240' },
    storage: { type: 'string', default: storageFolder() },
  },
});

interface Question {
  readonly whole: string;
  /** What is left of it after a question of the same kind. */
  readonly short: string;
  readonly value: string;
}

const question = (whole: string, short: string, value: string): Question => ({ whole, short, value });

/** Questions by kind, three of each. */
const kindsOf = (patient: Patient): readonly (readonly Question[])[] => [
  [
    question('When was the patient admitted?', 'And admitted?', patient.admitted),
    question('When was the patient discharged?', 'And discharged?', patient.discharged),
    question('When is the next visit?', 'And the next visit?', patient.followUp),
  ],
  patient.medications.map((medication) =>
    question(
      `What is the dose and the indication of ${medication.drug}?`,
      `And of ${medication.drug}?`,
      medicationText(medication),
    ),
  ),
  patient.labs.map(({ name, value }) => question(`What was the result of ${name}?`, `And of ${name}?`, value)),
  [...patient.history, patient.diagnosis].map(({ abbreviation, name }) =>
    question(`What does ${abbreviation} stand for in this note?`, `And ${abbreviation}?`, name),
  ),
  [
    question('Which allergies does the note name?', 'And allergies?', enumerate(patient.allergies)),
    question('List the presenting symptoms.', 'And the symptoms?', enumerate(patient.symptoms)),
    question('List every procedure that was done.', 'And the procedures?', enumerate(patient.procedures)),
  ],
];

const assistant = createAssistant({ storage: options.storage });
const { run, model, adapter } = options;

async function ask(note: string, text: string, earlier: readonly EarlierTurn[] = []): Promise<EarlierTurn> {
  const request = { ask: 'bench', run, model, adapter, note, question: text, earlier, device: 'cpu' };
  const { text: answer } = await assistant.answer(
    askRequestSchema.parse({ ...request, sampling: { maxNewTokens: 48 } }),
  );
  return { question: text, answer };
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}.]+/gu, ' ');
const counts = new Map<string, { right: number; all: number }>();
function count(what: string, { answer }: EarlierTurn, { value }: Question): void {
  const { right, all } = counts.get(what) ?? { right: 0, all: 0 };
  counts.set(what, { right: right + Number(plain(answer).includes(plain(value))), all: all + 1 });
}

async function measure(patient: Patient, random: Random): Promise<void> {
  const note = sampleNote(patient, random);
  const kinds = kindsOf(patient);
  const [kind = [], ...others] = random.sample(kinds, kinds.length);
  const [before, asked] = random.sample(kind, 2) as [Question, Question];
  const [one, two] = others.slice(0, 2).map((other) => random.pick(other)) as [Question, Question];
  const same = await ask(note, before.whole);
  const other = [await ask(note, one.whole), await ask(note, two.whole)] as const;
  count('whole, alone', await ask(note, asked.whole), asked);
  count('whole, after one of the same kind', await ask(note, asked.whole, [same]), asked);
  count('whole, after one of another kind', await ask(note, asked.whole, [other[0]]), asked);
  count('whole, after three', await ask(note, asked.whole, [...other, same]), asked);
  count('short, alone', await ask(note, asked.short), asked);
  count('short, after the one it goes on from', await ask(note, asked.short, [same]), asked);
  await measureReferring(patient, note);
}

/** Of two drugs for different conditions, so that a question asked alone is right once of twice at most. */
async function measureReferring({ medications, history, diagnosis }: Patient, note: string): Promise<void> {
  const [one] = medications;
  const two = medications.find(({ indication }) => indication !== one?.indication);
  if (!one || !two) return;
  for (const medication of [one, two]) {
    const condition = [...history, diagnosis].find(({ abbreviation }) => abbreviation === medication.indication);
    const asked = question('What does that abbreviation stand for?', '', condition?.name ?? '');
    const before = {
      question: `What is the dose and the indication of ${medication.drug}?`,
      answer: `The patient takes ${medicationText(medication)}`,
    };
    count('referring, alone', await ask(note, asked.whole), asked);
    count('referring, after what it refers to', await ask(note, asked.whole, [before]), asked);
  }
}

const random = seededRandom(4711);
for (let id = 0; id < Number(options.patients); id++) await measure(drawPatient(50_000 + id, 'sample', random), random);
for (const [what, { right, all }] of counts)
  console.log(`${what.padEnd(40)} ${((100 * right) / all).toFixed(1)}% of ${all}`);
await assistant.release();
