/** An answer to a question about a note: read whole, or in parts where it is longer than what the model reads at once. */
import type { Answer, AnswerPart, AskRequest, NoteRange, Sampling } from '../protocol/ask.ts';
import { errors } from '../protocol/errors.ts';
import type { PromptParts } from '../text/prompts.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { beamSearch } from './beams.ts';
import { conversationParts, conversationTokens, fittingTurns } from './conversation.ts';
import { mostRelevant, type NotePart, noteParts } from './note-parts.ts';
import { textStream } from './text-stream.ts';
import type { Prepared, WarmModel } from './warm-model.ts';
import { type Writing, write } from './write.ts';

export interface Asked extends Pick<AskRequest, 'note' | 'earlier' | 'prompt' | 'contextTokens' | 'maxParts'> {
  readonly question: string;
  readonly sampling: Sampling;
}

export interface AnswerListeners {
  onRead(reading: { part: number; parts: number; done: number; total: number; reused: number }): void;
  onText(part: number, text: string): void;
}

export interface Answered {
  readonly text: string;
  readonly parts: AnswerPart[];
  readonly read: NoteRange[];
  readonly unread: NoteRange[];
  readonly earlier: Answer['earlier'];
  readonly template: PromptParts;
  readonly sampling: Sampling;
  readonly contextTokens: number;
  /** From the start until the prompt of the first part was read, when its first token is chosen. */
  readonly secondsToFirst: number;
  /** Of all tokens but each part's first. */
  readonly tokensPerSecond: number;
}

/** @throws questionTooLong, cancelled, deviceLost */
export async function answer(
  warm: WarmModel,
  prepared: Prepared,
  asked: Asked,
  listeners: AnswerListeners,
  signal?: AbortSignal,
): Promise<Answered> {
  const started = performance.now();
  const context = Math.min(asked.contextTokens || Number.POSITIVE_INFINITY, warm.description.maxPositions);
  const sampling = { ...asked.sampling, maxNewTokens: Math.min(asked.sampling.maxNewTokens, context >> 1) };
  const limit = context - sampling.maxNewTokens;
  const { chosen, all } = await partsToRead(warm.tokenizer, asked, limit, signal);
  // A note that is read in parts leaves no room for them.
  const earlier = all.length > 1 ? [] : fittingTurns(warm.tokenizer, asked, asked.note, limit);
  const conversation = { ...asked, earlier };
  const parts: AnswerPart[] = [];
  const pace = { first: 0, tokens: 0, milliseconds: 0 };
  for (const [index, part] of chosen.entries()) {
    const reading = { index, count: chosen.length, part, context, sampling };
    const { readAt, endedAt, ...answered } = await answerPart(warm, prepared, conversation, reading, listeners, signal);
    pace.first ||= readAt - started;
    pace.tokens += Math.max(0, answered.newTokens - 1);
    pace.milliseconds += endedAt - readAt;
    parts.push(answered);
  }
  const range = ({ start, end }: NoteRange) => ({ start, end });
  return {
    text: together(parts),
    parts,
    read: joined(chosen.map(range)),
    unread: joined(all.filter((part) => !chosen.includes(part)).map(range)),
    earlier: { given: asked.earlier.length, read: earlier.length },
    template: conversationParts(warm.tokenizer, conversation),
    sampling,
    contextTokens: context,
    secondsToFirst: pace.first / 1000,
    tokensPerSecond: pace.tokens === 0 ? 0 : (1000 * pace.tokens) / pace.milliseconds,
  };
}

/** A little room, as tokens of joined pieces may be more than those of the pieces. */
const slack = 8;
const leastRoom = 16;

async function partsToRead(tokenizer: Tokenizer, asked: Asked, limit: number, signal: AbortSignal | undefined) {
  const { note, question, maxParts } = asked;
  const alone = { ...asked, earlier: [] };
  const count = (text: string) => conversationTokens(tokenizer, alone, text).length;
  const bare = count('');
  if (limit - bare < leastRoom) throw errors.questionTooLong(bare, limit);
  const mayFit = note.length <= limit * 16;
  const all: NotePart[] =
    mayFit && count(note) <= limit
      ? [{ start: 0, end: note.length }]
      : await noteParts(note, limit - bare - slack, (text) => tokenizer.encode(text).length, signal);
  return { all, chosen: mostRelevant(note, all, question, maxParts) };
}

