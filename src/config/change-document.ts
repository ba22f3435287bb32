/** Changes options in the text of a config. */
import { parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { Change } from '../../runtime/protocol/views/form.ts';
import { editFor } from './edits.ts';

/** One step for undo. A text that is no JSON object is left as it is. */
export async function changeDocument(document: vscode.TextDocument, changes: readonly Change[]): Promise<void> {
  const text = document.getText();
  if (text.trim() !== '' && !isObject(text)) return;
  const edit = editFor(text, changes);
  if (!edit) return;
  const range = new vscode.Range(document.positionAt(edit.offset), document.positionAt(edit.offset + edit.length));
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.replace(document.uri, range, edit.text);
  await vscode.workspace.applyEdit(workspaceEdit);
}

function isObject(text: string): boolean {
  const faults: unknown[] = [];
  return parseTree(text, faults as never[], { disallowComments: true })?.type === 'object' && faults.length === 0;
}
