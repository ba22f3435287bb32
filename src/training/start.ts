/** Starts runs: of a config file, or of what was chosen in the palette. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readConfigWithPaths } from '../../runtime/client/config-file.ts';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { changeDocument } from '../config/change-document.ts';
import { pathForConfig } from '../config/paths.ts';
import { isModelMissing } from '../show-error.ts';
import { askForTrust } from '../trust.ts';
import { startRun } from './actions.ts';
import { askWhatToTrain } from './quick-start.ts';
import type { Training } from './register.ts';

/** @param model the path of the one that is wanted, where that is known */
export async function finetune(context: vscode.ExtensionContext, training: Training, model?: string): Promise<void> {
  const wish = await askWhatToTrain(context, model);
  if (!wish) return;
  if ('edit' in wish) return void (await vscode.commands.executeCommand('vscode.open', wish.edit));
  await start(context, training, wish.start);
}

/**
 * Where the model is missing, another is offered, and the config names that one then.
 * @param file a *.finetune.json; without it the one in front. @throws fileMissing, configInvalid, configUnknownKey
 */
export async function startFile(
  context: vscode.ExtensionContext,
  training: Training,
  file: vscode.Uri | undefined = fileInFront(),
): Promise<void> {
  if (!file) return finetune(context, training);
  const config = await readConfigWithPaths(file.fsPath).catch((error) => withOtherModel(context, file, error));
  if (!config) return;
  await start(context, training, { ...config, name: config.name ?? basename(file.fsPath, '.finetune.json') });
}

async function start(context: vscode.ExtensionContext, training: Training, config: FineTuneConfig): Promise<void> {
  if (!vscode.workspace.isTrusted) return askForTrust(untrusted());
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Starting the training') };
  const run = await vscode.window.withProgress(options, () => startRun(context, config));
  training.tracker.refresh();
  training.panels.show(run);
}

const untrusted = () =>
  vscode.l10n.t('Training starts only in a trusted workspace, because a config names the files that are read.');

/** @throws any other error than that the model is missing */
async function withOtherModel(
  context: vscode.ExtensionContext,
  file: vscode.Uri,
  error: unknown,
): Promise<FineTuneConfig | undefined> {
  if (!isModelMissing(error)) throw error;
  const model = await (await import('../hub/missing-model.ts')).offerModel(context, error);
  if (model === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(file);
  await changeDocument(document, [{ path: ['model'], value: pathForConfig(model, file.fsPath) }]);
  await document.save();
  return readConfigWithPaths(file.fsPath);
}

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isFile && input.uri.path.endsWith('.finetune.json') ? input.uri : undefined;
}
