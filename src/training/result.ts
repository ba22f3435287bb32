/** What a run leaves behind: an adapter, or after full training a whole model. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { errors } from '../../runtime/protocol/errors.ts';
import type { Run } from '../../runtime/runs/run-folder.ts';

/** Asks about a note; takes `{ adapter }`, the path of an adapter or model to answer with. */
export const askCommand = 'asclepius.ask';

/** The folder of the result. @throws fileMissing */
export function resultOf({ folder }: Run): string {
  const place = ['adapter', 'model'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!place) throw errors.fileMissing(join(folder, 'adapter'), vscode.l10n.t('Adapter'));
  return place;
}

export async function copyPath(path: string): Promise<void> {
  await vscode.env.clipboard.writeText(path);
  void vscode.window.showInformationMessage(vscode.l10n.t('The path is in the clipboard: {0}', path));
}

export async function askWith(adapter: string): Promise<void> {
  await vscode.commands.executeCommand(askCommand, { adapter });
}

export async function evaluateRun(run: Run): Promise<void> {
  await vscode.commands.executeCommand('asclepius.run.evaluate', run);
}
