/** Asks which model to get: one of those suggested, or any by its name. Nothing is asked of the hub yet. */
import * as vscode from 'vscode';
import { downloadedModels } from '../../runtime/hub/downloaded.ts';
import { ggufFiles, holdsFolder } from '../../runtime/hub/model-files.ts';
import { type ModelName, parseModelName, writtenName } from '../../runtime/hub/model-name.ts';
import type { Repository } from '../../runtime/hub/repository.ts';
import { storage } from '../storage.ts';
import { bytesText } from './figures.ts';
import { suggestions } from './suggestions.ts';

interface Item extends vscode.QuickPickItem {
  /** Undefined where what was typed is no name yet. */
  readonly name: ModelName | undefined;
}

export function chooseModel(): Promise<ModelName | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  const offered = suggestedItems();
  picker.title = vscode.l10n.t('Get a model from the hub');
  picker.placeholder = vscode.l10n.t('Choose a model, or type OWNER/NAME or OWNER/NAME:FILE.gguf');
  picker.matchOnDetail = true;
  picker.items = offered;
  return new Promise<ModelName | undefined>((resolve) => {
    picker.onDidChangeValue((value) => {
      picker.items = [...offered, ...typedItem(value.trim())];
    });
    picker.onDidAccept(() => {
      const name = picker.activeItems[0]?.name;
      if (name) resolve(name);
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose());
}

function suggestedItems(): Item[] {
  const here = new Set(downloadedModels(storage()).map(({ name }) => name));
  return suggestions.map(({ repo, approximateBytes, license }) => ({
    label: `$(package) ${repo}`,
    description: here.has(repo) ? vscode.l10n.t('on this machine') : '',
    detail: vscode.l10n.t('about {0}, licence {1}', bytesText(approximateBytes), license),
    name: { repo },
  }));
}

/** Shown whatever is typed: the picker would hide what does not match. */
function typedItem(value: string): Item[] {
  if (value === '' || suggestions.some(({ repo }) => repo === value)) return [];
  const name = parseModelName(value);
  if (name) return [{ label: `$(cloud-download) ${writtenName(name)}`, name, alwaysShow: true }];
  return [
    {
      label: `$(info) ${vscode.l10n.t('A name is written OWNER/NAME or OWNER/NAME:FILE.gguf')}`,
      name,
      alwaysShow: true,
    },
  ];
}

/** Where a repository holds GGUF files alone, one of them is the model. @returns undefined where the user left it open */
export async function chooseFile(repository: Repository, name: ModelName): Promise<ModelName | undefined> {
  const files = ggufFiles(repository);
  if (name.file !== undefined || holdsFolder(repository) || files.length === 0) return name;
  const items = files.map(({ path, size }) => ({ label: path, description: bytesText(size) }));
  const placeHolder = vscode.l10n.t('Which GGUF file of {0}?', name.repo);
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen && { ...name, file: chosen.label };
}
