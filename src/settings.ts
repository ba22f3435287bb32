import * as vscode from 'vscode';

/** The user's settings of this extension; what they mean is in package.json. */
export const settings = () => vscode.workspace.getConfiguration('asclepius');
