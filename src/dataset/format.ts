import * as vscode from 'vscode';

/** A count as the user's language writes it, such as 158,114. */
export const format = (count: number) => count.toLocaleString(vscode.env.language);
