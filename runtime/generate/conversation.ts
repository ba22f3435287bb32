/**
 * The prompt of a question that follows others about the same note: each earlier turn stands before it as it was asked,
 * answered and ended, so that its tokens are those that the model has read and written, and are known already.
 */
import { answerEncoder, promptTokens } from '../data/examples.ts';
import type { AskRequest, EarlierTurn } from '../protocol/ask.ts';
import { nextInstruction, type PromptParts, promptParts } from '../text/prompts.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

export interface Conversation extends Pick<AskRequest, 'prompt'> {
  /** The oldest first. */
  readonly earlier: readonly EarlierTurn[];
  readonly question: string;
}

/** Without earlier turns, the tokens of the prompt as in training. */
export function conversationTokens(tokenizer: Tokenizer, conversation: Conversation, note: string): number[] {
  const { prompt } = conversation;
  const { first, continued } = turnsOf(conversation);
  const tokens = promptTokens(tokenizer, prompt, { question: first, note }, Number.POSITIVE_INFINITY)?.tokens ?? [];
  const encodeAnswer = answerEncoder(tokenizer, prompt);
  const turns = continued.flatMap(({ answer, next }) => [
    ...encodeAnswer(answer),
    tokenizer.eosId,
    ...encodeAfterEnd(tokenizer, nextInstruction(prompt, next)),
  ]);
  return [...tokens, ...turns];
}

/** The same as text, around the note. */
export function conversationParts(tokenizer: Tokenizer, conversation: Conversation): PromptParts {
  const { prompt } = conversation;
  const { first, continued } = turnsOf(conversation);
  const { before, after } = promptParts(prompt, first);
  const end = tokenizer.decode([tokenizer.eosId]);
  const turns = continued.map(({ answer, next }) => answer + end + nextInstruction(prompt, next));
  return { before, after: after + turns.join('') };
}

/** The newest of the earlier turns that fit beside the whole note in so many tokens. */
export function fittingTurns(
  tokenizer: Tokenizer,
  conversation: Conversation,
  note: string,
  limit: number,
): EarlierTurn[] {
  const { earlier } = conversation;
  const fits = (from: number) =>
    conversationTokens(tokenizer, { ...conversation, earlier: earlier.slice(from) }, note).length <= limit;
  const from = [...earlier.keys()].find(fits);
  return from === undefined ? [] : earlier.slice(from);
}

/** The first question, and each answer with the question that comes after it. */
function turnsOf({ earlier, question }: Conversation) {
  const [first = question, ...next] = [...earlier.map((turn) => turn.question), question];
  return { first, continued: earlier.map(({ answer }, i) => ({ answer, next: next[i] ?? question })) };
}

/** As what follows the end token: some tokenizers mark the start of a text, and this is none. */
function encodeAfterEnd(tokenizer: Tokenizer, text: string): number[] {
  const [end, ...rest] = tokenizer.encode(tokenizer.decode([tokenizer.eosId]) + text);
  return end === tokenizer.eosId ? rest : tokenizer.encode(text);
}
