/** Asks what a run shall be compared with, and on how many rows. */
import * as vscode from 'vscode';
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { type Run, readRunConfig } from '../../runtime/runs/run-folder.ts';
import { modelName, runsWithResult } from '../assistant/answerers.ts';
import { nameOf } from '../training/names.ts';
import type { Wanted } from './process.ts';

/** @returns undefined where the user left it open. @throws runCorrupt */
export async function chooseWhatToMeasure(run: Run): Promise<Wanted | undefined> {
  const config = readRunConfig(run);
  const chosen = await vscode.window.showQuickPick(contestants(run, config), {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Compare {0} with', nameOf(run)),
    placeHolder: vscode.l10n.t('With the base model where nothing is chosen'),
  });
  if (!chosen) return undefined;
  const rows = await askForRows(config);
  if (rows === undefined) return undefined;
  const against = chosen.map(({ against }) => against);
  return { against: against.length > 0 ? against : ['base'], rows };
}

interface Item extends vscode.QuickPickItem {
  readonly against: string;
}

/** The base, and other runs of the same model, whose adapters fit on it. */
function contestants(run: Run, config: FineTuneConfig): Item[] {
  const base = { label: vscode.l10n.t('Base model'), description: modelName(config.model) };
  const others = runsWithResult().filter(({ id }) => id !== run.id);
  return [
    { ...base, against: 'base', picked: true },
    ...others.flatMap((other) => {
      const theirs = readRunConfig(other);
      return theirs.model === config.model ? [itemOf(other, isSameSplit(theirs, config))] : [];
    }),
  ];
}

function itemOf(run: Run, isSameSplit: boolean): Item {
  return {
    label: nameOf(run),
    description: new Date(run.createdAt).toLocaleString(vscode.env.language),
    against: run.id,
    ...(isSameSplit
      ? {}
      : { detail: vscode.l10n.t('Trained on other data or another split: it may have learned from these rows.') }),
  };
}

/** What was held out of the one was held out of the other. */
const isSameSplit = (a: FineTuneConfig, b: FineTuneConfig) =>
  JSON.stringify([a.data, a.seed]) === JSON.stringify([b.data, b.seed]);

async function askForRows({ evaluation }: FineTuneConfig): Promise<number | undefined> {
  const isWhole = (text: string) => /^[1-9]\d{0,8}$/.test(text.trim());
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('How many held-out rows?'),
    prompt: vscode.l10n.t('In turn from each task. Each contestant answers each of them.'),
    value: String(evaluation.maxRows),
    validateInput: (text) => (isWhole(text) ? undefined : vscode.l10n.t('A whole number from 1 on.')),
  });
  return typed === undefined ? undefined : Number(typed.trim());
}
