/** What a question is about: a note, or a part of one, in a document of the editor. */
import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { errors } from '../../runtime/protocol/errors.ts';
import { rowScheme, sectionTitles } from '../dataset/row-document.ts';
import type { Span } from './spans.ts';

/** Which part of a document: its whole note, or a span of it that moves with edits. */
export type Scope =
  | { readonly kind: 'whole' }
  | { readonly kind: 'selection'; span: Span }
  | { readonly kind: 'section'; readonly title: string; span: Span };

export interface Passage extends Span {
  readonly text: string;
}

/** The note in a document: of a row, what stands below its heading; else all of it. */
export function noteSpan(document: vscode.TextDocument): Span {
  const text = document.getText();
  if (document.uri.scheme !== rowScheme) return { start: 0, end: text.length };
  const heading = `\n## ${sectionTitles().note}\n\n`;
  const at = text.indexOf(heading);
  return { start: at < 0 ? 0 : at + heading.length, end: text.length };
}

export function passageOf(document: vscode.TextDocument, scope: Scope): Passage {
  const { start, end } = scope.kind === 'whole' ? noteSpan(document) : scope.span;
  return { start, end, text: document.getText().slice(start, end) };
}

/** Where its thread stands: at what was selected, at the heading, or above the note. */
export function threadRange(document: vscode.TextDocument, scope: Scope): vscode.Range {
  if (scope.kind === 'selection') return rangeOf(document, scope.span);
  const start = scope.kind === 'section' ? scope.span.start : noteSpan(document).start;
  const line = document.positionAt(start).line;
  // The heading of a row's note stands two lines above its text.
  const top = scope.kind === 'whole' && document.uri.scheme === rowScheme ? Math.max(0, line - 2) : line;
  return new vscode.Range(top, 0, top, 0);
}

export const rangeOf = (document: vscode.TextDocument, { start, end }: Span): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

/** Opens the document of a note, where it can be one. @throws fileMissing, noteBinary, noteEmpty */
export async function openNote(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const there = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (!there && uri.scheme === 'file') await assertText(uri.fsPath);
  const document = there ?? (await vscode.workspace.openTextDocument(uri));
  if (document.getText().trim() === '') throw errors.noteEmpty();
  return document;
}

const lookedAt = 8192;

/** A zero byte is no text, but in UTF-16, which its first two bytes tell. */
async function assertText(path: string): Promise<void> {
  const file = await open(path).catch(() => {
    throw errors.fileMissing(path, vscode.l10n.t('Note'));
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
    const head = buffer.subarray(0, bytesRead);
    const isWide = ['fffe', 'feff'].includes(head.subarray(0, 2).toString('hex'));
    if (!isWide && head.includes(0)) throw errors.noteBinary(path);
  } finally {
    await file.close();
  }
}
