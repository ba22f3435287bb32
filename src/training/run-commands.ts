/** The commands on a run, from its entry in the tree or the palette. */
import * as vscode from 'vscode';
import { forgetRun, renameRun } from '../../runtime/runs/run-folder.ts';
import { storage } from '../storage.ts';
import { ask, resume as goOn } from './actions.ts';
import { nameOf } from './names.ts';
import type { Training } from './register.ts';
import { revealFolder } from './reveal.ts';
import type { TrackedRun } from './tracker.ts';

type Command = (context: vscode.ExtensionContext, run: TrackedRun, training: Training) => void | Promise<void>;

export const open: Command = (_, run, { panels }) => panels.show(run);
export const pause: Command = (_, run) => ask(run, 'pause');
export const proceed: Command = (_, run) => ask(run, 'continue');
export const stop: Command = (_, run) => ask(run, 'stop');
export const reveal: Command = (_, run) => revealFolder(run.folder);

export const evaluate: Command = (_, run, { evaluations }) => evaluations.evaluate(run);

export const resume: Command = async (context, run, { tracker, panels }) => {
  await goOn(context, run);
  tracker.refresh();
  panels.show(run);
};

export const rename: Command = async (_, run, { tracker }) => {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename the run'),
    value: nameOf(run),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined),
  });
  if (name === undefined) return;
  const { id, folder, createdAt } = run;
  renameRun({ id, name: run.name, folder, createdAt }, name.trim());
  tracker.refresh();
};

export const remove: Command = async (_, run, { tracker, panels, evaluations }) => {
  const remove = vscode.l10n.t('Delete');
  const detail = vscode.l10n.t(
    'Its checkpoints, its adapter, its history and its sample answers are deleted for good.',
  );
  const question = vscode.l10n.t('Delete the run {0}?', nameOf(run));
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  evaluations.close(run);
  forgetRun(storage(), run);
  panels.close(run);
  tracker.refresh();
};
