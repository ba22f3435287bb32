import * as vscode from 'vscode';
import { AsclepiusError, reportOf } from '../runtime/protocol/errors.ts';
import { log } from './log.ts';

/** Shows what went wrong with its remedy, and writes it to the output channel; a cancellation is no fault. */
export function showError(error: unknown): void {
  const { code, message, remedy } = reportOf(error);
  if (code === 'cancelled' || error instanceof vscode.CancellationError) return;
  log.error(`${code}: ${message} ${remedy}`);
  void offerLog(`${message}. ${remedy}`, isModelMissing(error));
}

/** A config or a run names a model that is not there. */
export const isModelMissing = (error: unknown): error is AsclepiusError =>
  error instanceof AsclepiusError && error.code === 'modelMissing';

/** Wraps the handler of a command: whatever it throws is shown. */
export function showingErrors<A extends unknown[]>(handler: (...args: A) => unknown): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await handler(...args);
    } catch (error) {
      showError(error);
    }
  };
}

async function offerLog(text: string, canGetModel: boolean): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const getModel = vscode.l10n.t('Get Model…');
  const chosen = await vscode.window.showErrorMessage(text, ...(canGetModel ? [getModel] : []), showLog);
  if (chosen === showLog) log.show();
  if (chosen === getModel) await vscode.commands.executeCommand('asclepius.getModel');
}
