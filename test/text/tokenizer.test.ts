import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadTokenizer, tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { byteTokenizerJson, specialIds, tokenizerConfig } from './byte-tokenizer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('any text comes back as it went in', () => {
  const tokenizer = tokenizerFromJson(byteTokenizerJson(), tokenizerConfig);
  for (const text of ['', ' the thin one', 'K⁺ 4.1 mmol/L\r\n\t– naïve 🩺', "pt's  Hx:\n\n- n/a "])
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
});

test('merges apply and no special token is added', () => {
  const tokenizer = tokenizerFromJson(byteTokenizerJson(true), tokenizerConfig);
  expect(tokenizer.encode('the the')).toEqual([257, 258]);
});

test('special tokens are left out of the text when asked', () => {
  const tokenizer = tokenizerFromJson(byteTokenizerJson(), tokenizerConfig);
  const ids = [specialIds.bos, ...tokenizer.encode('in'), specialIds.eos];
  expect(tokenizer.decode(ids, { skipSpecial: true })).toBe('in');
  expect(tokenizer.decode(ids)).toBe('<s>in</s>');
});

test('ids and the size of the vocabulary count added tokens', () => {
  expect(tokenizerFromJson(byteTokenizerJson(), tokenizerConfig)).toMatchObject({
    eosId: specialIds.eos,
    padId: specialIds.pad,
    vocabSize: 303,
  });
});

test('a begin token is there only where config or post-processor wants it', () => {
  const bosId = (addsBos: boolean, config: object) =>
    tokenizerFromJson(byteTokenizerJson(addsBos), { ...tokenizerConfig, ...config }).bosId;
  expect(bosId(false, {})).toBeUndefined();
  expect(bosId(true, {})).toBe(specialIds.bos);
  expect(bosId(false, { add_bos_token: true })).toBe(specialIds.bos);
  expect(bosId(true, { add_bos_token: false })).toBeUndefined();
});

test('a folder without named tokens takes the ids of config.json', async () => {
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(byteTokenizerJson()));
  await expect(loadTokenizer(folder)).rejects.toMatchObject({ code: 'tokenizerUnsupported' });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ eos_token_id: [5, 6], hidden_size: 8 }));
  expect((await loadTokenizer(folder)).eosId).toBe(5);
});

test('missing, broken and unknown tokenizers are told apart', async () => {
  await expect(loadTokenizer(folder)).rejects.toMatchObject({ code: 'fileMissing' });
  await writeFile(join(folder, 'tokenizer.json'), '{');
  await expect(loadTokenizer(folder)).rejects.toMatchObject({ code: 'fileUnreadable' });
  expect(() => tokenizerFromJson({ model: { type: 'Abacus' } }, tokenizerConfig)).toThrow(/not supported/);
});
