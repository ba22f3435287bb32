import { expect, test } from 'vitest';
import { commandLink, escaped } from '../../../src/assistant/text.ts';

test('what a model writes is no markup: no link, picture, table, heading or HTML comes of it', () => {
  const hostile = '# A [link](command:evil) ![](https://x.y/z) <img src=x> | `code` **bold** https://x.y';
  const text = escaped(hostile);
  // Markdown reads a backslash and a punctuation mark as just that mark.
  expect(text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(hostile);
  expect(text.replaceAll(/\\./g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
});

test('an answer draws no icon of the editor', () => {
  expect(escaped('$(warning)').replaceAll('\\', '')).not.toContain('$(');
});

test('a line of an answer stays a line, within a table too', () => {
  expect(escaped('one\ntwo\r\nthree')).toBe('one<br>two<br>three');
});

test("the hint of a link cannot end it, and is short whatever the note's length", () => {
  const link = commandLink('1', 'asclepius.ask.evidence', ['a)b', 1], `") [x](command:y) <b>${'word '.repeat(1000)}`);
  const [, args = '', hint = ''] = /^\[1\]\(command:asclepius\.ask\.evidence\?(\S+) "([^"]*)"\)$/.exec(link) ?? [];
  expect(JSON.parse(decodeURIComponent(args))).toEqual(['a)b', 1]);
  expect(args).not.toMatch(/[()]/);
  expect(hint.length).toBeLessThan(300);
});
