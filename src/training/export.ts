/** Saves what the panel shows where the user wants it. */
import * as vscode from 'vscode';
import type { Run } from '../../runtime/runs/run-folder.ts';
import { nameOf } from './names.ts';

/** @param png a data URL */
export async function savePicture(run: Run, png: string): Promise<void> {
  const filters = { [vscode.l10n.t('Picture')]: ['png'] };
  await save(run, 'png', filters, Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'));
}

export async function saveNumbers(run: Run, csv: string): Promise<void> {
  await save(run, 'csv', { [vscode.l10n.t('Table')]: ['csv'] }, Buffer.from(csv));
}

async function save(run: Run, ending: string, filters: Record<string, string[]>, bytes: Uint8Array): Promise<void> {
  const name = `${nameOf(run).replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const defaultUri = folder ? vscode.Uri.joinPath(folder.uri, name) : undefined;
  const target = await vscode.window.showSaveDialog({ filters, ...(defaultUri ? { defaultUri } : {}) });
  if (target) await vscode.workspace.fs.writeFile(target, bytes);
}
