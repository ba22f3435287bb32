/**
 * What a denial is about: "no groin hematoma" denies a hematoma and no groin, "the culture was negative" what was looked
 * for and not that a culture was taken.
 */
import { stem } from '../porter.ts';
import { isEverydayWord } from './everyday-words.ts';
import type { Sentence, Term } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';
import { isDrug, isMedicalTerm } from './vocabulary.ts';

const stems = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(stem));

/** Parts of the body: where a finding is, and never one itself. */
const sites = stems(`
abdomen abdominal ankle aorta arm back bladder bone bowel brain breast bronchus calf chest ear elbow extremity eye eyelid face femur finger foot
forearm forehead gland groin hand head heart hip intestine jaw joint kidney knee leg lid limb lip liver lobe lung mouth muscle nail neck nerve nose
pelvis pelvic rectum rib sacrum scalp shoulder sinus skin skull spine spleen stomach temple thigh throat thumb toe tongue tooth vein vessel wound wrist`);

/** By what a finding is looked for: of these a denial tells the result. */
const tests = stems(`
angiography antibody antigen assay biopsy computed culture cytology doppler echocardiography electrocardiogram electroencephalogram exam examination film
histology imaging margin mri node pcr radiograph ray resonance scan screen screening serology smear sonography stain swab telemetry test tomography toxicology toxin troponin
ultrasound urinalysis x-ray xray`);

export const isSite = ({ stem }: Term): boolean => sites.has(stem);

export const hasDenial = ({ terms }: Sentence): boolean => terms.some(({ denied, unsure }) => denied || unsure);

export const isPositive = (sentence: Sentence): boolean =>
  sentence.words.includes('positive') ||
  (!hasDenial(sentence) &&
    sentence.words.some((word) => /^(?:grew|grown|yielded|found|detected|present|showed|revealed)$/.test(word)));

/** Whether the other sentence, which affirms the word, also has the finding that is denied with it. */
export function isFindingOf(denied: Term, sentence: Sentence, other: Sentence): boolean {
  const head = headOf(denied, sentence);
  return head.stem === denied.stem || other.terms.some((term) => term.stem === head.stem && !term.denied);
}

/** Whether it is denied of a test, or with the name of one: "celiac antibodies were negative". */
export const isOfTest = (denied: Term, sentence: Sentence): boolean =>
  phraseOf(denied, sentence).some(({ stem }) => tests.has(stem));

/** The last telling word of those that are denied in one phrase. */
function headOf(denied: Term, sentence: Sentence): Term {
  const phrase = phraseOf(denied, sentence);
  return phrase.findLast(isNamed) ?? phrase.at(-1) ?? denied;
}

/** Whether the other sentence denies a word of the same phrase: "no bloody stools", "the stools contained no blood". */
export function agreesElsewhere(denied: Term, { terms, words, first }: Sentence, other: Sentence): boolean {
  const at = terms.findIndex(({ position }) => position === denied.position);
  let [start, end] = [at, at];
  const isApart = (a: Term | undefined, b: Term | undefined): boolean =>
    !a?.denied || !b?.denied || words.slice(a.position - first + 1, b.position - first).some((word) => word !== '-');
  while (!isApart(terms[start - 1], terms[start])) start--;
  while (!isApart(terms[end], terms[end + 1])) end++;
  const stems = new Set(terms.slice(start, end + 1).map(({ stem }) => stem));
  return other.terms.some((term) => term.denied && stems.has(term.stem));
}

/** It and what is denied behind it in one phrase. */
function phraseOf(denied: Term, { terms, words, first }: Sentence): readonly Term[] {
  const at = terms.findIndex(({ position }) => position === denied.position);
  const isOne = (a: Term | undefined, b: Term | undefined): boolean =>
    a !== undefined && b?.denied === true && !words.slice(a.position - first + 1, b.position - first).some(parts);
  let end = at;
  while (isOne(terms[end], terms[end + 1])) end++;
  return terms.slice(at, end + 1);
}

const parts = (word: string): boolean =>
  !/^(?:\p{L}{1,2}|the|any|-)$/u.test(word) || /^(?:or|of|in|on|to|at|by)$/.test(word);
const isNamed = ({ word, stem }: Term): boolean =>
  isDrug(word) ||
  isMedicalTerm(word) ||
  (!isReportingWord(stem) && !isEverydayWord(stem) && !sites.has(stem) && !tests.has(stem));
