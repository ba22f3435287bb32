import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metadataOf } from '../../runtime/io/gguf/metadata.ts';
import { ggufTokenizer } from '../../runtime/io/gguf/tokenizer.ts';
import { tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { codeOf } from './errors.ts';

const readJson = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'));
// Made by make_fixtures.py and, with llama.cpp, by llama_tokens.mjs.
const { bytePair, sentencePiece } = readJson('vocabulary.json') as {
  bytePair: { tokens: string[]; merges: string[] };
  sentencePiece: { tokens: string[]; kinds: number[]; scores: number[] };
};
const { texts, tokens } = readJson('tokens.json') as { texts: string[]; tokens: Record<string, number[][]> };

const bytePairMetadata = (pre: string) => ({
  'tokenizer.ggml.model': 'gpt2',
  'tokenizer.ggml.pre': pre,
  'tokenizer.ggml.tokens': bytePair.tokens,
  'tokenizer.ggml.token_type': bytePair.tokens.map((_, id) => (id === 0 ? 3 : 1)),
  'tokenizer.ggml.merges': bytePair.merges,
  'tokenizer.ggml.eos_token_id': 0,
});
const sentencePieceMetadata = {
  'tokenizer.ggml.model': 'llama',
  'tokenizer.ggml.tokens': sentencePiece.tokens,
  'tokenizer.ggml.token_type': sentencePiece.kinds,
  'tokenizer.ggml.scores': sentencePiece.scores,
  'tokenizer.ggml.bos_token_id': 1,
  'tokenizer.ggml.eos_token_id': 2,
  'tokenizer.ggml.unknown_token_id': 0,
};

function tokenizerOf(values: object) {
  const file = { path: 'm.gguf', metadata: metadataOf('m.gguf', values), tensors: new Map() };
  const { tokenizerJson, tokenizerConfig } = ggufTokenizer(file, 1000);
  return tokenizerFromJson(tokenizerJson, tokenizerConfig);
}
const kinds = Object.keys(tokens);
const tokenizerOfKind = (kind: string) =>
  tokenizerOf(kind === 'sentence-piece' ? sentencePieceMetadata : bytePairMetadata(kind));

describe.each(kinds)('a GGUF tokenizer of the kind %s', (kind) => {
  const tokenizer = tokenizerOfKind(kind);

  test.each(texts.map((text, i) => [text, i] as const))('makes of %j what llama.cpp makes of it', (text, i) => {
    expect(tokenizer.encode(text)).toEqual(tokens[kind]?.[i]);
  });

  test('gives back the text it was given', () => {
    for (const text of texts) expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  });
});

test('the kinds cut texts differently, so that the test above can tell them apart', () => {
  expect(new Set(kinds.map((kind) => JSON.stringify(tokens[kind]))).size).toBeGreaterThanOrEqual(6);
});

test('only models that want it begin with the bos token, whatever the kind would have', () => {
  const bos = { 'tokenizer.ggml.bos_token_id': 1 };
  expect(tokenizerOf(sentencePieceMetadata).bosId).toBe(1);
  expect(tokenizerOf({ ...bytePairMetadata('llama-bpe'), ...bos }).bosId).toBe(1);
  expect(tokenizerOf({ ...bytePairMetadata('smollm'), ...bos }).bosId).toBeUndefined();
  const off = { 'tokenizer.ggml.add_bos_token': false };
  expect(tokenizerOf({ ...sentencePieceMetadata, ...off }).bosId).toBeUndefined();
});

test('a control token in a text is one token, and is left out where special tokens are', () => {
  const tokenizer = tokenizerOf(bytePairMetadata('gpt-2'));
  const ids = tokenizer.encode('one<|end|>two');
  expect(ids).toContain(0);
  expect(tokenizer.decode(ids, { skipSpecial: true })).toBe('onetwo');
});

test('what is not known is refused, not guessed', () => {
  expect(codeOf(() => tokenizerOf(bytePairMetadata('brand-new')))).toBe('tokenizerUnsupported');
  expect(codeOf(() => tokenizerOf({ ...bytePairMetadata('gpt-2'), 'tokenizer.ggml.model': 't5' }))).toBe(
    'tokenizerUnsupported',
  );
});

test.each([
  ['no tokens', { 'tokenizer.ggml.tokens': undefined }],
  ['tokens that are no texts', { 'tokenizer.ggml.tokens': [1, 2] }],
  ['fewer kinds than tokens', { 'tokenizer.ggml.token_type': [1] }],
  ['an end token that is none', { 'tokenizer.ggml.eos_token_id': 99_999 }],
])('metadata with %s are corrupt', (_, fault) => {
  expect(codeOf(() => tokenizerOf({ ...bytePairMetadata('gpt-2'), ...fault }))).toBe('weightsCorrupt');
});
