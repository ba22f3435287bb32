import { describe, expect, it } from 'vitest';
import { encodeRows } from '../../runtime/data/examples.ts';
import type { GreedyWriter } from '../../runtime/generate/greedy.ts';
import { extractionTasks, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import {
  answerAll,
  exactMatch,
  extractionQuestions,
  isExactMatch,
  shuffledNotes,
} from '../../runtime/train/evaluate.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { byteTokenizerJson, tokenizerConfig } from '../text/byte-tokenizer.ts';

const rows = sampleRows(40, 8, 3, 30);
const tokenizer = tokenizerFromJson(byteTokenizerJson(true), tokenizerConfig);

/** Writes down what it is asked and answers "yes". */
const fakeWriter = (asked: number[][]) => (): GreedyWriter => async (prompt) => {
  asked.push([...prompt]);
  return tokenizer.encode(' yes ');
};

describe('held-out questions', () => {
  const config = fineTuneConfigSchema.parse({
    prompt: 'kosaim',
    sequenceLength: 400,
    evaluation: { maxNewTokens: 100 },
  });
  const questions = rows.map((row) => ({ row, note: row.note }));

  it('are asked in the very tokens of the training example, begin token and all', async () => {
    const asked: number[][] = [];
    const answers = await answerAll({ writerWith: fakeWriter(asked), tokenizer, config }, new Map(), questions);
    expect(new Set(answers)).toEqual(new Set(['yes']));
    const { examples } = encodeRows(rows, tokenizer, { ...config, sequenceLength: 2000 });
    const prompts = examples.map(({ tokens, labelStart }) => [...tokens.subarray(0, labelStart)]);
    const whole = prompts.filter((prompt) => prompt.length <= 300);
    expect(whole.length).toBeGreaterThan(20);
    for (const prompt of whole) expect(asked).toContainEqual(prompt);
  });

  it('leave room for the answer: a long note loses its end', async () => {
    const asked: number[][] = [];
    const tight = { ...config, sequenceLength: 250 };
    await answerAll({ writerWith: fakeWriter(asked), tokenizer, config: tight }, new Map(), questions);
    for (const prompt of asked) expect(prompt.length).toBeLessThanOrEqual(150);
    expect(tokenizer.decode(asked[0] as number[])).toContain(rows[0]?.question);
  });

  it('get no answer where not even the question fits', async () => {
    const asked: number[][] = [];
    const answers = await answerAll(
      { writerWith: fakeWriter(asked), tokenizer, config: { ...config, sequenceLength: 110 } },
      new Map(),
      questions.slice(0, 3),
    );
    expect(answers).toEqual(['', '', '']);
    expect(asked).toEqual([]);
  });

  it('are taken from each extraction task alike', () => {
    const chosen = extractionQuestions(rows, 12);
    const counts = extractionTasks.map((task) => chosen.filter((row) => row.task === task).length);
    expect(counts).toEqual(extractionTasks.map(() => 2));
  });

  it('come in the control with the note of another patient', () => {
    const notes = new Map(rows.map((row) => [row.note, row.patientId]));
    for (const { row, note } of shuffledNotes(rows, rows)) expect(notes.get(note)).not.toBe(row.patientId);
  });
});

describe('exact match', () => {
  it('looks past case, white space and a closing full stop, and nothing else', () => {
    expect(isExactMatch(' Chest  Pain. ', 'chest pain')).toBe(true);
    expect(isExactMatch('chest pains', 'chest pain')).toBe(false);
    expect(isExactMatch('chest, pain', 'chest pain')).toBe(false);
  });

  it('is a share per task', () => {
    const some = rows.slice(0, 16);
    const answers = some.map((row, i) => (i < 8 ? row.answer : 'no'));
    expect(Object.values(exactMatch(some, answers))).toEqual(new Array(8).fill(0.5));
  });
});
