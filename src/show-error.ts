import * as vscode from 'vscode';
import { reportOf } from '../runtime/protocol/errors.ts';
import { log } from './log.ts';

/** Shows what went wrong with its remedy, and writes it to the output channel; a cancellation is no fault. */
export function showError(error: unknown): void {
  const { code, message, remedy } = reportOf(error);
  if (code === 'cancelled' || error instanceof vscode.CancellationError) return;
  log.error(`${code}: ${message} ${remedy}`);
  void offerLog(`${message}. ${remedy}`);
}

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

async function offerLog(text: string): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) log.show();
}
