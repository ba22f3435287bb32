import * as vscode from 'vscode';

/** The user's settings of this extension; what they mean is in package.json. */
export const settings = () => vscode.workspace.getConfiguration('asclepius');

/**
 * A setting of the scope "machine", for the machine that the extension runs on. In a remote window the user's own settings do
 * not count for it; but an editor that reads them before it knows this extension goes on counting them, such as VS Code 1.139
 * after a reload.
 */
export function machineSetting<T>(key: string, fallback: T): T {
  const found = vscode.env.remoteName === undefined ? undefined : settings().inspect<T>(key);
  // It is there, though the API does not declare it.
  if (found && 'globalRemoteValue' in found) return (found.globalRemoteValue as T | undefined) ?? fallback;
  return settings().get(key, fallback);
}
