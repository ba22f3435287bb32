import { describe, expect, test } from 'vitest';
import type { Change } from '../../runtime/protocol/views/form.ts';
import { editFor } from '../../src/config/edits.ts';

function changed(text: string, ...changes: Change[]): string {
  const edit = editFor(text, changes);
  return edit ? text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length) : text;
}

const odd = '{\n\t"name" :  "a",\n\t"lora": { "r":8,   "alpha" : 16 },\n\t"seed":7\n}\n';

describe('A change of the form', () => {
  test('touches the characters of the value only', () => {
    expect(editFor(odd, [{ path: ['lora', 'r'], value: 64 }])).toEqual({
      offset: odd.indexOf('8,'),
      length: 1,
      text: '64',
    });
  });

  test('adds a key to an object on one line without breaking it', () => {
    expect(changed(odd, { path: ['lora', 'dropout'], value: 0.1 })).toContain(
      '{ "r":8,   "alpha" : 16,   "dropout": 0.1 }',
    );
  });

  test('adds a key where the schema has it, with the indent that the text has', () => {
    expect(changed(odd, { path: ['model'], value: '/m' })).toBe(odd.replace('\t"lora"', '\t"model": "/m",\n\t"lora"'));
  });

  test('makes the group that a key needs', () => {
    expect(changed('{\n    "seed": 1\n}', { path: ['schedule', 'type'], value: 'linear' })).toBe(
      '{\n    "schedule": {\n        "type": "linear"\n    },\n    "seed": 1\n}',
    );
  });

  test('keeps Windows line ends', () => {
    expect(changed('{\r\n  "seed": 1\r\n}\r\n', { path: ['threads'], value: 2 })).toBe(
      '{\r\n  "seed": 1,\r\n  "threads": 2\r\n}\r\n',
    );
  });

  test('takes a key out with its comma, be it first, last or alone', () => {
    expect(changed(odd, { path: ['name'] })).toBe(odd.replace('"name" :  "a",\n\t', ''));
    expect(changed(odd, { path: ['seed'] })).toBe(odd.replace(',\n\t"seed":7', ''));
    expect(changed('{ "seed": 1 }', { path: ['seed'] })).toBe('{}');
  });

  test('of several keys is one edit', () => {
    const both = changed(odd, { path: ['lora'] }, { path: ['seed'] });
    expect(both).toBe('{\n\t"name" :  "a"\n}\n');
  });

  test('begins a file that is empty', () => {
    expect(changed('', { path: ['lora', 'r'], value: 4 })).toBe('{\n  "lora": {\n    "r": 4\n  }\n}\n');
    expect(JSON.parse(changed('{}', { path: ['seed'], value: 4 }))).toEqual({ seed: 4 });
  });

  test('that changes nothing is no edit', () => {
    expect(editFor(odd, [{ path: ['threads'] }, { path: ['seed'], value: 7 }])).toBeUndefined();
  });

  test('keeps a list on one line there, and one on lines of its own on those', () => {
    expect(changed('{"lora": {"targetModules": ["a"]}}', { path: ['lora', 'targetModules'], value: ['b', 'c'] })).toBe(
      '{"lora": {"targetModules": ["b", "c"]}}',
    );
    const text = '{\n  "lora": {\n    "targetModules": [\n      "q_proj"\n    ]\n  }\n}\n';
    expect(changed(text, { path: ['lora', 'targetModules'], value: ['q_proj', 'v_proj'] })).toBe(
      text.replace('"q_proj"', '"q_proj",\n      "v_proj"'),
    );
  });
});
