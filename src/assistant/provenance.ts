/** Where an answer comes from: who gave it, what of the note was read, how much of it the note supports. */
import * as vscode from 'vscode';
import { sectionsOf } from '../../runtime/clinical/sections.ts';
import type { Answer } from '../../runtime/protocol/ask.ts';
import { format } from '../dataset/format.ts';
import { type Answerer, answererName } from './answerers.ts';
import { type CheckedAnswer, longestChecked } from './checked-answer.ts';
import type { Passage } from './passage.ts';
import { escaped } from './text.ts';
import type { Turn } from './turns.ts';

/** @param print how the line is set; the chat has no small print */
export function provenance(
  { answer, answerer, checked, passage, isKept, questionsBefore }: Turn,
  print = (line: string) => `<small>${line}</small>`,
): string {
  if (!answer || !passage) return '';
  const facts = [
    whoText(answerer, answer),
    readText(answer),
    ...beforeText(answer, questionsBefore),
    ...(checked ? supportText(checked) : []),
    ...(answer.parts.some(({ start, end }) => end - start > longestChecked)
      ? [vscode.l10n.t('too long to be checked against the note')]
      : []),
    isKept ? vscode.l10n.t('kept from {0}', time(answer)) : vscode.l10n.t('{0} s', answer.seconds.total.toFixed(1)),
    vscode.l10n.t('not a medical device'),
  ];
  const unread = unreadText(answer, passage);
  const line = print(`$(info) ${facts.map(escaped).join(' · ')}`);
  return unread ? `$(eye-closed) *${escaped(unread)}*\n\n${line}` : line;
}

const time = ({ answeredAt }: Answer) => new Date(answeredAt).toLocaleString(vscode.env.language);

/** The first digits of the weights' hash tell two adapters of one name apart. */
function whoText(answerer: Answerer, { model, adapter }: Answer): string {
  const hash = (adapter ?? model).sha256.slice(0, 8);
  return adapter
    ? vscode.l10n.t('answered by the adapter {0} ({1})', answererName(answerer), hash)
    : vscode.l10n.t('answered by {0} ({1}), no adapter', answererName(answerer), hash);
}

function readText({ parts, unread }: Answer): string {
  if (unread.length > 0) return vscode.l10n.t('read {0} parts of the note', parts.length);
  return parts.length > 1
    ? vscode.l10n.t('read all of it, in {0} parts', parts.length)
    : vscode.l10n.t('read all of it');
}

/** Of a follow-up: whether the model knew what was asked and answered before. */
function beforeText({ earlier: { read } }: Answer, before: number): string[] {
  if (before === 0) return [];
  if (read === 0) return [vscode.l10n.t('without the questions before it')];
  if (read < before) return [vscode.l10n.t('with {0} of the {1} questions before it', read, before)];
  return [
    before === 1
      ? vscode.l10n.t('with the question before it')
      : vscode.l10n.t('with the {0} questions before it', before),
  ];
}

function supportText({ parts }: CheckedAnswer): string[] {
  const all = parts.flatMap(({ statements }) => statements);
  const count = (verdict: string) => all.filter((statement) => statement.verdict === verdict).length;
  const [supported, unsupported] = [count('supported'), count('unsupported')];
  if (supported + unsupported === 0) return [];
  return [vscode.l10n.t('{0} of {1} sentences found in the note', supported, supported + unsupported)];
}

/** Headings looked for in so much of what was not read, and so many of them named. */
const lookedThrough = 200_000;
const named = 8;

/** Never silent: how much was not read, and which sections. */
function unreadText({ unread }: Answer, { text }: Passage): string | undefined {
  if (unread.length === 0) return undefined;
  const characters = unread.reduce((sum, { start, end }) => sum + end - start, 0);
  const share = Math.max(1, Math.round((100 * characters) / text.length));
  const titles = [...new Set(unread.flatMap(({ start, end }) => titlesOf(text.slice(start, end))))];
  if (titles.length === 0) {
    const [{ start, end } = { start: 0, end: 0 }] = unread;
    return vscode.l10n.t(
      'Not read: {0}% of the note, from characters {1} to {2} on',
      share,
      format(start + 1),
      format(end),
    );
  }
  const names = titles.slice(0, named).join(', ');
  return titles.length > named
    ? vscode.l10n.t('Not read: {0}% of the note: {1} and {2} others', share, names, titles.length - named)
    : vscode.l10n.t('Not read: {0}% of the note: {1}', share, names);
}

const titlesOf = (text: string): string[] =>
  sectionsOf(text.slice(0, lookedThrough)).flatMap(({ title, level }) => (level === 1 ? [title] : []));
