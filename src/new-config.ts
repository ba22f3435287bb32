/** Writes a fine-tune config where the user can find it, and opens it. */
import * as vscode from 'vscode';
import type { FineTuneConfigInput } from '../runtime/protocol/config.ts';
import { settings } from './settings.ts';

/**
 * @param name what the file is called; a number is added where that is taken
 * @param configFor the config for a file at this place
 * @returns the file, or undefined where the user cancelled
 */
export async function writeConfig(
  name: string,
  configFor: (file: vscode.Uri) => FineTuneConfigInput,
): Promise<vscode.Uri | undefined> {
  const target = await targetFor(name);
  if (!target) return undefined;
  const config = configFor(target);
  await vscode.workspace.fs.writeFile(target, Buffer.from(`${JSON.stringify(withSettings(config), null, 2)}\n`));
  return target;
}

/** The user's settings for new configs; what they leave at its default is left to the schema. */
export function withSettings(config: FineTuneConfigInput): FineTuneConfigInput {
  const own = settings();
  const device = own.get<FineTuneConfigInput['device']>('device', 'auto');
  const threads = own.get('threads', 0);
  return { ...config, ...(device === 'auto' ? {} : { device }), ...(threads === 0 ? {} : { threads }) };
}

async function targetFor(name: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    const placeHolder = vscode.l10n.t('Folder for the fine-tune config');
    const folder = await vscode.window.showWorkspaceFolderPick({ placeHolder });
    return folder && freeName(folder.uri, name);
  }
  if (folders[0]) return freeName(folders[0].uri, name);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the fine-tune config'),
    filters: { [vscode.l10n.t('Fine-tune config')]: ['finetune.json'] },
  });
}

async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const uri = vscode.Uri.joinPath(folder, `${name}${count > 1 ? `-${count}` : ''}.finetune.json`);
    if (!(await exists(uri))) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
