/** What the form shows for each option: its kind and range, read off the schema. */
import { z } from 'zod';
import { type Option, options } from '../../runtime/protocol/options.ts';

export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Whether the bound itself is allowed. */
  readonly minIncluded: boolean;
  readonly maxIncluded: boolean;
}

export type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Any of a set. */
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'number'; readonly whole: boolean; readonly range: Range }
  | { readonly kind: 'text' }
  /** Items with commas between them; `word` may stand in place of all. */
  | { readonly kind: 'list'; readonly numbers: boolean; readonly word?: string };

export interface Field extends Omit<Option, 'schema'> {
  readonly control: Control;
}

/** Keys that are for programs, not for people. */
const hidden = new Set(['$schema', 'formatVersion']);

export const fields: readonly Field[] = options
  .filter(({ key }) => !hidden.has(key))
  .map(({ schema, ...option }) => ({ ...option, control: controlOf(schema) }));

function controlOf(schema: z.core.$ZodType): Control {
  if (schema instanceof z.ZodBoolean) return { kind: 'switch' };
  if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: schema.options.map(String) };
  if (schema instanceof z.ZodNumber) return { kind: 'number', whole: schema.isInt, range: rangeOf(schema) };
  if (schema instanceof z.ZodArray) return listOf(schema.element);
  if (schema instanceof z.ZodUnion) return unionOf(schema.options);
  return { kind: 'text' };
}

function listOf(element: z.core.$ZodType): Control {
  if (element instanceof z.ZodEnum) return { kind: 'choices', choices: element.options.map(String) };
  return { kind: 'list', numbers: element instanceof z.ZodNumber };
}

/** A word or a list: "all-linear", or names. */
function unionOf(members: readonly z.core.$ZodType[]): Control {
  const word = members.find((member) => member instanceof z.ZodLiteral)?.value;
  const list = members.find((member) => member instanceof z.ZodArray);
  const control = list ? listOf(list.element) : { kind: 'text' as const };
  return control.kind === 'list' && word !== undefined ? { ...control, word: String(word) } : control;
}

function rangeOf(schema: z.ZodNumber): Range {
  // In JSON schema of today an exclusive bound is a number; zod's type allows for the older flag too.
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = z.toJSONSchema(schema) as Record<
    string,
    unknown
  > as {
    readonly [bound: string]: number | undefined;
  };
  const [min, max] = [exclusiveMinimum ?? minimum, exclusiveMaximum ?? maximum];
  return {
    // Every whole number has the safe integers' bounds, which say nothing.
    ...(min === undefined || min <= Number.MIN_SAFE_INTEGER ? {} : { min }),
    ...(max === undefined || max >= Number.MAX_SAFE_INTEGER ? {} : { max }),
    minIncluded: exclusiveMinimum === undefined,
    maxIncluded: exclusiveMaximum === undefined,
  };
}

/** What a typed text stands for in the file: a number where it is one, and the text itself where it is wrong. */
export function typedValue({ control, path }: Field, typed: string): unknown {
  const text = path.at(-1) === 'name' ? typed : typed.trim();
  if (text === '') return undefined;
  if (control.kind === 'number') return numberOr(text);
  if (control.kind !== 'list' || text === control.word) return text;
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map((item) => (control.numbers ? numberOr(item) : item));
}

const numberOr = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text);

/** A value of the file as text to be edited. */
export function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
