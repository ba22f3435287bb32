/** Why a drug was stopped or avoided, in brackets behind it: "carbamazepine (hyponatremia), topiramate (word-finding)". */
import { type Fault, faultAt } from './faults.ts';
import type { Reading, Sentence, Term } from './reading.ts';
import { isDrug } from './vocabulary.ts';

interface Reason {
  readonly drug: string;
  readonly words: ReadonlySet<string>;
}

/** A drug told with what stands behind another one, and with nothing that stands behind it. */
export function reasonFaults(claim: Sentence, note: Reading): Fault[] {
  const reasons = note.sentences.flatMap(reasonsIn);
  const drugs = claim.terms.filter(({ word }) => isDrug(word));
  const said = claim.terms.filter(({ word }) => !isDrug(word)).map(({ stem }) => stem);
  return drugs.flatMap((drug) => {
    const own = reasons.filter((one) => one.drug === drug.stem);
    const others = reasons.filter((one) => drugs.every(({ stem }) => stem !== one.drug));
    const isOwn = own.length === 0 || said.some((stem) => own.some(({ words }) => words.has(stem)));
    return !isOwn && said.some((stem) => others.some(({ words }) => words.has(stem))) ? [faultAt('drug', drug)] : [];
  });
}

/** The brackets directly behind drugs. */
function reasonsIn({ terms, words, first }: Sentence): Reason[] {
  return terms.filter(({ word }) => isDrug(word)).flatMap((drug) => reasonBehind(drug, terms, words, first) ?? []);
}

function reasonBehind(drug: Term, terms: readonly Term[], words: readonly string[], first: number): Reason | undefined {
  const at = drug.position - first;
  if (words[at + 1] !== '(') return undefined;
  const end = words.indexOf(')', at);
  const within = terms.filter(
    ({ position }) => position > drug.position && position < first + (end < 0 ? words.length : end),
  );
  return within.length > 0 ? { drug: drug.stem, words: new Set(within.map(({ stem }) => stem)) } : undefined;
}
