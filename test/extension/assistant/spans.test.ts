import { expect, test } from 'vitest';
import { type Change, shifted } from '../../../src/assistant/spans.ts';

const note = 'Allergies: kiwi. Labs: sodium 151. Plan: rest.';
const labs = { start: note.indexOf('Labs'), end: note.indexOf(' Plan') };

/** The text of a span after edits, each given as [what, by what]; the last in the text comes first, as in the editor. */
function after(edits: readonly [string, string][]): string {
  const changes = edits
    .map(([from, text]): Change => ({ rangeOffset: note.indexOf(from), rangeLength: from.length, text }))
    .sort((a, b) => b.rangeOffset - a.rangeOffset);
  const edited = changes.reduce(
    (text, { rangeOffset, rangeLength, text: by }) =>
      text.slice(0, rangeOffset) + by + text.slice(rangeOffset + rangeLength),
    note,
  );
  const { start, end } = shifted(labs, changes);
  return edited.slice(start, end);
}

test('a span keeps its words while the note is edited before and behind it', () => {
  expect(after([])).toBe('Labs: sodium 151.');
  expect(after([['kiwi', 'kiwi, peanuts and eggs']])).toBe('Labs: sodium 151.');
  expect(after([['Plan', 'Plan at home']])).toBe('Labs: sodium 151.');
  expect(
    after([
      ['kiwi', ''],
      ['Plan', 'Plan at home'],
    ]),
  ).toBe('Labs: sodium 151.');
});

test('what is changed within a span belongs to it', () => {
  expect(after([['sodium', 'serum sodium']])).toBe('Labs: serum sodium 151.');
});

test('what is typed at the edge of a span does not belong to it', () => {
  const typed = (rangeOffset: number) => shifted(labs, [{ rangeOffset, rangeLength: 0, text: 'abc' }]);
  expect(typed(labs.start)).toEqual({ start: labs.start + 3, end: labs.end + 3 });
  expect(typed(labs.end)).toEqual(labs);
});

test('of a span that was deleted in part the rest stays, of one that was deleted whole nothing', () => {
  expect(after([['kiwi. Labs:', 'X']])).toBe(' sodium 151.');
  expect(after([['151. Plan', 'X']])).toBe('Labs: sodium ');
  expect(after([['Labs: sodium 151.', '']])).toBe('');
  expect(after([[note, 'new']])).toBe('');
});
