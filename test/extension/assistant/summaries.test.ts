import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Answer, answerSchema } from '../../../runtime/protocol/ask.ts';
import { createSummaries, summaryKey } from '../../../src/assistant/summaries.ts';

const answer: Answer = answerSchema.parse({
  text: 'The stay was short.',
  question: 'Summarize.',
  parts: [],
  read: [],
  unread: [],
  model: { path: '/m', sha256: 'ab' },
  prompt: 'asclepius',
  template: { before: '', after: '' },
  sampling: {},
  contextTokens: 0,
  device: 'cpu',
  threads: 1,
  answeredAt: '2026-01-01T00:00:00Z',
  seconds: { queued: 0, loading: 0, firstToken: 0, total: 1 },
  tokensPerSecond: 1,
});

let storage: string;
beforeEach(() => {
  storage = mkdtempSync(join(tmpdir(), 'asclepius-summaries-'));
  onTestFinished(() => rmSync(storage, { recursive: true, force: true }));
});
const files = () => readdirSync(join(storage, 'summaries'));

test('a summary is found again by another window, for the very same text, question and model only', () => {
  const key = summaryKey('The note.', 'Summarize.', 'run 1');
  createSummaries(() => storage).keep(key, { answer, isAccepted: true });
  const other = createSummaries(() => storage);
  expect(other.find(key)).toEqual({ answer, isAccepted: true });
  for (const changed of [
    summaryKey('The note!', 'Summarize.', 'run 1'),
    summaryKey('The note.', 'Summarize it.', 'run 1'),
    summaryKey('The note.', 'Summarize.', 'run 2'),
  ])
    expect(other.find(changed)).toBeUndefined();
});

test('summaries are readable by their user alone, and their names tell nothing', () => {
  createSummaries(() => storage).keep(summaryKey('The note.', 'Summarize.', 'run 1'), { answer, isAccepted: false });
  const [name = ''] = files();
  expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
  expect(statSync(join(storage, 'summaries', name)).mode & 0o077).toBe(0);
  expect(statSync(join(storage, 'summaries')).mode & 0o077).toBe(0);
});

test('a dismissed summary is gone, also from the disk; so are all when all are deleted', () => {
  const summaries = createSummaries(() => storage);
  for (const key of ['a', 'b', 'c']) summaries.keep(key, { answer, isAccepted: false });
  summaries.forget('a');
  expect(summaries.find('a')).toBeUndefined();
  expect(files()).toEqual(['b.json', 'c.json']);
  expect(summaries.forgetAll()).toBe(2);
  expect(summaries.find('b')).toBeUndefined();
  expect(createSummaries(() => storage).find('c')).toBeUndefined();
});

test('a damaged file is as good as none', () => {
  const summaries = createSummaries(() => storage);
  summaries.keep('a', { answer, isAccepted: false });
  writeFileSync(join(storage, 'summaries', 'a.json'), readFileSync(join(storage, 'summaries', 'a.json')).subarray(9));
  expect(createSummaries(() => storage).find('a')).toBeUndefined();
});
