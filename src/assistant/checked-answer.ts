/** An answer held against the note: its sentences with their verdicts, and the places of the note that they rest on. */

import type { CheckedSentence, Checker } from '../../runtime/clinical/grounding/checker.ts';
import type { Fault } from '../../runtime/clinical/grounding/faults.ts';
import type { Answer, AnswerPart } from '../../runtime/protocol/ask.ts';
import type { Passage } from './passage.ts';
import type { Span } from './spans.ts';

export interface Statement {
  readonly text: string;
  /** Whether a line of its own begins here. */
  readonly onNewLine: boolean;
  readonly verdict: CheckedSentence['verdict'];
  /** Numbers of the places it rests on, from 1. */
  readonly evidence: readonly number[];
  readonly faults: readonly StatementFault[];
}

export interface StatementFault {
  readonly kind: Fault['kind'];
  /** The words that the note does not say. */
  readonly said: string;
  /** What the note says in their place: the number of the place, and its words. */
  readonly instead: { readonly number: number; readonly quote: string } | undefined;
}

/** A place in the document. */
export interface Evidence {
  span: Span;
  readonly quote: string;
  /** The statements that rest on it. */
  readonly statements: string[];
}

export interface CheckedPart {
  /** The parts of the note that gave this answer, where the note was read in several. */
  readonly labels: readonly AnswerPart[];
  readonly statements: readonly Statement[];
}

export interface CheckedAnswer {
  readonly parts: readonly CheckedPart[];
  /** Number n is at n - 1. */
  readonly evidence: readonly Evidence[];
}

/** Checking a longer part would keep the editor's extensions waiting for seconds. */
export const longestChecked = 150_000;

/** Each part's answer is held against what was read for it. @param passage as it was sent */
export function checkAnswer(
  { parts }: Pick<Answer, 'parts'>,
  passage: Passage,
  createChecker: (note: string) => Checker,
): CheckedAnswer {
  const evidence: Evidence[] = [];
  const checked = samePartsTogether(parts).map((labels): CheckedPart => {
    const [{ start, end, text }] = labels;
    const note = passage.text.slice(start, end);
    const numberOf = numbering(evidence, note, passage.start + start);
    const sentences = note.length > longestChecked ? unchecked(text) : createChecker(note).check(text);
    return {
      labels,
      statements: sentences.map((sentence, i) => statementOf(text, sentence, sentences[i - 1], numberOf)),
    };
  });
  return { parts: checked, evidence };
}

const unchecked = (text: string): CheckedSentence[] => [
  { start: 0, end: text.length, verdict: 'nothing to check', evidence: [], faults: [] },
];

type NumberOf = (span: Span, statement?: string) => { number: number; quote: string };

/** Gives each place a number, the same one whenever it comes again. */
function numbering(evidence: Evidence[], note: string, offset: number): NumberOf {
  return ({ start, end }, statement) => {
    const span = { start: offset + start, end: offset + end };
    let index = evidence.findIndex((other) => other.span.start === span.start && other.span.end === span.end);
    if (index < 0) index = evidence.push({ span, quote: note.slice(start, end), statements: [] }) - 1;
    const place = evidence[index] as Evidence;
    if (statement !== undefined) place.statements.push(statement);
    return { number: index + 1, quote: place.quote };
  };
}

function statementOf(
  answer: string,
  { start, end, verdict, evidence, faults }: CheckedSentence,
  before: CheckedSentence | undefined,
  numberOf: NumberOf,
): Statement {
  const text = answer.slice(start, end);
  const gap = answer.slice(before?.end ?? start, start);
  return {
    text,
    onNewLine: gap.includes('\n'),
    verdict,
    // What an unsupported sentence comes near to is no evidence for it.
    evidence: verdict === 'supported' ? evidence.map((span) => numberOf(span, text).number) : [],
    faults: faults.map(({ kind, instead, ...span }) => ({
      kind,
      said: answer.slice(span.start, span.end),
      instead: instead && numberOf(instead),
    })),
  };
}

type Together = [AnswerPart, ...AnswerPart[]];

/** Parts that gave the very same answer say it once. */
function samePartsTogether(parts: readonly AnswerPart[]): Together[] {
  const groups = new Map<string, Together>();
  for (const part of parts) {
    const group = groups.get(part.text);
    if (group) group.push(part);
    else groups.set(part.text, [part]);
  }
  return [...groups.values()];
}
