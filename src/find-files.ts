import * as vscode from 'vscode';
import { log } from './log.ts';

/**
 * The workspace's files that a glob pattern names. Where the editor cannot search (an installation without ripgrep), it
 * has told so itself; here there are none then, so that what needs no file of the workspace still works.
 */
export async function findFiles(pattern: string, exclude: string | undefined, most: number): Promise<vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(pattern, exclude, most);
  } catch (error) {
    log.warn(`The workspace cannot be searched for ${pattern}: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}
