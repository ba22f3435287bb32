/** The assistant's place in the editor. What answers is loaded when it is first asked. */
import * as vscode from 'vscode';
import { rowScheme } from '../dataset/row-document.ts';
import type { Service } from '../runtime/service.ts';
import { settings } from '../settings.ts';
import { showingErrors } from '../show-error.ts';
import type { Assistant } from './assistant.ts';
import { registerChat } from './register-chat.ts';

type Name = keyof Assistant['commands'];
const names: Readonly<Record<Name, true>> = {
  ask: true,
  askSelection: true,
  summarize: true,
  chooseAnswerer: true,
  forgetSummaries: true,
  'ask.reply': true,
  'ask.cancel': true,
  'ask.retry': true,
  'ask.retryTurn': true,
  'ask.retryWithAnother': true,
  'ask.retryWithModel': true,
  'ask.base': true,
  'ask.copy': true,
  'ask.insert': true,
  'ask.accept': true,
  'ask.dismiss': true,
  'ask.showEvidence': true,
  'ask.evidence': true,
};

export function registerAssistant(context: vscode.ExtensionContext, service: Service): void {
  let loading: Promise<Assistant> | undefined;
  const assistant = () => {
    loading ??= load(context, service);
    return loading;
  };
  context.subscriptions.push(
    ...(Object.keys(names) as Name[]).map((name) =>
      vscode.commands.registerCommand(
        `asclepius.${name}`,
        showingErrors(async (...args: unknown[]) => {
          const command = (await assistant()).commands[name] as (...args: unknown[]) => Promise<void>;
          await command(...args);
        }),
      ),
    ),
    registerLenses(),
    registerChat(context, service),
  );
}

async function load(context: vscode.ExtensionContext, service: Service): Promise<Assistant> {
  const { createAssistant } = await import('./assistant.ts');
  const assistant = createAssistant(context, service);
  context.subscriptions.push(assistant);
  return assistant;
}

function registerLenses(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const selector: vscode.DocumentSelector = [
    { language: 'plaintext' },
    { language: 'markdown' },
    { scheme: rowScheme },
  ];
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('asclepius.codeLens') && changed.fire(),
    ),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        if (!settings().get('codeLens', true)) return [];
        return (await import('./lenses.ts')).lensesOf(document);
      },
    }),
  );
}
