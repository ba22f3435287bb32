/** Getting models, loaded when the user asks for one; before that, nothing here knows of a network. */
import * as vscode from 'vscode';
import { showingErrors } from '../show-error.ts';

export function registerHub(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand(
      'asclepius.getModel',
      showingErrors(async () => (await import('./get-model.ts')).getModelAndOffer(context)),
    ),
    vscode.commands.registerCommand(
      'asclepius.hubToken',
      showingErrors(async () => (await import('./token.ts')).askForToken(context)),
    ),
  );
}
