/** The output channel "Asclepius". It names files, runs and rows by id; text of a note never goes into it. */
import * as vscode from 'vscode';

export const log = vscode.window.createOutputChannel('Asclepius', { log: true });
