/** What may be done only in a workspace whose files the user trusts. */
import * as vscode from 'vscode';

/** Says why not, and leads to where trust is given. */
export async function askForTrust(reason: string): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await vscode.window.showWarningMessage(reason, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
}
