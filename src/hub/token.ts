/** The access token of the user's account: kept by the editor among the secrets of this machine, for one hub each. */
import * as vscode from 'vscode';
import { machineSetting } from '../settings.ts';

/** The hub's address as the settings have it; empty for the library's own. */
export const endpoint = (): string => machineSetting('hubEndpoint', '').trim();

const keyFor = (hub: string) => `asclepius.hubToken ${hub}`;

export const tokenOf = ({ secrets }: vscode.ExtensionContext): Thenable<string | undefined> =>
  secrets.get(keyFor(endpoint()));

/** @returns whether there is a token now; an empty one deletes what was kept */
export async function askForToken({ secrets }: vscode.ExtensionContext): Promise<boolean> {
  const hub = endpoint();
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Access token of the hub'),
    prompt: vscode.l10n.t('Kept among the secrets of this machine and sent to this hub alone. Empty: delete it.'),
    placeHolder: 'hf_…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || text.trim().startsWith('hf_')
        ? undefined
        : vscode.l10n.t('An access token begins with "hf_".'),
  });
  if (token === undefined) return false;
  if (token.trim() === '') await secrets.delete(keyFor(hub));
  else await secrets.store(keyFor(hub), token.trim());
  return token.trim() !== '';
}
