/** What the text of a config says: the values in it, and all that is wrong with it, each with its place. */
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { suggest } from '../../runtime/protocol/parse-config.ts';

export interface Place {
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export type Fault =
  | { readonly kind: 'syntax'; readonly code: string; readonly place: Place }
  | {
      readonly kind: 'twice' | 'unknown';
      readonly path: readonly string[];
      readonly place: Place;
      readonly suggestion?: string;
    }
  | {
      readonly kind: 'value';
      readonly path: readonly string[];
      readonly place: Place;
      readonly issue: z.core.$ZodIssue;
    };

export interface ConfigDocument {
  /** As written; undefined where the text is no JSON object. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly faults: readonly Fault[];
}

/** Strict JSON, as the runtime reads it; a text without anything is an empty config. */
export function readDocument(text: string): ConfigDocument {
  if (text.trim() === '') return { values: {}, faults: [] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const broken = errors.map(({ error, offset }) => ({
    kind: 'syntax' as const,
    code: printParseErrorCode(error),
    place: placeOf(text, offset),
  }));
  if (broken.length > 0 || !tree) return { values: undefined, faults: broken };
  if (tree.type !== 'object')
    return { values: undefined, faults: [{ kind: 'syntax', code: 'NoObject', place: placeOf(text, tree.offset) }] };
  const values = getNodeValue(tree) as Record<string, unknown>;
  const parsed = fineTuneConfigSchema.safeParse(values);
  const wrong = parsed.success ? [] : parsed.error.issues.flatMap((issue) => faultsOf(issue, text, tree));
  return { values, faults: [...keysTwice(text, tree, []), ...wrong] };
}

/** The value at a path, as written or else as given by default. */
export function valueAt(values: ConfigDocument['values'], path: readonly string[]): unknown {
  let value: unknown = values;
  for (const key of path) value = (value as Record<string, unknown> | undefined | null)?.[key];
  return value;
}

/** Lines around a place, the place's own among them. */
export function linesAround(
  text: string,
  { line }: Place,
  reach = 2,
): { readonly number: number; readonly text: string }[] {
  const lines = text.split(/\r?\n/);
  const first = Math.max(0, line - 1 - reach);
  return lines.slice(first, line + reach).map((content, i) => ({ number: first + i + 1, text: content }));
}

function faultsOf(issue: z.core.$ZodIssue, text: string, tree: Node): Fault[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return [{ kind: 'value', path, place: placeOf(text, nearestNode(tree, path).offset), issue }];
  return issue.keys.map((key) => {
    const suggestion = suggest(path, key);
    const place = placeOf(text, keyNode(nearestNode(tree, path), key)?.offset ?? 0);
    return { kind: 'unknown', path: [...path, key], place, ...(suggestion ? { suggestion } : {}) };
  });
}

const keyNode = (object: Node, key: string): Node | undefined =>
  object.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[0];

/** The node at a path, or the one that it would be in. */
function nearestNode(tree: Node, path: readonly string[]): Node {
  for (let depth = path.length; depth > 0; depth--) {
    const segments = path.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = findNodeAtLocation(tree, segments);
    if (node) return node;
  }
  return tree;
}

/** JSON takes the last of equal keys and this form would change the first: neither is right. */
function keysTwice(text: string, node: Node, path: readonly string[]): Fault[] {
  const seen = new Set<unknown>();
  return (node.type === 'object' ? (node.children ?? []) : []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    if (!key) return [];
    const here = [...path, String(key.value)];
    const twice = seen.size === seen.add(key.value).size;
    const inner = value ? keysTwice(text, value, here) : [];
    return twice ? [{ kind: 'twice' as const, path: here, place: placeOf(text, key.offset) }, ...inner] : inner;
  });
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
