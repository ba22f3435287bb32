/** What the processes of the runtime are told besides this process's own environment. */
import * as vscode from 'vscode';
import { translationsVariable } from '../../runtime/protocol/l10n.ts';
import { storage } from '../storage.ts';

export function runtimeEnvironment(): Record<string, string> {
  const translations = translationsPath();
  return {
    ASCLEPIUS_HOME: storage(),
    // Under VS Code execPath is Electron.
    ELECTRON_RUN_AS_NODE: '1',
    ...(translations ? { [translationsVariable]: translations } : {}),
  };
}

/** Of the texts in the editor's language; undefined for English. */
export const translationsPath = (): string | undefined => vscode.l10n.uri?.fsPath;
