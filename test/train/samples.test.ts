import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { samplesSchema } from '../../runtime/protocol/samples.ts';
import { recordAnswers } from '../../runtime/train/samples.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { runSmall, workplace } from './small-run.ts';

const place = workplace();
const folder = mkdtempSync(join(tmpdir(), 'asclepius-samples-'));
afterAll(() => {
  for (const path of [place.folder, folder]) rmSync(path, { recursive: true });
});

const samplesIn = (runFolder: string) =>
  samplesSchema.parse(JSON.parse(readFileSync(join(runFolder, 'samples.json'), 'utf8')));

test('at each evaluation the same few held-out questions are answered, and no event holds a word of them', async () => {
  const run = await runSmall(place, { maxSteps: 4, evaluation: { everySteps: 2, samples: 3, maxNewTokens: 4 } });
  const samples = samplesIn(run.runFolder);
  expect(samples).toHaveLength(3);
  expect(new Set(samples.map(({ task }) => task)).size).toBe(3);
  for (const { answers } of samples) expect(answers.map(({ step }) => step)).toEqual([0, 2, 4]);
  const told = run.of('samples');
  expect(told.map(({ step }) => step)).toEqual([2, 4, 4]);
  expect(told[0]).toEqual({ type: 'samples', rows: 3, step: 2 });
  expect(statSync(join(run.runFolder, 'samples.json')).mode & 0o077).toBe(0);
});

test.each([
  ['where none are wanted', { evaluation: { everySteps: 1, samples: 0 } }],
  ['by a run on notes alone', { objective: 'pretrain', evaluation: { everySteps: 1 } }],
] as const)('%s, none are answered', async (_, options) => {
  const run = await runSmall(place, { maxSteps: 2, ...options });
  expect(run.of('samples')).toEqual([]);
  expect(existsSync(join(run.runFolder, 'samples.json'))).toBe(false);
});

test('answers of steps that a resume took back go', () => {
  const rows = sampleRows(4, 2, 1, 8).slice(0, 2);
  const at = (step: number) => ({ host: { runFolder: folder }, state: { progress: { step } } }) as never;
  recordAnswers(at(0), 0, rows, ['a', 'b']);
  recordAnswers(at(9), 9, rows, ['c', 'd']);
  recordAnswers(at(5), 5, rows, ['e', 'f']);
  expect(samplesIn(folder).map(({ answers }) => answers.map(({ text }) => text))).toEqual([
    ['a', 'e'],
    ['b', 'f'],
  ]);
});
