/** The custom editor of *.finetune.json: the text document is its only state, so undo, save, diff and hot exit are VS Code's. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type FineTuneConfig, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import { type FormView, formView, type Pickable } from '../../runtime/protocol/views/form.ts';
import type { ToHost } from '../../runtime/protocol/views/view.ts';
import { showError } from '../show-error.ts';
import { serveView } from '../webview.ts';
import { changeDocument } from './change-document.ts';
import { pathForConfig, withAbsolutePaths } from './paths.ts';
import { type Describe, planning } from './planning.ts';
import { changesOf, presets } from './presets.ts';
import { knownModels, rememberModel } from './recent-models.ts';

/** Shows a document as a form in a panel. */
export function openForm(
  context: vscode.ExtensionContext,
  describe: Describe,
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
): void {
  const tell = serveView(panel.webview, context.extensionUri, formView, basename(document.fileName), inTurn(obey));
  const plans = planning(describe, tell);
  const sendDocument = () => {
    tell({ type: 'document', text: document.getText() });
    plans.ask(soundConfig(document));
  };
  const sendSurroundings = () => {
    const offered = presets(context.extensionUri).map(({ id, label, detail }) => ({ id, label, detail }));
    tell({ type: 'surroundings', presets: offered, recentModels: knownModels(context) });
  };
  const changes = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document.uri.toString() === document.uri.toString() && event.contentChanges.length > 0) sendDocument();
  });
  panel.onDidDispose(() => {
    changes.dispose();
    plans.dispose();
  });

  async function obey(message: ToHost<FormView>): Promise<void> {
    switch (message.type) {
      case 'ready':
        sendSurroundings();
        sendDocument();
        return plans.repeat();
      case 'change':
        return changeDocument(document, message.changes);
      case 'preset':
        return applyPreset(message.id);
      case 'pick':
        // It takes its time, in which the form goes on.
        if (message.what === 'hubModel') return void pick(message.what).catch(showError);
        return pick(message.what);
      case 'openText':
        return openAsText(document, panel.viewColumn, message.offset);
      case 'start':
        return start();
    }
  }

  async function applyPreset(id: string): Promise<void> {
    const preset = presets(context.extensionUri).find((candidate) => candidate.id === id);
    if (!preset) return;
    const picked = preset.pick ? await ask(preset.pick) : '';
    if (picked !== undefined) await changeDocument(document, changesOf(await preset.config(picked)));
  }

  async function pick(what: Pickable): Promise<void> {
    const path = await ask(what);
    if (path === undefined) return;
    await changeDocument(document, [{ path: what === 'dataFile' ? ['data', 'source'] : ['model'], value: path }]);
  }

  /** A path as the config names it; a model is remembered. */
  async function ask(what: Pickable): Promise<string | undefined> {
    const chosen = what === 'hubModel' ? await getModel() : await openDialog(what);
    if (chosen === undefined) return undefined;
    if (what !== 'dataFile') {
      await rememberModel(context, chosen);
      sendSurroundings();
    }
    return pathForConfig(chosen, document.fileName);
  }

  const getModel = async () => (await import('../hub/get-model.ts')).getModel(context);

  async function start(): Promise<void> {
    const config = soundConfig(document);
    if (!config) throw errors.configInvalid(document.fileName, vscode.l10n.t('it has faults, which the form shows'));
    if (document.getText().trim() === '') await changeDocument(document, [{ path: ['model'], value: config.model }]);
    if (document.isDirty && !(await document.save()))
      throw errors.fileUnreadable(document.fileName, vscode.l10n.t('Config'), vscode.l10n.t('not saved'));
    await rememberModel(context, config.model);
    await vscode.commands.executeCommand('asclepius.startRun', document.uri);
  }
}

/** One message after the other: a change is in the text before the next message is looked at. */
function inTurn<M>(handle: (message: M) => Promise<void>): (message: M) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (message) => {
    const next = last.then(() => handle(message));
    last = next.catch(() => {});
    return next;
  };
}

/** With absolute paths; undefined where the text is broken or an option is wrong. */
function soundConfig(document: vscode.TextDocument): FineTuneConfig | undefined {
  const text = document.getText().trim();
  try {
    const { data } = fineTuneConfigSchema.safeParse(text === '' ? {} : JSON.parse(text));
    return data && withAbsolutePaths(data, document.fileName);
  } catch {
    return undefined;
  }
}

async function openAsText(
  document: vscode.TextDocument,
  viewColumn: vscode.ViewColumn | undefined,
  offset: number | undefined,
): Promise<void> {
  const place = offset === undefined ? undefined : document.positionAt(offset);
  const selection = place && { selection: new vscode.Range(place, place) };
  await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default', {
    viewColumn: viewColumn ?? vscode.ViewColumn.Active,
    ...selection,
  });
}

type Openable = Exclude<Pickable, 'hubModel'>;

async function openDialog(what: Openable): Promise<string | undefined> {
  const [chosen] = (await vscode.window.showOpenDialog(dialogs()[what])) ?? [];
  return chosen?.fsPath;
}

const dialogs = (): Readonly<Record<Openable, vscode.OpenDialogOptions>> => ({
  modelFolder: { title: vscode.l10n.t('Model folder'), canSelectFolders: true, canSelectFiles: false },
  ggufFile: { title: vscode.l10n.t('GGUF file'), filters: { GGUF: ['gguf'] } },
  dataFile: {
    title: vscode.l10n.t('Data file'),
    filters: { [vscode.l10n.t('Tables of notes')]: ['csv', 'tsv', 'jsonl', 'parquet'] },
  },
});
