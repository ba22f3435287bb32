/** One question and its answer, from the moment it is asked. */
import { randomUUID } from 'node:crypto';
import { createChecker } from '../../runtime/clinical/grounding/checker.ts';
import type { Answer, AskProgress } from '../../runtime/protocol/ask.ts';
import { type ErrorReport, errors, reportOf } from '../../runtime/protocol/errors.ts';
import type { Service } from '../runtime/service.ts';
import { type Answerer, askedOf } from './answerers.ts';
import { askModel } from './ask-model.ts';
import { type CheckedAnswer, checkAnswer } from './checked-answer.ts';
import type { Before } from './earlier-turns.ts';
import type { Passage } from './passage.ts';
import { type Change, shifted } from './spans.ts';

export interface Turn {
  readonly id: string;
  readonly question: string;
  answerer: Answerer;
  /** The turn whose answer this one is read beside. */
  readonly beside: Turn | undefined;
  state: 'waiting' | 'done' | 'failed' | 'cancelled';
  progress: AskProgress | undefined;
  /** What came so far, by part of the note. */
  written: string[];
  /** What was read, as it was sent. */
  passage: Passage | undefined;
  /** How many questions before this one had been answered when it was asked. */
  questionsBefore: number;
  /** Edits of the note from then to the answer; they move the evidence. */
  edits: Change[];
  answer: Answer | undefined;
  checked: CheckedAnswer | undefined;
  /** From the cache, not asked now. */
  isKept: boolean;
  fault: ErrorReport | undefined;
  /** The note says something else now. */
  isStale: boolean;
  leave: AbortController;
}

export function createTurn(question: string, answerer: Answerer, beside?: Turn): Turn {
  return { id: randomUUID(), question, answerer, beside, ...blank() };
}

const blank = () => ({
  state: 'waiting' as const,
  progress: undefined,
  written: [],
  passage: undefined,
  questionsBefore: 0,
  edits: [],
  answer: undefined,
  checked: undefined,
  isKept: false,
  fault: undefined,
  isStale: false,
  leave: new AbortController(),
});

/**
 * Asks, or asks again. Never throws: what went wrong becomes part of the turn.
 * @param passage the note, read when it is wanted
 * @param before what goes with the question
 * @param onChange whenever there is more to be shown
 */
export async function answerTurn(
  turn: Turn,
  passage: () => Promise<Passage>,
  before: Before,
  service: Service,
  onChange: () => void,
): Promise<void> {
  turn.leave.abort();
  Object.assign(turn, blank(), { questionsBefore: before.count });
  const { signal } = turn.leave;
  onChange();
  try {
    turn.passage = await passage();
    turn.edits = [];
    const answer = await ask(turn, turn.passage, before, service, onChange, signal);
    if (signal.aborted) throw errors.cancelled();
    complete(turn, turn.passage, answer);
  } catch (error) {
    // A newer attempt has taken over.
    if (turn.leave.signal !== signal) return;
    turn.fault = reportOf(error);
    turn.state = turn.fault.code === 'cancelled' ? 'cancelled' : 'failed';
  }
  onChange();
}

function ask(
  turn: Turn,
  { text }: Passage,
  { earlier }: Before,
  service: Service,
  onChange: () => void,
  signal: AbortSignal,
) {
  const { question, answerer } = turn;
  const listener = {
    onProgress(progress: AskProgress) {
      turn.progress = progress;
      onChange();
    },
    onText(part: number, more: string) {
      turn.written[part] = (turn.written[part] ?? '') + more;
      onChange();
    },
  };
  return askModel(service, { ...askedOf(answerer), note: text, question, earlier }, listener, signal);
}

/** Takes an answer, new or kept, and holds it against the note. */
export function complete(turn: Turn, passage: Passage, answer: Answer): void {
  turn.passage = passage;
  turn.answer = answer;
  turn.checked = checkAnswer(answer, passage, createChecker);
  for (const evidence of turn.checked.evidence) evidence.span = shifted(evidence.span, turn.edits);
  turn.state = 'done';
}

/** The note was edited. */
export function moveEvidence(turn: Turn, changes: readonly Change[]): void {
  if (turn.state === 'waiting') turn.edits.push(...changes);
  for (const evidence of turn.checked?.evidence ?? []) evidence.span = shifted(evidence.span, changes);
}
