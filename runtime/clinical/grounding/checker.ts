/** Holds an answer against the note it is about, sentence by sentence, by rule. */
import { alignedSentences } from './alignment.ts';
import { allergyFaults } from './allergies.ts';
import { classForms } from './classes.ts';
import { hasDecimalCommas, withPoints } from './decimals.ts';
import { stoppedDrugs } from './discharge-drugs.ts';
import { eyeForms } from './eyes.ts';
import type { Fault } from './faults.ts';
import { oppositeFaults } from './opposites.ts';
import { polarityFaults } from './polarity.ts';
import { type Reading, read, type Sentence } from './reading.ts';
import { reasonFaults } from './reasons.ts';
import { relativesDrugs } from './relatives.ts';
import type { Span } from './sentences.ts';
import { rawWords, shortFormsBetween } from './short-forms.ts';
import { valueFault } from './values.ts';
import { foreignNames, foreignTerms, foreignWords } from './words.ts';

export interface CheckedSentence extends Span {
  readonly verdict: 'supported' | 'unsupported' | 'nothing to check';
  /** Sentences of the note that say it or come nearest, the best first. */
  readonly evidence: readonly Span[];
  readonly faults: readonly Fault[];
}

export interface Checker {
  /** The sentences of an answer in order, each with its verdict; offsets count in the answer, of evidence in the note. */
  check(answer: string): CheckedSentence[];
}

/** Reads the note once; each answer about it is then checked in a few milliseconds. */
export function createChecker(text: string): Checker {
  const inPoints = hasDecimalCommas(text) ? withPoints : (one: string) => one;
  const note = inPoints(text);
  const eyes = eyeForms(note);
  const reading = read(note, eyes);
  const wording = { raw: rawWords(note), words: reading.words };
  return {
    check(told) {
      const answer = inPoints(told);
      const words = rawWords(answer);
      const own = [...classForms(words, reading.words), ...shortFormsBetween(words, wording)];
      // "Ankle-foot orthosis" before "ankle-foot".
      const forms = [...eyes, ...own.sort((a, b) => b.from.length - a.from.length)];
      return read(answer, forms, reading.style).sentences.map((sentence) => checkSentence(sentence, answer, reading));
    },
  };
}

/** More than these help nobody. */
const mostEvidence = 3;

function checkSentence(sentence: Sentence, answer: string, note: Reading): CheckedSentence {
  const { start, end, values } = sentence;
  const matches = alignedSentences(sentence, note);
  const wrongValues = values.flatMap((value) => valueFault(value, sentence, note, matches));
  // Plain words may be another way of saying it where numbers or dates are the note's.
  const isFound = wrongValues.length === 0 && values.some(({ kind }) => kind !== 'side' && kind !== 'kin');
  const faults = [
    ...wrongValues,
    ...foreignNames(sentence, answer, note),
    ...foreignTerms(sentence, note),
    ...allergyFaults(sentence, note),
    ...stoppedDrugs(sentence, note),
    ...relativesDrugs(sentence, note),
    ...reasonFaults(sentence, note),
    ...(isFound ? [] : foreignWords(sentence, note)),
    ...polarityFaults(sentence, matches),
    ...oppositeFaults(sentence, matches),
  ];
  const near = matches.filter(({ score }) => score >= (matches[0]?.score ?? 0) / 2).slice(0, mostEvidence);
  const evidence = near.map(({ sentence: { start, end } }) => ({ start, end }));
  const told = evidence.length > 0 || values.length > 0;
  const verdict = faults.length > 0 ? 'unsupported' : told ? 'supported' : 'nothing to check';
  return { start, end, verdict, evidence, faults: distinct(faults) };
}

/** One fault a place: a foreign drug is a foreign word too. */
function distinct(faults: readonly Fault[]): Fault[] {
  const first = faults.filter(
    (fault, i) => faults.findIndex(({ start, end }) => start === fault.start && end === fault.end) === i,
  );
  return first.sort((a, b) => a.start - b.start);
}
