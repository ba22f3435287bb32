/** What a follow-up carries along of the questions before it. */
import { type EarlierTurn, mostEarlierTurns } from '../../runtime/protocol/ask.ts';
import type { Answerer } from './answerers.ts';
import type { Turn } from './turns.ts';

export interface Before {
  /** What goes with the question, the oldest first: no answer of anybody else. */
  readonly earlier: EarlierTurn[];
  /** How many questions before it have an answer, whoever gave it. */
  readonly count: number;
}

export const nothingBefore: Before = { earlier: [], count: 0 };

/** What an answerer said to a question. */
export interface Answered extends EarlierTurn {
  readonly answerer: Answerer;
}

/** @param questions the answers to each, the oldest question first */
export function beforeQuestion(questions: readonly (readonly Answered[])[], answerer: Answerer): Before {
  const answered = questions.map((answers) => answers.filter(({ answer }) => answer !== ''));
  const own = answered.flatMap((answers) => answers.findLast((each) => isSame(each.answerer, answerer)) ?? []);
  const earlier = own.map(({ question, answer }) => ({ question, answer }));
  return { earlier: earlier.slice(-mostEarlierTurns), count: answered.filter(({ length }) => length > 0).length };
}

/** In a thread, where an answer beside another is one to the same question. */
export function beforeTurn(turns: readonly Turn[], turn: Turn): Before {
  const asked = turns.filter(({ beside }) => !beside);
  const place = asked.indexOf(turn.beside ?? turn);
  const answersTo = (question: Turn) => turns.filter((each) => (each.beside ?? each) === question).flatMap(answeredIn);
  return beforeQuestion(asked.slice(0, place).map(answersTo), turn.answerer);
}

const answeredIn = ({ state, question, answerer, answer }: Turn): Answered[] =>
  state === 'done' && answer ? [{ question, answerer, answer: answer.text }] : [];

const isSame = (one: Answerer, other: Answerer) => JSON.stringify(one) === JSON.stringify(other);
