import { describe, expect, test } from 'vitest';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { keyPaths } from '../../runtime/protocol/options.ts';
import { type Field, fields, textOf, typedValue } from '../../webview-ui/form/fields.ts';
import { sections } from '../../webview-ui/form/layout.ts';

const fieldOf = (key: string) => fields.find((field) => field.key === key) as Field;

describe('The form', () => {
  test('shows every option of the schema exactly once', () => {
    const inSections = sections.flatMap(({ shown, folded }) => [...shown, ...folded].map(({ key }) => key));
    const groups = new Set(keyPaths().map((path) => path.slice(0, -1).join('.')));
    const leaves = keyPaths().map((path) => path.join('.'));
    const expected = leaves.filter((key) => !groups.has(key) && key !== '$schema' && key !== 'formatVersion');
    expect(inSections.toSorted()).toEqual(expected.toSorted());
  });

  test('has a help text for every option', () => {
    expect(fields.filter(({ help }) => help === '').map(({ key }) => key)).toEqual([]);
  });

  test('takes defaults and ranges from the schema', () => {
    const defaults = fineTuneConfigSchema.parse({});
    expect(fieldOf('lora.r')).toMatchObject({
      default: defaults.lora.r,
      control: { kind: 'number', whole: true, range: { min: 1, max: 1024, minIncluded: true } },
    });
    expect(fieldOf('lora.alpha').control).toMatchObject({ whole: false, range: { min: 0, minIncluded: false } });
    expect(fieldOf('optimizer.beta1').control).toMatchObject({ range: { max: 1, maxIncluded: false } });
    expect(fieldOf('data.maxRows')).toMatchObject({
      default: undefined,
      control: { range: { min: 0, minIncluded: false } },
    });
  });

  test('gives every kind of option its control', () => {
    const kinds = Object.fromEntries(fields.map(({ key, control }) => [key, control.kind]));
    expect(kinds).toMatchObject({
      packing: 'switch',
      method: 'choice',
      'data.tasks': 'choices',
      'lora.targetModules': 'list',
      devices: 'list',
      model: 'text',
    });
    expect(fieldOf('lora.targetModules').control).toMatchObject({ word: 'all-linear', numbers: false });
    expect(fieldOf('schedule.type').control).toMatchObject({ choices: ['constant', 'linear', 'cosine'] });
  });
});

describe('A typed text', () => {
  test('becomes a number where it is one', () => {
    expect(typedValue(fieldOf('optimizer.learningRate'), ' 2e-4 ')).toBe(0.0002);
  });

  test('that is no number stays what it is, for the schema to refuse', () => {
    expect(typedValue(fieldOf('lora.r'), '8 or so')).toBe('8 or so');
    expect(fineTuneConfigSchema.safeParse({ lora: { r: '8 or so' } }).success).toBe(false);
  });

  test('of nothing takes the option out', () => {
    expect(typedValue(fieldOf('lora.r'), '  ')).toBeUndefined();
  });

  test('with commas is a list, but not the word in place of all', () => {
    expect(typedValue(fieldOf('lora.targetModules'), 'q_proj, v_proj,')).toEqual(['q_proj', 'v_proj']);
    expect(typedValue(fieldOf('lora.targetModules'), 'all-linear')).toBe('all-linear');
    expect(typedValue(fieldOf('devices'), '0, 1')).toEqual([0, 1]);
  });

  test('is what the value of the file is shown as', () => {
    for (const [key, value] of [
      ['lora.targetModules', ['q_proj', 'v_proj']],
      ['devices', [0, 1]],
      ['optimizer.epsilon', 1e-8],
      ['model', '/models/a b'],
    ] as const)
      expect(typedValue(fieldOf(key), textOf(value))).toEqual(value);
  });
});
