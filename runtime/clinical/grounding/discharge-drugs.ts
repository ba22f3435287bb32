/** What a patient goes home on: the list of drugs at discharge decides, where a note has one. */
import { type Fault, faultAt } from './faults.ts';
import type { Reading, Sentence } from './reading.ts';
import { isAnalyte, isDrug } from './vocabulary.ts';

/** "Goes home on", "was discharged on". */
export const isAtDischarge = ({ words }: Sentence): boolean =>
  words.some(
    (word, i) => /^(?:home|discharged|discharge)$/.test(word) && /^(?:on|with|taking)$/.test(words[i + 1] ?? ''),
  );

export const isDischargeList = ({ heading }: Sentence): boolean =>
  heading.has('discharg') && [...heading].some((stem) => /^(?:medic|medicin|med|drug|prescript|rx)$/.test(stem));

/** Drugs that were stopped and are not on the list. */
export function stoppedDrugs(claim: Sentence, note: Reading): Fault[] {
  const list = note.sentences.filter(isDischargeList);
  if (!isAtDischarge(claim) || list.length < 2) return [];
  const has = (sentence: Sentence, stem: string) => sentence.terms.some((term) => term.stem === stem);
  const isStopped = (stem: string) =>
    note.sentences.some(
      (sentence) => has(sentence, stem) && sentence.words.some((word) => /^(?:stopped|tapered|off)$/.test(word)),
    );
  return claim.terms
    .filter(({ word, stem, denied }) => isDrug(word) && !isAnalyte(word) && !denied && isStopped(stem))
    .filter(({ stem }) => !list.some((sentence) => has(sentence, stem)))
    .map((term) => faultAt('drug', term));
}
