/** What relatives take: "his father takes valproate" is told of the father alone. */
import { type Fault, faultAt } from './faults.ts';
import type { Reading, Sentence } from './reading.ts';
import { isDrug } from './vocabulary.ts';

/** A relative's drug where the note tells another drug of that relative, and not this one. */
export function relativesDrugs(claim: Sentence, note: Reading): Fault[] {
  const kin = kinIn(claim);
  if (kin.length === 0) return [];
  const told = note.sentences.filter((sentence) => kinIn(sentence).some((one) => kin.includes(one)));
  const drugs = new Set(told.flatMap(({ terms }) => terms.filter(({ word }) => isDrug(word)).map(({ stem }) => stem)));
  if (drugs.size === 0) return [];
  return claim.terms.filter(({ word, stem }) => isDrug(word) && !drugs.has(stem)).map((term) => faultAt('drug', term));
}

const kinIn = ({ values }: Sentence): string[] => values.flatMap((value) => (value.kind === 'kin' ? value.kin : []));
