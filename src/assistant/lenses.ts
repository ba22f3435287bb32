/** "Summarize · Ask Asclepius" above discharge notes, "Summarize section" above their long sections. */
import * as vscode from 'vscode';
import { isDischargeNote } from '../../runtime/clinical/discharge-note.ts';
import { longSections } from '../../runtime/clinical/sections.ts';
import { noteSpan, threadRange } from './passage.ts';

/** Of a longer note only the whole is offered. */
const longestForSections = 300_000;

export function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  const { start, end } = noteSpan(document);
  const note = document.getText().slice(start, end);
  if (!isDischargeNote(note)) return [];
  const top = threadRange(document, { kind: 'whole' });
  const sections = note.length <= longestForSections ? longSections(note) : [];
  return [
    new vscode.CodeLens(top, {
      title: vscode.l10n.t('Summarize'),
      tooltip: vscode.l10n.t('Summarizes this note on this machine; the note itself stays as it is.'),
      command: 'asclepius.summarize',
      arguments: [document.uri],
    }),
    new vscode.CodeLens(top, {
      title: vscode.l10n.t('Ask Asclepius'),
      tooltip: vscode.l10n.t('Asks a model on this machine about this note.'),
      command: 'asclepius.ask',
      arguments: [document.uri],
    }),
    ...sections.map(
      (section) =>
        new vscode.CodeLens(rangeAt(document, start + section.start), {
          title: vscode.l10n.t('Summarize section'),
          tooltip: section.title,
          command: 'asclepius.summarize',
          arguments: [document.uri, start + section.start],
        }),
    ),
  ];
}

function rangeAt(document: vscode.TextDocument, offset: number): vscode.Range {
  const { line } = document.positionAt(offset);
  return new vscode.Range(line, 0, line, 0);
}
