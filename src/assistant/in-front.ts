import * as vscode from 'vscode';

/** The editor of a text that the user reads now; the log and the box of a reply are none. */
export function noteInFront(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && ['output', 'comment'].includes(editor.document.uri.scheme) ? undefined : editor;
}
