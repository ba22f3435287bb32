import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { promptTokens } from '../../runtime/data/examples.ts';
import { embeddedModel } from '../../runtime/embedded/paths.ts';
import { conversationParts, conversationTokens, fittingTurns } from '../../runtime/generate/conversation.ts';
import { metadataOf } from '../../runtime/io/gguf/metadata.ts';
import { ggufTokenizer } from '../../runtime/io/gguf/tokenizer.ts';
import { loadTokenizer, type Tokenizer, tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { byteTokenizerJson, specialIds, tokenizerConfig } from '../text/byte-tokenizer.ts';

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8'));
// Made by make_conversation_goldens.py.
const golden = readJson('conversation.json');
const { note, earlier, question } = golden as {
  note: string;
  earlier: { question: string; answer: string }[];
  question: string;
};
const conversation = { prompt: 'asclepius', earlier, question } as const;

/**
 * One of those that mark the start of a text, with the vocabulary of make_fixtures.py.
 * @param onlyStart whether what follows an end token has no mark, as newer tokenizers have it
 */
function sentencePiece(onlyStart: boolean): Tokenizer {
  const { tokens, kinds, scores } = readJson('..', 'io', 'fixtures', 'vocabulary.json').sentencePiece;
  const metadata = metadataOf('m.gguf', {
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': kinds,
    'tokenizer.ggml.scores': scores,
    'tokenizer.ggml.bos_token_id': 1,
    'tokenizer.ggml.eos_token_id': 2,
    'tokenizer.ggml.unknown_token_id': 0,
  });
  const { tokenizerJson, tokenizerConfig } = ggufTokenizer({ path: 'm.gguf', metadata, tensors: new Map() }, 1000);
  const marks = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: false };
  const newer = { ...Object(tokenizerJson), normalizer: null, pre_tokenizer: marks };
  return tokenizerFromJson(onlyStart ? newer : tokenizerJson, tokenizerConfig);
}

const byteTokenizer = tokenizerFromJson(byteTokenizerJson(), tokenizerConfig);
const withBos = tokenizerFromJson(byteTokenizerJson(true), tokenizerConfig);
let embedded: Tokenizer;
beforeAll(async () => {
  embedded = await loadTokenizer(embeddedModel());
});

describe('the prompt of a follow-up', () => {
  test('has text and tokens that transformers gives to a whole conversation', () => {
    const { before, after } = conversationParts(embedded, conversation);
    expect(before + note + after).toBe(golden.text);
    expect(conversationTokens(embedded, conversation, note)).toEqual(golden.tokens);
  });

  test.each([
    ['of bytes', byteTokenizer],
    ['with a begin token', withBos],
    ['that marks the start of a text', sentencePiece(false)],
    ['that marks it nowhere else', sentencePiece(true)],
  ])('has the tokens of its text in one piece, with a tokenizer %s', (_, tokenizer) => {
    const { before, after } = conversationParts(tokenizer, conversation);
    const start = tokenizer.bosId === undefined ? [] : [tokenizer.bosId];
    const tokens = conversationTokens(tokenizer, conversation, note);
    expect(tokens).toEqual([...start, ...tokenizer.encode(before + note + after)]);
    expect(tokens.filter((token) => token === tokenizer.eosId)).toHaveLength(2);
  });

  test.each(['asclepius', 'kosaim'] as const)('%s: begins with the tokens of each prompt before it', (prompt) => {
    const tokens = conversationTokens(withBos, { prompt, earlier, question }, note);
    earlier.forEach((turn, i) => {
      const asked = { prompt, earlier: earlier.slice(0, i), question: turn.question };
      const read = conversationTokens(withBos, asked, note);
      const answered = [...withBos.encode(turn.answer), specialIds.eos];
      expect(tokens.slice(0, read.length + answered.length)).toEqual([...read, ...answered]);
    });
  });

  test('without earlier turns is that of training', () => {
    const alone = conversationTokens(withBos, { ...conversation, earlier: [] }, note);
    expect(alone).toEqual(promptTokens(withBos, 'asclepius', { question, note }, 4096)?.tokens);
  });
});

test('where not all turns fit, the oldest are left out, and none where there is room for the note alone', () => {
  const lengthWith = (turns: typeof earlier) =>
    conversationTokens(withBos, { ...conversation, earlier: turns }, note).length;
  const fitting = (limit: number) => fittingTurns(withBos, conversation, note, limit);
  const newest = earlier.slice(1);
  expect(fitting(lengthWith(earlier))).toEqual(earlier);
  expect(fitting(lengthWith(earlier) - 1)).toEqual(newest);
  expect(fitting(lengthWith(newest))).toEqual(newest);
  expect(fitting(lengthWith(newest) - 1)).toEqual([]);
});
