/** A table of synthetic notes as large as the real data set: 158,114 rows, about 402 MB of CSV, the same at every call. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from '../../runtime/data/random.ts';
import { tasks } from '../../runtime/protocol/config.ts';

export const rowCount = 158_114;
/** In `needleRows` rows only, the last one among them. */
export const needle = 'zebra finch fancier';
const needleEvery = 15_811;
export const needleRows = Math.ceil(rowCount / needleEvery);

const sections = ['Chief complaint', 'HPI', 'Past medical history', 'Medications', 'Labs', 'Hospital course', 'Plan'];
const sentences = [
  'The patient, a 67-year-old retired teacher, was admitted with progressive dyspnea and orthopnea.',
  'She said: "I cannot climb the stairs any more", and pointed at her chest.',
  'Blood pressure 142/88 mmHg, pulse 96/min, temperature 37.9 °C, SpO2 91% on room air.',
  'ECG: sinus tachycardia, no ST elevation; troponin T 0.03, 0.04 and 0.03 ng/mL.',
  'Furosemide 40 mg i.v. was given twice daily, then 20 mg p.o., with a net loss of 4.2 L.',
  'Chest X-ray showed bilateral pleural effusions, larger on the right.',
  'No known drug allergies, except a rash after amoxicillin in 1998.',
  'Echo: LVEF 35%, moderate MR, LA 4.8 cm, no effusion.',
  'Apixaban 5 mg b.i.d. was continued, metoprolol raised to 47.5 mg.',
  'He denies fever, chills, weight loss, or night sweats.',
  'Discharged home in stable condition; follow-up with cardiology in two weeks, labs in one.',
  '환자는 호흡곤란을 호소하였으며, 이뇨제 투여 후 호전되었다.',
];
const questions = [
  'What was the cause of the dyspnea in this patient?',
  'Which drugs were given, and at what doses?',
  'Summarize the hospital course\nin three sentences.',
  'What does "LVEF" stand for in this note?',
];

/** Quoted fields with line breaks and doubled quotes. @param lineEnd of the records and within the notes */
export async function writeClinicalTable(path: string, rows = rowCount, lineEnd = '\n'): Promise<void> {
  const random = seededRandom(158);
  const pick = <T>(items: readonly T[]) => items[random.integer(items.length)] as T;
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', lineEnd)}"`;
  const text = (count: number) => Array.from({ length: count }, () => pick(sentences)).join(' ');
  const note = (row: number) =>
    [
      `Discharge summary ${row} (synthetic)`,
      ...sections.map((section) => `${section}: ${text(1 + random.integer(7))}`),
      ...((row + 1) % needleEvery === rowCount % needleEvery ? [`Hobby: ${needle}.`] : []),
    ].join('\n');
  file.write(`patient_id,note,question,answer,task${lineEnd}`);
  for (let row = 0; row < rows; row++) {
    const fields = [quoted(note(row)), quoted(pick(questions)), quoted(text(1 + random.integer(4)))];
    const line = `${1 + random.integer(40_000)},${fields.join()},${pick(tasks)}${lineEnd}`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}