interface Reading {
  readonly index: number;
  readonly count: number;
  readonly part: NotePart;
  readonly context: number;
  readonly sampling: Sampling;
}

async function answerPart(
  { tokenizer, ends }: WarmModel,
  { decoder, loaded, memory }: Prepared,
  asked: Asked,
  { index, count, part, context, sampling }: Reading,
  listeners: AnswerListeners,
  signal: AbortSignal | undefined,
) {
  const prompt = conversationTokens(tokenizer, asked, asked.note.slice(part.start, part.end));
  const maxNewTokens = Math.max(1, Math.min(sampling.maxNewTokens, context - prompt.length));
  const known = memory.recall(loaded, prompt, prompt.length + maxNewTokens);
  const reused = known.cache.length;
  let readAt = 0;
  const onRead = (done: number) => {
    if (done === prompt.length) readAt = performance.now();
    listeners.onRead({ part: index, parts: count, done, total: prompt.length, reused });
  };
  onRead(reused);
  const writing: Writing = {
    decoder,
    loaded,
    cache: known.cache,
    prompt,
    ends,
    sampling: { ...sampling, maxNewTokens },
    signal,
    onRead,
  };
  const told = teller(tokenizer, sampling.stop, (text) => listeners.onText(index, text));
  try {
    const ended = sampling.beams > 1 ? await tellBest(writing, told) : await tellEach(writing, told);
    const { text, tokens } = told.end();
    const { start, end, heading } = part;
    return {
      start,
      end,
      ...(heading === undefined ? {} : { heading }),
      text,
      ended,
      promptTokens: prompt.length,
      reusedTokens: reused,
      newTokens: tokens.length,
      readAt,
      endedAt: performance.now(),
    };
  } finally {
    // Beams leave branches behind, which are no text.
    if (sampling.beams > 1) known.cache.truncate(prompt.length);
    known.tokens = [...prompt, ...told.tokens].slice(0, known.cache.length);
    memory.shrinkTo(mostMemory);
  }
}

/** Bytes of caches of other notes than the one read last. */
const mostMemory = 512 * 2 ** 20;

type Ended = AnswerPart['ended'];
type Teller = ReturnType<typeof teller>;

/** Passes text on as it becomes certain, and keeps account. */
function teller(tokenizer: Tokenizer, stops: readonly string[], onText: (text: string) => void) {
  const stream = textStream((tokens) => tokenizer.decode(tokens, { skipSpecial: true }), stops);
  const tokens: number[] = [];
  let text = '';
  let stopped = false;
  const tell = (more: string) => {
    if (more === '') return;
    text += more;
    onText(more);
  };
  return {
    tokens,
    /** @returns whether a stop text was met */
    push(token: number): boolean {
      tokens.push(token);
      const { text: sure, stopped: now } = stream.push(token);
      stopped = now;
      tell(sure);
      return now;
    },
    end() {
      if (!stopped) tell(stream.end());
      return { text, tokens };
    },
  };
}

async function tellEach(writing: Writing, told: Teller): Promise<Ended> {
  const tokens = write(writing);
  for (;;) {
    const next = await tokens.next();
    if (next.done) return next.value;
    if (!told.push(next.value)) continue;
    await tokens.return('limit');
    return 'stop';
  }
}

async function tellBest(writing: Writing, told: Teller): Promise<Ended> {
  const { tokens, ended } = await beamSearch(writing);
  return tokens.some((token) => told.push(token)) ? 'stop' : ended;
}

/**
 * Several parts' answers under their headings; one that several give is said once. They are not made into one by the model:
 * that answer would have lost its way back to the note, and a model reads its own inventions as facts.
 */
function together(parts: readonly AnswerPart[]): string {
  const [first] = parts;
  if (parts.length < 2) return first?.text ?? '';
  const labels = new Map<string, string[]>();
  parts.forEach(({ heading, start, end, text }, i) => {
    const label = `${heading ?? `Part ${i + 1}`} (characters ${start + 1} to ${end})`;
    labels.set(text, [...(labels.get(text) ?? []), label]);
  });
  return [...labels].map(([text, names]) => `${names.join(', ')}:\n${text}`).join('\n\n');
}

/** Ranges that touch become one. */
function joined(ranges: readonly NoteRange[]): NoteRange[] {
  const result: NoteRange[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last?.end === start) last.end = end;
    else result.push({ start, end });
  }
  return result;
}
