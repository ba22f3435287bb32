/** Starts runs: of a config file, or of what was chosen in the palette. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readConfigWithPaths } from '../../runtime/client/config-file.ts';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { startRun } from './actions.ts';
import { askWhatToTrain } from './quick-start.ts';
import type { Training } from './register.ts';

export async function finetune(context: vscode.ExtensionContext, training: Training): Promise<void> {
  const wish = await askWhatToTrain(context);
  if (!wish) return;
  if ('edit' in wish) return void (await vscode.commands.executeCommand('vscode.open', wish.edit));
  await start(context, training, wish.start);
}

/** @param file a *.finetune.json; without it the one in front. @throws fileMissing, configInvalid, configUnknownKey */
export async function startFile(
  context: vscode.ExtensionContext,
  training: Training,
  file: vscode.Uri | undefined = fileInFront(),
): Promise<void> {
  if (!file) return finetune(context, training);
  const config = await readConfigWithPaths(file.fsPath);
  await start(context, training, { ...config, name: config.name ?? basename(file.fsPath, '.finetune.json') });
}

async function start(context: vscode.ExtensionContext, training: Training, config: FineTuneConfig): Promise<void> {
  if (!vscode.workspace.isTrusted) return askForTrust();
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Starting the training') };
  const run = await vscode.window.withProgress(options, () => startRun(context, config));
  training.tracker.refresh();
  training.panels.show(run);
}

/** A config names the files that are read. */
async function askForTrust(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const text = vscode.l10n.t(
    'Training starts only in a trusted workspace, because a config names the files that are read.',
  );
  if ((await vscode.window.showWarningMessage(text, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
}

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isFile && input.uri.path.endsWith('.finetune.json') ? input.uri : undefined;
}
