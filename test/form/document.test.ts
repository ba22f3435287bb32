import { describe, expect, test } from 'vitest';
import { linesAround, readDocument, valueAt } from '../../webview-ui/form/document.ts';

const only = (text: string) => {
  const { faults } = readDocument(text);
  expect(faults).toHaveLength(1);
  return faults[0];
};

describe('The text of a config', () => {
  test('without anything is an empty config', () => {
    expect(readDocument(' \n')).toEqual({ values: {}, faults: [] });
  });

  test('gives its values as written, without defaults', () => {
    const { values, faults } = readDocument('{ "lora": { "r": 4 } }');
    expect(faults).toEqual([]);
    expect(valueAt(values, ['lora', 'r'])).toBe(4);
    expect(valueAt(values, ['lora', 'alpha'])).toBeUndefined();
    expect(valueAt(values, ['data', 'source'])).toBeUndefined();
  });

  test('broken by hand tells where, and gives no values', () => {
    const text = '{\n  "name": "x"\n  "seed": 1\n}';
    expect(readDocument(text).values).toBeUndefined();
    expect(only(text)).toMatchObject({ kind: 'syntax', code: 'CommaExpected', place: { line: 3, column: 3 } });
  });

  test('may hold no comment and no comma too many, as the runtime takes neither', () => {
    for (const text of ['{ "seed": 1 // one\n}', '{ "seed": 1, }']) {
      expect(() => JSON.parse(text)).toThrow();
      expect(readDocument(text).values).toBeUndefined();
    }
  });

  test('must be an object', () => {
    expect(only('[1]')).toMatchObject({ kind: 'syntax', code: 'NoObject' });
  });

  test('tells the place of an unknown key, and what was meant', () => {
    expect(only('{\n  "lora": {\n    "alhpa": 3\n  }\n}')).toMatchObject({
      kind: 'unknown',
      path: ['lora', 'alhpa'],
      suggestion: 'lora.alpha',
      place: { line: 3, column: 5 },
    });
  });

  test('tells the place of a value out of its range', () => {
    expect(only('{\n  "lora": { "r": 0 }\n}')).toMatchObject({
      kind: 'value',
      path: ['lora', 'r'],
      place: { line: 2, column: 18 },
      issue: { code: 'too_small' },
    });
    expect(only('{ "data": { "tasks": ["Paraphrasing", "Cooking"] } }')).toMatchObject({
      path: ['data', 'tasks', '1'],
    });
  });

  test('tells of a key that is there twice', () => {
    expect(only('{ "seed": 1,\n  "seed": 2 }')).toMatchObject({
      kind: 'twice',
      path: ['seed'],
      place: { line: 2, column: 3 },
    });
  });

  test('is shown around a place', () => {
    const lines = linesAround('a\nb\nc\nd\ne\nf', { offset: 4, line: 3, column: 1 }, 1);
    expect(lines).toEqual([
      { number: 2, text: 'b' },
      { number: 3, text: 'c' },
      { number: 4, text: 'd' },
    ]);
  });
});
