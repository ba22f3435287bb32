/** Asks who shall answer; the choice is remembered. */
import * as vscode from 'vscode';
import { readRunConfig } from '../../runtime/runs/run-folder.ts';
import { knownModels, rememberModel } from '../config/recent-models.ts';
import {
  type Answerer,
  answererName,
  currentAnswerer,
  modelName,
  rememberAnswerer,
  runsWithResult,
} from './answerers.ts';

interface Item extends vscode.QuickPickItem {
  /** Undefined where nobody answers in the end. */
  next?(): Promise<Answerer | undefined>;
}

/** @returns undefined where the user left it open, or went to train first */
export async function chooseAnswerer(context: vscode.ExtensionContext): Promise<Answerer | undefined> {
  const chosen = await vscode.window.showQuickPick(itemsOf(context), {
    title: vscode.l10n.t('Who answers?'),
    placeHolder: vscode.l10n.t('The choice is remembered'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const answerer = await chosen?.next?.();
  if (answerer) await rememberAnswerer(context, answerer);
  return answerer;
}

function itemsOf(context: vscode.ExtensionContext): Item[] {
  const current = currentAnswerer(context);
  const item = (answerer: Answerer, icon: string, detail: string): Item => ({
    label: `$(${icon}) ${answererName(answerer)}`,
    description: JSON.stringify(answerer) === JSON.stringify(current) ? vscode.l10n.t('now') : '',
    detail,
    next: async () => answerer,
  });
  return [
    ...tunedItems(item),
    separator(vscode.l10n.t('Models as they are')),
    item({ kind: 'model', model: 'embedded' }, 'beaker', vscode.l10n.t('Comes along; it has learned no task yet.')),
    ...knownModels(context).map((model) => item({ kind: 'model', model }, 'package', model)),
    {
      label: `$(folder) ${vscode.l10n.t('Model folder…')}`,
      next: () => pickModel(context, { canSelectFolders: true, canSelectFiles: false }),
    },
    {
      label: `$(file-binary) ${vscode.l10n.t('GGUF file…')}`,
      next: () => pickModel(context, { filters: { GGUF: ['gguf'] } }),
    },
    {
      label: `$(cloud-download) ${vscode.l10n.t('Get a model…')}`,
      detail: vscode.l10n.t('From the Hugging Face Hub. Size and licence are said before anything is fetched.'),
      next: () => downloadedAnswerer(context),
    },
  ];
}

function tunedItems(item: (answerer: Answerer, icon: string, detail: string) => Item): Item[] {
  const runs = runsWithResult();
  if (runs.length === 0) return [demoItem()];
  const tuned = runs.map((run) => {
    const { model, method, objective } = readRunConfig(run);
    const what = method === 'full' ? vscode.l10n.t('trained whole') : vscode.l10n.t('adapter of {0}', modelName(model));
    const lesson = objective === 'pretrain' ? [vscode.l10n.t('learned from notes alone')] : [];
    return item({ kind: 'run', run: run.id }, 'pass', [what, ...lesson, when(run.createdAt)].join(' · '));
  });
  return [separator(vscode.l10n.t('Trained on this machine')), ...tuned];
}

const when = (createdAt: string) => new Date(createdAt).toLocaleString(vscode.env.language);

/** Where nothing was trained yet, the way to something that answers. */
function demoItem(): Item {
  return {
    label: `$(rocket) ${vscode.l10n.t('No adapter yet: train the embedded demo…')}`,
    detail: vscode.l10n.t('Takes a few minutes, offline. Ask again when it is done.'),
    async next() {
      await vscode.commands.executeCommand('asclepius.finetune');
      return undefined;
    },
  };
}

/** Undefined where the user did not get one. @throws what fetching it throws */
export async function downloadedAnswerer(context: vscode.ExtensionContext): Promise<Answerer | undefined> {
  const model = await (await import('../hub/get-model.ts')).getModel(context);
  return model === undefined ? undefined : { kind: 'model', model };
}

async function pickModel(
  context: vscode.ExtensionContext,
  options: vscode.OpenDialogOptions,
): Promise<Answerer | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ ...options, title: vscode.l10n.t('Choose a model') })) ?? [];
  if (!uri) return undefined;
  await rememberModel(context, uri.fsPath);
  return { kind: 'model', model: uri.fsPath };
}

const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
