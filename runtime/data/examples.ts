/** From rows to training examples. The guard lives here: an answer is never cut, and its end token is always there. */
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { promptParts } from '../text/prompts.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Example } from './packing.ts';
import type { ClinicalRow } from './rows.ts';

export type { Example } from './packing.ts';

export type EncodingConfig = Pick<FineTuneConfig, 'prompt' | 'objective' | 'sequenceLength'> & {
  readonly data: Pick<FineTuneConfig['data'], 'onTooLong'>;
};

export interface EncodedRows {
  readonly examples: Example[];
  /** How many examples lost the end of their note. */
  readonly trimmed: number;
  /** Ids of the rows left out because they are too long. */
  readonly skipped: string[];
}

/**
 * Objective `answer`: prompt, answer and end token, with the loss on answer and end token. Objective `pretrain`: each
 * different note and end token once, with the loss on everything, cut into blocks that lose no prediction.
 * @throws rowTooLong where data.onTooLong is "stop"
 */
export function encodeRows(rows: readonly ClinicalRow[], tokenizer: Tokenizer, config: EncodingConfig): EncodedRows {
  if (config.objective === 'pretrain')
    return { examples: noteBlocks(rows, tokenizer, config), trimmed: 0, skipped: [] };
  const encodeAnswer = answerEncoder(tokenizer, config.prompt);
  const encoded = rows.map((row) => ({
    row,
    example: answerExample(row, encodeAnswer(row.answer), tokenizer, config),
  }));
  const examples = encoded.flatMap(({ example }) => example ?? []);
  return {
    examples,
    trimmed: examples.filter((example) => example.trimmed).length,
    skipped: encoded.filter(({ example }) => !example).map(({ row }) => row.id),
  };
}

export interface PromptTokens {
  readonly tokens: number[];
  /** Whether the note's end was left out to fit. */
  readonly trimmed: boolean;
}

/**
 * The tokens of a prompt, as in training so in answering: begin token where the model wants one, then the whole text in
 * one piece. Where they are more than `limit`, the note loses its end, at a character, and is encoded again.
 * @returns undefined where even the prompt without a note does not fit
 */
export function promptTokens(
  tokenizer: Tokenizer,
  template: FineTuneConfig['prompt'],
  { question, note }: { readonly question: string; readonly note: string },
  limit: number,
): PromptTokens | undefined {
  const { before, after } = promptParts(template, question);
  const start = tokenizer.bosId === undefined ? [] : [tokenizer.bosId];
  const encode = (text: string) => [...start, ...tokenizer.encode(before + text + after)];
  let tokens = encode(note);
  if (tokens.length <= limit) return { tokens, trimmed: false };
  const bare = encode('').length;
  if (bare > limit) return undefined;
  for (let kept = note.length; tokens.length > limit; tokens = encode(prefix(note, kept))) {
    const excess = (tokens.length - limit) / Math.max(1, tokens.length - bare);
    kept = Math.max(0, kept - Math.max(1, Math.ceil(kept * excess)));
  }
  return { tokens, trimmed: true };
}

/** A row's length as an example: prompt, answer and end token. */
export interface RowTokens {
  /** Untrimmed. */
  readonly tokens: number;
  /** With nothing left of the note: what cannot be trimmed away. */
  readonly withoutNote: number;
}

/** Measures rows as `encodeRows` with the objective `answer` encodes them. */
export function tokenCounter(
  tokenizer: Tokenizer,
  template: FineTuneConfig['prompt'],
): (row: Pick<ClinicalRow, 'note' | 'question' | 'answer'>) => RowTokens {
  const encodeAnswer = answerEncoder(tokenizer, template);
  const prompt = (question: string, note: string) =>
    promptTokens(tokenizer, template, { question, note }, Number.POSITIVE_INFINITY)?.tokens.length ?? 0;
  return ({ note, question, answer }) => {
    const rest = encodeAnswer(answer).length + 1;
    return { tokens: prompt(question, note) + rest, withoutNote: prompt(question, '') + rest };
  };
}

/** What becomes of a row at the limit. */
export function fateOf(
  { tokens, withoutNote }: RowTokens,
  sequenceLength: number,
  onTooLong: FineTuneConfig['data']['onTooLong'],
): 'whole' | 'trimmed' | 'refused' {
  if (tokens <= sequenceLength) return 'whole';
  return onTooLong === 'trim' && withoutNote <= sequenceLength ? 'trimmed' : 'refused';
}

function answerExample(
  row: ClinicalRow,
  answer: readonly number[],
  tokenizer: Tokenizer,
  { prompt: template, sequenceLength, data }: EncodingConfig,
): Example | undefined {
  const room = sequenceLength - answer.length - 1;
  const mayTrim = data.onTooLong === 'trim';
  const prompt = promptTokens(tokenizer, template, row, mayTrim ? room : Number.POSITIVE_INFINITY);
  if (!prompt || prompt.tokens.length > room) {
    if (prompt && data.onTooLong === 'stop')
      throw errors.rowTooLong(row.id, prompt.tokens.length + answer.length + 1, sequenceLength);
    return undefined;
  }
  const tokens = Int32Array.from([...prompt.tokens, ...answer, tokenizer.eosId]);
  return { rowId: row.id, task: row.task, tokens, labelStart: prompt.tokens.length, trimmed: prompt.trimmed };
}

/**
 * Encodes an answer as the continuation of its prompt where the tokenizer keeps the two apart (one that marks the start
 * of a text would else mark the answer's), and by itself where it would merge them: the prompt's tokens are never
 * others than when a question is asked.
 */
export function answerEncoder(tokenizer: Tokenizer, template: FineTuneConfig['prompt']): (answer: string) => number[] {
  const { after } = promptParts(template, '');
  const tail = tokenizer.encode(after);
  return (answer) => {
    const joint = tokenizer.encode(after + answer);
    return tail.every((token, i) => joint[i] === token) ? joint.slice(tail.length) : tokenizer.encode(answer);
  };
}

function noteBlocks(rows: readonly ClinicalRow[], tokenizer: Tokenizer, { sequenceLength }: EncodingConfig): Example[] {
  const first = new Map(rows.toReversed().map((row) => [row.note, row]));
  return rows
    .filter((row) => first.get(row.note) === row)
    .flatMap((row) => {
      const start = tokenizer.bosId === undefined ? [] : [tokenizer.bosId];
      const tokens = Int32Array.from([...start, ...tokenizer.encode(row.note), tokenizer.eosId]);
      return blocks(tokens, sequenceLength).map((block) => ({
        rowId: row.id,
        task: row.task,
        tokens: block,
        labelStart: 1,
        trimmed: false,
      }));
    });
}

/** A block begins with the last token of the one before, so that each token but the first is predicted just once. */
function blocks(tokens: Int32Array, length: number): Int32Array[] {
  const result: Int32Array[] = [];
  for (let start = 0; start < tokens.length - 1; start += length - 1) result.push(tokens.slice(start, start + length));
  return result;
}

/** The first characters of a text; a surrogate pair is not cut in two. */
function prefix(text: string, length: number): string {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code < 0xdc00 ? length - 1 : length);
}
