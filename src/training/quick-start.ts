/** "Fine-tune Clinical LLM": from nothing to a run in three choices at most; with the embedded demo, in one. */
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { readConfigWithPaths } from '../../runtime/client/config-file.ts';
import { type FineTuneConfig, type FineTuneConfigInput, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { pathForConfig } from '../config/paths.ts';
import { localModel } from '../config/presets.ts';
import { knownModels, rememberModel } from '../config/recent-models.ts';
import { dataFileEndings, dataFilesOfWorkspace } from '../dataset/discover.ts';
import { findFiles } from '../find-files.ts';
import { withSettings, writeConfig } from '../new-config.ts';

/** What the user wants: a run, or a config to look at first. Undefined where nothing was chosen. */
export type Wish = { readonly start: FineTuneConfig } | { readonly edit: vscode.Uri } | undefined;

type Item = vscode.QuickPickItem & { next(): Promise<Wish> };
const title = () => vscode.l10n.t('Fine-tune Clinical LLM');

/** @param model the path of the one that is wanted, where that is known */
export async function askWhatToTrain(context: vscode.ExtensionContext, model?: string): Promise<Wish> {
  if (model !== undefined) return chooseData(model);
  const demo: Item = {
    label: `$(beaker) ${vscode.l10n.t('Embedded demo')}`,
    detail: vscode.l10n.t('Trains at once: the small model that comes along, on synthetic notes. Needs no network.'),
    next: async () => ({ start: await demoConfig(context) }),
  };
  return choose(vscode.l10n.t('What to train?'), [
    demo,
    separator(vscode.l10n.t('Configs of this workspace')),
    ...(await configItems()),
    separator(vscode.l10n.t('Another model')),
    ...modelItems(context),
  ]);
}

/** The very config that the command line's `--embedded` runs, with the user's settings. */
async function demoConfig({ extensionPath }: vscode.ExtensionContext): Promise<FineTuneConfig> {
  const config = await readConfigWithPaths(join(extensionPath, 'dist', 'embedded', 'demo.finetune.json'));
  return fineTuneConfigSchema.parse(withSettings(config));
}

async function configItems(): Promise<Item[]> {
  const found = await findFiles('**/*.finetune.json', '**/node_modules/**', 100);
  return found
    .sort((a, b) => a.path.localeCompare(b.path))
    .map((uri) => ({
      label: `$(json) ${basename(uri.path)}`,
      description: vscode.workspace.asRelativePath(uri),
      next: () =>
        startOrEdit(
          async () => readConfigWithPaths(uri.fsPath),
          async () => uri,
        ),
    }));
}

function modelItems(context: vscode.ExtensionContext): Item[] {
  const known = knownModels(context).map((path) => ({
    label: `$(history) ${basename(path)}`,
    description: path,
    next: () => chooseData(path),
  }));
  return [
    ...known,
    {
      label: `$(folder) ${vscode.l10n.t('Model folder…')}`,
      detail: vscode.l10n.t('A Hugging Face model folder on this machine, with LoRA on all linear layers.'),
      next: () => pickModel(context, { canSelectFolders: true, canSelectFiles: false }),
    },
    {
      label: `$(file-binary) ${vscode.l10n.t('GGUF file…')}`,
      detail: vscode.l10n.t('A GGUF file on this machine, with LoRA on all linear layers.'),
      next: () => pickModel(context, { filters: { GGUF: ['gguf'] } }),
    },
    {
      label: `$(cloud-download) ${vscode.l10n.t('Get a model…')}`,
      detail: vscode.l10n.t('From the Hugging Face Hub. Size and licence are said before anything is fetched.'),
      async next() {
        const path = await (await import('../hub/get-model.ts')).getModel(context);
        return path === undefined ? undefined : chooseData(path);
      },
    },
  ];
}

async function pickModel(context: vscode.ExtensionContext, options: vscode.OpenDialogOptions): Promise<Wish> {
  const path = await pickPath({ ...options, title: vscode.l10n.t('Choose a model') });
  if (path === undefined) return undefined;
  await rememberModel(context, path);
  return chooseData(path);
}

async function chooseData(model: string): Promise<Wish> {
  const withData = (source: string) => () =>
    startOrEdit(
      async () => configOf(model, source),
      () => fileOf(model, source),
    );
  const filters = { [vscode.l10n.t('Tables of notes')]: dataFileEndings };
  return choose(vscode.l10n.t('On which notes?'), [
    {
      label: `$(beaker) ${vscode.l10n.t('Embedded sample')}`,
      detail: vscode.l10n.t('Synthetic notes that come along.'),
      next: withData('embedded'),
    },
    ...(await dataFilesOfWorkspace()).map((path) => ({
      label: `$(database) ${basename(path)}`,
      description: vscode.workspace.asRelativePath(path),
      next: withData(path),
    })),
    {
      label: `$(file) ${vscode.l10n.t('Data file…')}`,
      detail: 'CSV, Parquet, JSONL',
      async next() {
        const path = await pickPath({ filters, title: vscode.l10n.t('Choose a data file') });
        return path === undefined ? undefined : withData(path)();
      },
    },
  ]);
}

function inputOf(model: string, source: string): FineTuneConfigInput {
  return { ...localModel(model), name: basename(model), data: { source } };
}

const configOf = (model: string, source: string) => fineTuneConfigSchema.parse(withSettings(inputOf(model, source)));

function fileOf(model: string, source: string): Promise<vscode.Uri | undefined> {
  const name = basename(model).replace(/\.gguf$/i, '');
  return writeConfig(name, ({ fsPath }) => {
    const short = (path: string) => (path === 'embedded' ? path : pathForConfig(path, fsPath));
    return inputOf(short(model), short(source));
  });
}

function startOrEdit(
  config: () => Promise<FineTuneConfig>,
  file: () => Promise<vscode.Uri | undefined>,
): Promise<Wish> {
  return choose(vscode.l10n.t('Start now?'), [
    { label: `$(play) ${vscode.l10n.t('Start fine-tuning')}`, next: async () => ({ start: await config() }) },
    {
      label: `$(edit) ${vscode.l10n.t('Edit in the form first')}`,
      async next() {
        const uri = await file();
        return uri && { edit: uri };
      },
    },
  ]);
}

async function choose(placeHolder: string, items: readonly (Item | vscode.QuickPickItem)[]): Promise<Wish> {
  const chosen = await vscode.window.showQuickPick(items, { title: title(), placeHolder, matchOnDescription: true });
  return chosen && 'next' in chosen ? chosen.next() : undefined;
}

const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });

async function pickPath(options: vscode.OpenDialogOptions): Promise<string | undefined> {
  const [chosen] = (await vscode.window.showOpenDialog(options)) ?? [];
  return chosen?.fsPath;
}
