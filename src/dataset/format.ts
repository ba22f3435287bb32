import * as vscode from 'vscode';

/** A count as the user's language writes it, such as 158,114. */
export const format = (count: number) => count.toLocaleString(vscode.env.language);

export const rowsText = (rows: number) =>
  rows === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', format(rows));
