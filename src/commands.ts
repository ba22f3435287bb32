/** The commands that belong to no view. */
import * as vscode from 'vscode';
import { log } from './log.ts';
import { showingErrors } from './show-error.ts';

export function registerCommands(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('asclepius.showLog', () => log.show()),
    vscode.commands.registerCommand('asclepius.finetune', showingErrors(finetune)),
  );
}

/** From nothing to a config: the embedded demo in one choice. */
async function finetune(): Promise<void> {
  const { writeConfig } = await import('./new-config.ts');
  const demo = {
    label: vscode.l10n.t('Embedded demo'),
    detail: vscode.l10n.t('The small model that comes along, on synthetic notes. Needs no network.'),
  };
  const chosen = await vscode.window.showQuickPick([demo], {
    title: vscode.l10n.t('Fine-tune Clinical LLM'),
    placeHolder: vscode.l10n.t('What to train?'),
  });
  if (!chosen) return;
  const file = await writeConfig('demo', () => ({ name: 'demo' }));
  if (file) await vscode.commands.executeCommand('vscode.open', file);
}
