/** The places that an answer rests on, marked in the note with their numbers while the thread shows them. */
import * as vscode from 'vscode';
import type { Evidence } from './checked-answer.ts';
import type { Conversation } from './conversations.ts';
import { rangeOf } from './passage.ts';

export interface EvidenceView extends vscode.Disposable {
  /** Draws the marks of all visible notes anew. */
  show(): void;
  /** Goes to a place and selects it; says so where the note no longer says that. */
  jump(conversation: Conversation, evidence: Evidence): Promise<void>;
}

export function createEvidenceView(conversations: Iterable<Conversation>): EvidenceView {
  const mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor('descriptionForeground'), margin: '0 0 0 0.2em' },
  });
  const strong = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchBorder'),
  });

  function show(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const shown = [...conversations].filter((each) => each.uri.toString() === uri && each.isEvidenceShown);
      editor.setDecorations(mark, shown.flatMap(lastEvidence).map(decorationOf(editor.document)));
    }
  }

  async function jump({ uri }: Conversation, { span, quote }: Evidence): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const column = vscode.window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    )?.viewColumn;
    const range = rangeOf(document, span);
    const options = {
      selection: new vscode.Range(range.start, range.start),
      ...(column ? { viewColumn: column } : {}),
    };
    const editor = await vscode.window.showTextDocument(document, options);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.Default);
    editor.setDecorations(strong, [range]);
    if (document.getText(range) !== quote)
      void vscode.window.showWarningMessage(vscode.l10n.t('The note has changed here since the answer was given.'));
  }

  const listening = [
    vscode.window.onDidChangeVisibleTextEditors(show),
    // A place stays marked until the user goes on to another.
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (kind !== undefined && kind !== vscode.TextEditorSelectionChangeKind.Command)
        textEditor.setDecorations(strong, []);
    }),
  ];
  return {
    show,
    jump,
    dispose() {
      for (const each of [mark, strong, ...listening]) each.dispose();
    },
  };
}

/** Numbers count within one answer, so only the last one's are shown. */
function lastEvidence({ turns }: Conversation): { evidence: Evidence; number: number }[] {
  const checked = turns.findLast(({ state }) => state === 'done')?.checked;
  return (checked?.evidence ?? []).map((evidence, i) => ({ evidence, number: i + 1 }));
}

function decorationOf(document: vscode.TextDocument) {
  return ({ evidence, number }: { evidence: Evidence; number: number }): vscode.DecorationOptions => ({
    range: rangeOf(document, evidence.span),
    hoverMessage: hoverOf(evidence, number),
    renderOptions: { after: { contentText: `[${number}]` } },
  });
}

function hoverOf({ statements }: Evidence, number: number): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(`[${number}] Asclepius: `);
  return text.appendText(
    statements.length > 0
      ? vscode.l10n.t('this supports "{0}"', [...new Set(statements)].join(' '))
      : vscode.l10n.t('the answer says something else here'),
  );
}
