/**
 * Changes of a config as the smallest edit of its text: what the user wrote, and how, stays. (`modify` of jsonc-parser
 * would format the lines around a new key anew.)
 */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { keysOf } from '../../runtime/protocol/options.ts';
import type { Change } from '../../runtime/protocol/views/form.ts';

/** Replaces `length` characters from `offset` on. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** All changes as one edit, or undefined where they change nothing. @param text sound JSON with an object, or nothing yet */
export function editFor(text: string, changes: readonly Change[]): TextEdit | undefined {
  const before = text.trim() === '' ? '{}\n' : text;
  return difference(text, changes.reduce(applyChange, before));
}

function applyChange(text: string, { path, value }: Change): string {
  const tree = parseTree(text);
  if (tree?.type !== 'object') return text;
  const known = findNodeAtLocation(tree, [...path]);
  if (value === undefined) return known ? withoutMember(text, known.parent as Node) : text;
  if (known)
    return spliced(text, known.offset, known.length, printed(text, known.offset, value, isSpread(text, known)));
  const depth = depthOf(tree, path);
  const group = findNodeAtLocation(tree, path.slice(0, depth)) as Node;
  const inner = path.slice(depth + 1).reduceRight<unknown>((content, key) => ({ [key]: content }), value);
  return withMember(text, group, path.slice(0, depth), path[depth] as string, inner);
}

/** How many keys of the path lead to an object that is there. */
function depthOf(tree: Node, path: readonly string[]): number {
  for (let depth = path.length - 1; depth > 0; depth--)
    if (findNodeAtLocation(tree, path.slice(0, depth))?.type === 'object') return depth;
  return 0;
}

function withoutMember(text: string, member: Node): string {
  const members = member.parent?.children ?? [];
  const index = members.indexOf(member);
  const [before, after] = [members[index - 1], members[index + 1]];
  if (before) return spliced(text, endOf(before), endOf(member) - endOf(before), '');
  if (after) return spliced(text, member.offset, after.offset - member.offset, '');
  const { offset, length } = member.parent as Node;
  return spliced(text, offset, length, '{}');
}

/** Before the first member that comes later in the schema, with the white space that the members have between them. */
function withMember(text: string, group: Node, path: readonly string[], key: string, value: unknown): string {
  const members = group.children ?? [];
  const order = keysOf(path);
  const later = members.find(({ children }) => order.indexOf(children?.[0]?.value) > order.indexOf(key));
  const neighbour = later ?? members.at(-1);
  if (!neighbour) return spliced(text, group.offset, group.length, printed(text, group.offset, { [key]: value }, true));
  const gap = /\s*$/.exec(text.slice(0, neighbour.offset))?.[0] ?? '';
  const member = `${JSON.stringify(key)}: ${printed(text, neighbour.offset, value, gap.includes('\n'))}`;
  return later
    ? spliced(text, later.offset, 0, `${member},${gap}`)
    : spliced(text, endOf(neighbour), 0, `,${gap}${member}`);
}

const endOf = ({ offset, length }: Node) => offset + length;
const spliced = (text: string, offset: number, length: number, by: string) =>
  text.slice(0, offset) + by + text.slice(offset + length);

/** Whether a list or an object has lines of its own; an empty one gets them. */
const isSpread = (text: string, { offset, length, children }: Node) =>
  !children?.length || text.slice(offset, offset + length).includes('\n');

/** A value as it stands at an offset of the text: on lines of its own with the text's indent, or on one line. */
function printed(text: string, offset: number, value: unknown, spread: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!spread)
    return JSON.stringify(value, null, 1)
      .replaceAll(/\n\s*/g, ' ')
      .replaceAll(/\[ | \]/g, (part) => part.trim());
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, null, unit).replaceAll('\n', `${lineEnd}${indent}`);
}

/** What lies between the equal beginning and the equal end. */
function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { offset: start, length: before.length - end - start, text: after.slice(start, after.length - end) };
}
