/** Turns the chat on and off with its setting, in editors that have one. */
import * as vscode from 'vscode';
import type { Service } from '../runtime/service.ts';
import { machineSetting } from '../settings.ts';

export function registerChat(context: vscode.ExtensionContext, service: Service): vscode.Disposable {
  let on: vscode.Disposable | undefined;
  const follow = () => {
    const isWanted = machineSetting('chat', false);
    if (isWanted) on ??= turnOn(context, service);
    else {
      on?.dispose();
      on = undefined;
    }
    // Not "config.asclepius.chat": a remote window takes that from the user's own settings too, which do not count there.
    vscode.commands.executeCommand('setContext', 'asclepius.isChatOn', isWanted);
  };
  follow();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('asclepius.chat') && follow()),
    { dispose: () => on?.dispose() },
  );
}

function turnOn(context: vscode.ExtensionContext, service: Service): vscode.Disposable {
  const parts: vscode.Disposable[] = [];
  // Forks of the editor may lack either.
  if (vscode.chat && 'createChatParticipant' in vscode.chat) parts.push(participant(context, service));
  if (vscode.lm && 'registerTool' in vscode.lm)
    parts.push(vscode.lm.registerTool('asclepius_ask', tool(context, service)));
  return vscode.Disposable.from(...parts);
}

function participant(context: vscode.ExtensionContext, service: Service): vscode.Disposable {
  const created = vscode.chat.createChatParticipant('asclepius.chat', async (...args) =>
    (await import('./chat.ts')).answerInChat(context, service, ...args),
  );
  created.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  return created;
}

/** The tool itself is loaded when it is called. */
function tool(
  context: vscode.ExtensionContext,
  service: Service,
): vscode.LanguageModelTool<{ readonly question: string }> {
  const load = async () => (await import('./chat.ts')).createTool(context, service);
  return {
    prepareInvocation: async (...args) => (await load()).prepareInvocation?.(...args),
    invoke: async (...args) => (await load()).invoke(...args),
  };
}
