import { describe, expect, test } from 'vitest';
import { encodeRows, promptTokens } from '../../runtime/data/examples.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import type { ClinicalRow } from '../../runtime/data/rows.ts';
import { promptParts } from '../../runtime/text/prompts.ts';
import { tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { byteTokenizerJson, specialIds, tokenizerConfig } from '../text/byte-tokenizer.ts';
import { sampleRows } from './sample-rows.ts';

const tokenizer = tokenizerFromJson(byteTokenizerJson(), tokenizerConfig);
const withBos = tokenizerFromJson(byteTokenizerJson(true), tokenizerConfig);
const config = (sequenceLength: number, onTooLong: 'trim' | 'skip' | 'stop' = 'trim') =>
  ({ prompt: 'asclepius', objective: 'answer', sequenceLength, data: { onTooLong } }) as const;
const pretrain = (sequenceLength: number) => ({ ...config(sequenceLength), objective: 'pretrain' }) as const;

describe('objective answer', () => {
  for (const template of ['asclepius', 'kosaim'] as const)
    test(`${template}: prompt, answer and end token, with the loss on the last two`, () => {
      const [row] = sampleRows(1, 1) as [ClinicalRow];
      const [example] = encodeRows([row], tokenizer, { ...config(4096), prompt: template }).examples;
      const { before, after } = promptParts(template, row.question);
      const tokens = [...(example?.tokens ?? [])];
      expect(tokenizer.decode(tokens.slice(0, example?.labelStart))).toBe(before + row.note + after);
      expect(tokenizer.decode(tokens.slice(example?.labelStart))).toBe(`${row.answer}</s>`);
      expect(tokens.at(-1)).toBe(specialIds.eos);
    });

  test('the prompt in training has the tokens of the prompt in answering', () => {
    for (const row of sampleRows(20, 5)) {
      const asked = promptTokens(withBos, 'kosaim', row, 4096)?.tokens;
      const [example] = encodeRows([row], withBos, { ...config(4096), prompt: 'kosaim' }).examples;
      expect([...(example?.tokens.slice(0, example.labelStart) ?? [])]).toEqual(asked);
      expect(asked?.[0]).toBe(specialIds.bos);
    }
  });

  test('the guard never cuts an answer or an instruction, whatever the lengths', () => {
    const random = seededRandom(11);
    let [trimmed, skipped, whole] = [0, 0, 0];
    for (const row of sampleRows(150, 20, 5, 200)) {
      const limit = 350 + random.integer(900);
      const result = encodeRows([row], random.next() < 0.5 ? tokenizer : withBos, config(limit));
      const [example] = result.examples;
      const { before, after } = promptParts('asclepius', row.question);
      if (!example) {
        skipped++;
        expect(result.skipped).toEqual([row.id]);
        expect(tokenizer.encode(before + after + row.answer).length + 1).toBeGreaterThan(limit - 3);
        continue;
      }
      expect(example.tokens.length).toBeLessThanOrEqual(limit);
      const [prompt, answer] = [
        tokenizer.decode([...example.tokens.slice(0, example.labelStart)], { skipSpecial: true }),
        tokenizer.decode([...example.tokens.slice(example.labelStart)]),
      ];
      expect(answer).toBe(`${row.answer}</s>`);
      expect(prompt.startsWith(before) && prompt.endsWith(after)).toBe(true);
      const note = prompt.slice(before.length, prompt.length - after.length);
      expect(row.note.startsWith(note)).toBe(true);
      expect(example.trimmed).toBe(note !== row.note);
      if (!example.trimmed) whole++;
      else {
        trimmed++;
        expect(result.trimmed).toBe(1);
        expect(example.tokens.length).toBeGreaterThan(limit - 40);
      }
    }
    expect(Math.min(trimmed, skipped, whole)).toBeGreaterThan(5);
  });

  test('a row over the limit is skipped, or stops the run naming row and lengths, as the config says', () => {
    const rows = sampleRows(4, 2).map((row, i) => (i === 2 ? { ...row, note: row.note.repeat(50) } : row));
    expect(encodeRows(rows, tokenizer, config(1500, 'skip'))).toMatchObject({ skipped: ['4'], trimmed: 0 });
    expect(() => encodeRows(rows, tokenizer, config(1500, 'stop'))).toThrow(/Row 4 needs \d+ tokens.* 1500/);
    expect(encodeRows(rows, tokenizer, config(1500)).examples.map((example) => example.trimmed)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  test('an answer is encoded as what follows the prompt where the tokenizer keeps them apart', () => {
    const marking = { ...tokenizer, encode: (text: string) => [999, ...tokenizer.encode(text)] };
    const [example] = encodeRows(sampleRows(1, 1), marking, config(4096)).examples;
    expect([...(example?.tokens ?? [])].filter((token) => token === 999)).toHaveLength(1);
  });
});

describe('objective pretrain', () => {
  test('blocks predict each token of note and end token just once', () => {
    for (const [i, row] of sampleRows(20, 3, 2, 120).entries()) {
      const { examples } = encodeRows([row], withBos, pretrain(16 + 7 * i));
      const predicted = examples.flatMap((example) => [...example.tokens.slice(example.labelStart)]);
      expect(predicted).toEqual([...withBos.encode(row.note), specialIds.eos]);
      for (const [k, example] of examples.entries()) {
        expect(example.tokens.length).toBeLessThanOrEqual(16 + 7 * i);
        if (k > 0) expect(example.tokens[0]).toBe(examples[k - 1]?.tokens.at(-1));
      }
    }
  });

  test('a note that several questions share is learnt once', () => {
    const [row] = sampleRows(1, 1) as [ClinicalRow];
    const { examples } = encodeRows([row, { ...row, id: '3', question: 'Else?' }], tokenizer, pretrain(4096));
    expect(examples.map((example) => example.rowId)).toEqual([row.id]);
  });
});
