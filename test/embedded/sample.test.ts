import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { type ClinicalRow, readTable } from '../../runtime/data/rows.ts';
import { pretrainingRows } from '../../runtime/embedded/generator/main.ts';
import { drawPatient, type Patient } from '../../runtime/embedded/generator/patient.ts';
import { seededRandom } from '../../runtime/embedded/generator/random.ts';
import { embeddedSample } from '../../runtime/embedded/paths.ts';
import { extractionTasks, type Task, tasks } from '../../runtime/protocol/config.ts';

let rows: ClinicalRow[];
beforeAll(async () => {
  ({ rows } = await readTable(embeddedSample(), { onMalformed: 'stop' }));
});

test('the generator writes the sample again, byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const again = join(folder, 'sample.csv');
  try {
    await execa(process.execPath, ['runtime/embedded/generator/main.ts', 'sample', again]);
    expect(readFileSync(again).equals(readFileSync(embeddedSample()))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the sample has 2,000 rows, each of another patient, evenly over the eight tasks', () => {
  const counts = tasks.map((task) => rows.filter((row) => row.task === task).length);
  expect(counts).toEqual(tasks.map(() => 250));
  expect(new Set(rows.map((row) => row.patientId)).size).toBe(2_000);
});

test('every note says that it is synthetic and lies in the future', () => {
  for (const { note } of rows) {
    expect(note.split('\n')[0]).toMatch(/synthetic/i);
    expect(note).toMatch(/Admission date: \d+ \w+ 205\d/);
  }
});

/** What stands before the fact in an answer and need not stand in the note. */
const openers = /^(It stands for|The patient takes|The result was|The patient (?=came in|was accompanied))\s*/;

test('the fact in every extraction answer stands in its note, word for word', () => {
  const extraction = rows.filter(({ task }) => (extractionTasks as readonly Task[]).includes(task));
  const strangers = extraction.filter(({ note, answer }) => !note.includes(answer.replace(openers, '')));
  expect(strangers.map(({ answer }) => answer)).toEqual([]);
});

/** Words of the fixed parts of the free answers. */
const fixedWords = new Set('In plain words after hospital the patient left for doctors did and gave was to'.split(' '));
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}'-]+/gu) ?? [];

test('a summary or paraphrase says nothing that its note does not say', () => {
  const free = rows.filter(({ task }) => !(extractionTasks as readonly Task[]).includes(task));
  for (const { note, answer } of free) {
    const known = new Set(wordsOf(note));
    expect(wordsOf(answer).filter((word) => !known.has(word) && !fixedWords.has(word))).toEqual([]);
  }
});

/** Everything in a note that an answer may be made of, but for what has few values: places, clinics, ages, trades. */
const valuesOf = (patient: Patient): string[] => [
  patient.name,
  patient.attending,
  patient.relative.name,
  patient.admitted,
  patient.duration,
  patient.symptoms.join(),
  patient.procedures.join(),
  patient.allergies.join(),
  ...[patient.diagnosis, ...patient.history].map(({ name }) => name),
  ...[...patient.medications, patient.course].map(({ drug, dose }) => `${drug} ${dose}`),
  ...patient.labs.map(({ name, value }) => `${name} ${value}`),
];

test('no name, date, condition, dose, finding or list of the sample is in the notes of the base model', () => {
  const random = seededRandom(11);
  const draw = (side: 'sample' | 'pretraining') =>
    new Set(Array.from({ length: 1_500 }, (_, id) => valuesOf(drawPatient(id, side, random))).flat());
  const seen = draw('pretraining');
  expect([...draw('sample')].filter((value) => seen.has(value))).toEqual([]);
});

test('the notes of the base model hold no question, no answer and no heading of the sample', () => {
  const notes = [...pretrainingRows(500, 3)].map(([, note]) => note as string);
  const texts = new Set(rows.flatMap(({ question, answer }) => [question, answer]));
  const headings = rows.flatMap(({ note }) => note.match(/^[A-Z][\w ]+:/gm) ?? []);
  const strange = [...texts, ...new Set(headings)];
  expect(strange.filter((text) => notes.some((note) => note.includes(text)))).toEqual([]);
});
