/** The commands that belong to no view. */
import * as vscode from 'vscode';
import { log } from './log.ts';

export function registerCommands(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('asclepius.showLog', () => log.show()),
  );
}
