import * as vscode from 'vscode';
import type { ErrorReport } from '../../runtime/protocol/errors.ts';

/** What went wrong with a question and what helps. */
export function faultText({ code, message, remedy }: ErrorReport): string {
  switch (code) {
    case 'runtimeDied':
      return vscode.l10n.t('The runtime ended before the answer was complete. It starts anew when you ask again.');
    case 'modelMissing':
      return vscode.l10n.t('{0}. Put it back, get a model, or choose another.', message);
    case 'fileMissing':
      return vscode.l10n.t('{0}. Put it back, or choose another model.', message);
    case 'runMissing':
    case 'runUnfinished':
      return vscode.l10n.t('{0}. Choose who answers.', message);
    default:
      return `${message}. ${remedy}`;
  }
}
