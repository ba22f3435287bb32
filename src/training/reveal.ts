/** Shows a run's folder. */
import * as vscode from 'vscode';
import type { Run } from '../../runtime/runs/run-folder.ts';

/** In the system's file manager; an editor in a browser has none, so there the path goes to the clipboard. */
export async function revealFolder({ folder }: Run): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName)
    return void (await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder)));
  await vscode.env.clipboard.writeText(folder);
  void vscode.window.showInformationMessage(vscode.l10n.t('The path of the run is in the clipboard: {0}', folder));
}
