/** A row as a read-only document: question, answer and note, each below a heading. */
import * as vscode from 'vscode';
import type { SearchColumn } from '../../runtime/protocol/service.ts';
import { format } from './format.ts';
import { type Dataset, type Library, nameOf } from './library.ts';

export const rowScheme = 'asclepius-row';
export const rowLanguage = 'asclepius-row';

/** The address of a row; the path is what the tab shows. */
export function rowUri(dataset: Pick<Dataset, 'source'>, row: string): vscode.Uri {
  const path = `/${nameOf(dataset)} · ${vscode.l10n.t('row {0}', row)}`;
  return vscode.Uri.from({ scheme: rowScheme, path, query: JSON.stringify({ source: dataset.source, row }) });
}

/** What a row's address names; undefined where it is none of ours. */
export function rowOf({ scheme, query }: vscode.Uri): { source: string; row: string } | undefined {
  if (scheme !== rowScheme) return undefined;
  try {
    const { source, row } = JSON.parse(query);
    return typeof source === 'string' && typeof row === 'string' ? { source, row } : undefined;
  } catch {
    return undefined;
  }
}

/** Titles of the sections, in their order. */
export const sectionTitles = (): Readonly<Record<'question' | 'answer' | 'note', string>> => ({
  question: vscode.l10n.t('Question'),
  answer: vscode.l10n.t('Answer'),
  note: vscode.l10n.t('Note'),
});

export function createRowDocuments(library: Library): vscode.TextDocumentContentProvider & vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const named = rowOf(uri);
      if (!named) throw vscode.FileSystemError.FileNotFound(uri);
      const dataset = await library.find(named.source);
      const row = await library.ask(dataset, (client, id) => client.request('dataset/row', { id, row: named.row }));
      return token.isCancellationRequested ? '' : textOf(row, dataset);
    },
    dispose: () => changed.dispose(),
  };
}

interface Row {
  readonly row: string;
  readonly task: string;
  readonly patientId: string;
  readonly note: string;
  readonly question: string;
  readonly answer: string;
  readonly characters: { readonly note: number; readonly question: number; readonly answer: number };
}

function textOf(row: Row, dataset: Dataset): string {
  const head = [
    vscode.l10n.t(row.task),
    vscode.l10n.t('patient {0}', row.patientId),
    vscode.l10n.t('row {0}', row.row),
  ];
  const sections = (['question', 'answer', 'note'] as const).map((column) => {
    const text = row[column].replaceAll(/\r\n?/g, '\n').trim();
    return `## ${sectionTitles()[column]}\n\n${text}\n${cutText(row[column], row.characters[column])}`;
  });
  return [`# ${head.join(' · ')}`, `# ${nameOf(dataset)}`, '', ...sections].join('\n');
}

/** The service sends no more than some megabytes of one column. */
function cutText(text: string, characters: number): string {
  if (characters <= text.length) return '';
  return `\n[${vscode.l10n.t('Cut here: {0} of {1} characters are shown.', format(text.length), format(characters))}]\n`;
}

/** Opens a row; with a query, selects its first match in a column. */
export async function openRow(
  dataset: Pick<Dataset, 'source'>,
  row: string,
  match?: { readonly query: string; readonly column: SearchColumn },
  viewColumn = vscode.ViewColumn.Active,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(rowUri(dataset, row));
  const editor = await vscode.window.showTextDocument(document, { preview: true, viewColumn });
  const range = match && rangeOf(document, match.query, match.column);
  if (!range) return;
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

function rangeOf(document: vscode.TextDocument, query: string, column: SearchColumn): vscode.Range | undefined {
  const text = document.getText();
  const title = column === 'task' || column === 'patient_id' ? undefined : sectionTitles()[column];
  const pattern = new RegExp(query.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  pattern.lastIndex = title === undefined ? 0 : Math.max(0, text.indexOf(`\n## ${title}\n`));
  const found = pattern.exec(text);
  return found ? new vscode.Range(document.positionAt(found.index), document.positionAt(pattern.lastIndex)) : undefined;
}
