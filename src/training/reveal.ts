/** Shows folders of a run. */
import * as vscode from 'vscode';
import { copyPath } from './result.ts';

/** In the system's file manager; an editor in a browser has none, so there the path goes to the clipboard. */
export async function revealFolder(folder: string): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName)
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
  else await copyPath(folder);
}
