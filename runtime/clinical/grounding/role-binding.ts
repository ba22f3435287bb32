/** Of two values of one sentence, which is that of coming and which that of going: "6 at 24 h, 3 at discharge". */
import { wordPattern } from './abbreviations.ts';
import type { Candidate } from './candidates.ts';
import type { Sentence, Value } from './reading.ts';
import { isReportingWord } from './reporting-words.ts';

const roles: readonly (readonly [role: string, word: RegExp])[] = [
  ['coming', /^(?:admission|arrival|presentation|admitted|arrived)$/],
  ['going', /^(?:discharge|discharged)$/],
  ['start', /^(?:start|starting|started|initial|initially|begin|beginning|began|begun|commence|commenced)$/],
  ['increase', /^(?:increas(?:e|ed|es|ing)|uptitrat(?:e|ed|ing)|titrat(?:e|ed|ing)|rais(?:e|ed|ing))$/],
];

/** In words, on both sides. */
const reach = 5;

/** The role that stands next to a value, with no other value as near. */
function roleBeside(value: Value, sentence: Sentence): string | undefined {
  const { words, first, values } = sentence;
  const others = values.filter((other) => other.kind === value.kind && other.position !== value.position);
  const near = words.flatMap((word, i) => {
    const role = roles.find(([, form]) => form.test(word))?.[0];
    const distance = distanceTo(value, i + first, sentence);
    const isFree = others.every((other) => distanceTo(other, i + first, sentence) > distance);
    return role && distance <= reach && isFree ? role : [];
  });
  return new Set(near).size === 1 ? near[0] : undefined;
}

/** "1.9 on admission, 1.6 at discharge", and not "HR 118 on arrival, Hb 71". */
function isOfOneLabel(other: Value, { value, sentence: { terms } }: Candidate): boolean {
  const [from, to] = [Math.min(other.position, value.position), Math.max(other.position, value.position)];
  return !terms.some(
    ({ word, stem, position }) =>
      position > from && position < to && !isReportingWord(stem) && !roles.some(([, form]) => form.test(word)),
  );
}

/** "5" is no "4/5" and no "5 mg". */
const isOfOneKind = (a: Value, b: Value): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'quantity' || b.kind !== 'quantity' || a.quantity.dimension === b.quantity.dimension);

/** In words, from the nearer end of the value. */
function distanceTo({ position: at, start, end }: Value, position: number, { text, start: offset }: Sentence): number {
  const last = at + (text.slice(start - offset, end - offset).match(wordPattern)?.length ?? 1) - 1;
  return position < at ? at - position : position - last;
}

/** So near must the words stand to the other value. */
const nearOther = 0.3;
/** And so much nearer than to one that is told of no time. */
const clearly = 1.5;

/** A value that the note tells of the claimed role, in the sentence where the claimed one is told of something else. */
export function ofOtherRole(value: Value, own: Candidate, candidates: readonly Candidate[], claim: Sentence) {
  if (value.kind !== 'quantity' && value.kind !== 'ratio') return undefined;
  const role = roleBeside(value, claim);
  if (role === undefined || roleBeside(own.value, own.sentence) === role) return undefined;
  const others = candidates.filter((other) => !other.right && roleBeside(other.value, other.sentence) === role);
  const beside = others.find((other) => other.sentence === own.sentence && isOfOneLabel(other.value, own));
  // "NIHSS 11 on arrival" and "NIHSS 4 at discharge" in two sentences.
  const told = candidates
    .filter(({ right, score }) => right && score > 0.5 * own.score)
    .map((one) => roleBeside(one.value, one.sentence));
  const isOther = told.length > 0 && told.every((one) => one !== undefined && one !== role);
  const isNearer = told.every((one) => one === undefined) && !isOfOneKind(value, own.value);
  return (
    beside ?? others.find(({ score }) => score >= nearOther && (isOther || (isNearer && score >= clearly * own.score)))
  );
}
