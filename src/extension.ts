/** Wiring only. What a command or view needs is loaded when it is used, so that activation stays below 100 ms. */
import * as vscode from 'vscode';
import { translate } from '../runtime/protocol/l10n.ts';
import { registerAssistant } from './assistant/register.ts';
import { registerCommands } from './commands.ts';
import { registerForm } from './config/register.ts';
import { registerDatasets } from './dataset/register.ts';
import { registerHub } from './hub/register.ts';
import { createService } from './runtime/service.ts';
import { registerTraining } from './training/register.ts';

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) translate(vscode.l10n.bundle);
  const service = createService(context);
  context.subscriptions.push(service);
  registerCommands(context);
  registerDatasets(context, service);
  registerForm(context, service);
  registerTraining(context);
  registerAssistant(context, service);
  registerHub(context);
}
