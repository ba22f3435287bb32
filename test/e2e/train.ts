import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { toolNode } from '../../scripts/setup.mjs';

/** Synthetic; of the same kind as the embedded sample, so that what little the tests train can answer about it. */
export const note = `Synthetic discharge summary
Attending physician: Dr. Agnes MacDonald
Admission date: 21 March 2057
Discharge date: 23 April 2057
Chief complaint: vomiting
HPI: Lucas Eriksen, a 70-year-old librarian, came in with vomiting, dizziness and leg cramps. The symptoms had been present for 4 weeks. Mr. Eriksen was accompanied by the niece, Penelope Gallagher. She had called the ambulance.
Allergies: kiwi and peanuts
Labs: sodium 151 mmol/L, lipase 685 U/L, bilirubin 6.5 mg/dL
Medications on admission:
- apixaban 85 mg twice daily for PAT
- bumetanide 65 mg every 12 hours for PAT
Hospital course: Treatment with haloperidol 70 mg every 12 hours was started; this drug was given over 42 days. The leading diagnosis was ATA (atypical tibial atrophy). The patient underwent bone marrow aspiration and lumbar puncture. The wound stayed clean.
Discharge medications:
- bumetanide 65 mg every 12 hours for PAT
- apixaban 85 mg twice daily for PAT
Follow-up: The patient was discharged to a nursing home. The length of stay was 33 days. The next visit is on 10 June 2057. The next visit is at the stroke clinic.
`;

/** A few steps on one task: enough that its questions are answered with the note's own words. */
export const tiny = {
  name: 'Tiny',
  data: { tasks: ['Question Answering'] },
  lora: { r: 8, alpha: 16 },
  sequenceLength: 512,
  batchSize: 2,
  recompute: 'none',
  optimizer: { learningRate: 0.004, beta2: 0.99 },
  maxSteps: 80,
  evaluation: { maxRows: 1, exactMatchRows: 0, samples: 0 },
};

/** A run in the extension's storage, by the command line. */
export async function train(storage: string, config: { readonly name: string }): Promise<void> {
  const path = join(storage, `${config.name}.finetune.json`);
  writeFileSync(path, JSON.stringify(config));
  const program = join(import.meta.dirname, '..', '..', 'dist', 'asclepius.mjs');
  await execa(toolNode(), [program, 'finetune', path], { env: { ASCLEPIUS_HOME: storage }, timeout: 240_000 });
}
