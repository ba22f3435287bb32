/** A config or a run names a model that is not there: it can be got, or lies elsewhere. */
import * as vscode from 'vscode';
import type { AsclepiusError } from '../../runtime/protocol/errors.ts';
import { getModel } from './get-model.ts';

/** @returns the path of another model, undefined where the user left it */
export async function offerModel(
  context: vscode.ExtensionContext,
  { message, remedy }: AsclepiusError,
): Promise<string | undefined> {
  const [get, choose] = [vscode.l10n.t('Get Model…'), vscode.l10n.t('Choose Folder…')];
  const chosen = await vscode.window.showErrorMessage(`${message}. ${remedy}`, get, choose);
  if (chosen === get) return getModel(context);
  if (chosen !== choose) return undefined;
  const options = { title: vscode.l10n.t('Choose a model'), canSelectFolders: true, canSelectFiles: false };
  const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
  return folder?.fsPath;
}
