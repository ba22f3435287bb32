import { expect, test, vi } from 'vitest';
import { mostEarlierTurns } from '../../../runtime/protocol/ask.ts';
import type { Answerer } from '../../../src/assistant/answerers.ts';
import type { Turn } from '../../../src/assistant/turns.ts';
import { fakeEditor } from './editor.ts';

vi.doMock('vscode', () => fakeEditor('', {}));
const { beforeTurn } = await import('../../../src/assistant/earlier-turns.ts');
const { createTurn } = await import('../../../src/assistant/turns.ts');
const { provenance } = await import('../../../src/assistant/provenance.ts');

const tuned: Answerer = { kind: 'run', run: 'r' };
const base: Answerer = { kind: 'base', run: 'r' };

/** A question; what was answered is its question in capitals. */
function asked(
  question: string,
  { answerer = tuned, state = 'done' as Turn['state'], beside = undefined as Turn | undefined } = {},
) {
  const answer = state === 'done' ? { text: question.toUpperCase() } : undefined;
  return Object.assign(createTurn(question, answerer, beside), { state, answer }) as Turn;
}
const questions = (turns: readonly Turn[], turn: Turn) =>
  beforeTurn(turns, turn).earlier.map(({ question }) => question);

test('a reply carries the questions before it with their answers, a question asked again only those before itself', () => {
  const [one, two, three] = [asked('one'), asked('two'), asked('three', { state: 'waiting' })];
  const turns = [one, two, three];
  expect(beforeTurn(turns, three)).toEqual({
    earlier: [
      { question: 'one', answer: 'ONE' },
      { question: 'two', answer: 'TWO' },
    ],
    count: 2,
  });
  expect(questions(turns, two)).toEqual(['one']);
  expect(beforeTurn(turns, one)).toEqual({ earlier: [], count: 0 });
});

test('what failed, was cancelled or left empty is not carried', () => {
  const last = asked('last', { state: 'waiting' });
  const turns = [
    asked('one', { state: 'failed' }),
    asked('two', { state: 'cancelled' }),
    asked(''),
    asked('four'),
    last,
  ];
  expect(beforeTurn(turns, last)).toMatchObject({ earlier: [{ question: 'four' }], count: 1 });
});

test('each answerer is given its own answers only; one beside another stands at the same question', () => {
  const [one, two] = [asked('one'), asked('two')];
  const besideTwo = asked('two', { answerer: base, beside: two, state: 'waiting' });
  const turns = [one, two, besideTwo];
  // The base was not asked before; that there was a question is known all the same.
  expect(beforeTurn(turns, besideTwo)).toEqual({ earlier: [], count: 1 });
  const besideOne = asked('one', { answerer: base, beside: one });
  expect(questions([...turns, besideOne], besideTwo)).toEqual(['one']);
  const three = asked('three', { state: 'waiting' });
  expect(beforeTurn([...turns, besideOne, three], three)).toMatchObject({ earlier: { length: 2 }, count: 2 });
});

test('of a long thread the newest go along', () => {
  const turns = Array.from({ length: mostEarlierTurns + 3 }, (_, i) => asked(`question ${i}`));
  const last = asked('last', { state: 'waiting' });
  const carried = questions([...turns, last], last);
  expect(carried).toHaveLength(mostEarlierTurns);
  expect(carried[0]).toBe('question 3');
  expect(carried.at(-1)).toBe(`question ${mostEarlierTurns + 2}`);
});

test.each([
  [0, 0, undefined],
  [1, 1, 'with the question before it'],
  [3, 3, 'with the 3 questions before it'],
  [3, 1, 'with 1 of the 3 questions before it'],
  [2, 0, 'without the questions before it'],
])('below an answer with %i questions before it, of which %i were read, stands so: %s', (before, read, said) => {
  const answer = {
    ...{ parts: [{ start: 0, end: 4 }], unread: [], earlier: { given: read, read }, seconds: { total: 1 } },
    model: { path: '/m', sha256: 'abcdef0123' },
  };
  const passage = { start: 0, end: 4, text: 'Note' };
  const answerer: Answerer = { kind: 'model', model: 'embedded' };
  const turn = Object.assign(createTurn('And why?', answerer), { answer, passage, questionsBefore: before });
  const text = provenance(turn as unknown as Turn);
  expect(text).toContain('read all of it');
  if (said) expect(text).toContain(` · ${said} · `);
  else expect(text).not.toContain('before it');
});
