/** Where a new config may start from. A preset is a line in this table. */
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type FineTuneConfigInput, fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import type { Change, Pickable } from '../../runtime/protocol/views/form.ts';

export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** What to ask for first; the answer becomes the model. */
  readonly pick?: Pickable;
  /** The options that it sets. @param picked the path that was chosen */
  config(picked: string): FineTuneConfigInput | Promise<FineTuneConfigInput>;
}

export const presets = (extensionUri: vscode.Uri): readonly Preset[] => [
  {
    id: 'embedded',
    label: vscode.l10n.t('Embedded demo'),
    detail: vscode.l10n.t('The small model that comes along, on synthetic notes. Needs no network.'),
    config: () => demoConfig(extensionUri),
  },
  {
    id: 'modelFolder',
    label: vscode.l10n.t('Model folder'),
    detail: vscode.l10n.t('A Hugging Face model folder on this machine, with LoRA on all linear layers.'),
    pick: 'modelFolder',
    config: localModel,
  },
  {
    id: 'ggufFile',
    label: vscode.l10n.t('GGUF file'),
    detail: vscode.l10n.t('A GGUF file on this machine, with LoRA on all linear layers.'),
    pick: 'ggufFile',
    config: localModel,
  },
];

/** What a preset writes: its own options, and none of the groups that it sets in part keeps an older rest. */
export const changesOf = (config: FineTuneConfigInput): Change[] =>
  Object.entries(config)
    .filter(([key]) => key !== '$schema')
    .map(([key, value]) => ({ path: [key], value }) as Change);

/** Of a model on this machine. */
export const localModel = (model: string): FineTuneConfigInput => ({
  model,
  method: 'lora',
  lora: { r: 16, alpha: 32, targetModules: 'all-linear' },
  recompute: 'cheap',
});

/** The very config that the command line's `--embedded` runs. */
async function demoConfig(extensionUri: vscode.Uri): Promise<FineTuneConfigInput> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'embedded', 'demo.finetune.json');
  const config: unknown = JSON.parse(await readFile(file.fsPath, 'utf8'));
  fineTuneConfigSchema.parse(config);
  return config as FineTuneConfigInput;
}
