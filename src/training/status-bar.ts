/** The run under way in the status bar, and a word when one has ended. */
import * as vscode from 'vscode';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { showingErrors } from '../show-error.ts';
import { nameOf } from './names.ts';
import type { RunTracker, TrackedRun } from './tracker.ts';
import { statusText } from './tree-item.ts';

export function createStatusBar(tracker: RunTracker): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('asclepius.run', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Fine-tuning');
  item.command = 'asclepius.run.openCurrent';
  const show = () => {
    const run = tracker.current();
    if (!run) return item.hide();
    item.text = `${icon(run)} ${textOf(run)}`;
    item.tooltip = vscode.l10n.t('Fine-tuning {0}: {1}. Click to see it.', nameOf(run), statusText(run.status));
    item.accessibilityInformation = { label: `${item.tooltip} ${textOf(run)}`, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, tracker.onChange(show), tracker.onEnd(showingErrors(sayEnd)));
}

const icon = ({ status }: TrackedRun) =>
  status === 'paused' ? '$(debug-pause)' : status === 'queued' ? '$(clock)' : '$(sync~spin)';

function textOf(run: TrackedRun): string {
  const { step, totalSteps, secondsPerStep, status } = run;
  if (totalSteps === undefined) return status === 'queued' ? vscode.l10n.t('queued') : vscode.l10n.t('preparing');
  const left = secondsPerStep === undefined ? undefined : (totalSteps - step) * secondsPerStep;
  const progress = `${step}/${totalSteps}`;
  return left === undefined || status !== 'running' || step === totalSteps
    ? progress
    : vscode.l10n.t('{0}, about {1} left', progress, timeText(left));
}

function timeText(seconds: number): string {
  if (seconds < 90) return vscode.l10n.t('{0} s', Math.ceil(seconds));
  if (seconds < 5400) return vscode.l10n.t('{0} min', Math.round(seconds / 60));
  return vscode.l10n.t('{0} h', (seconds / 3600).toFixed(1));
}

async function sayEnd({ run, last }: { run: TrackedRun; last: RunEvent }): Promise<void> {
  const buttons = buttonsAfter(last);
  const chosen = await sayingOf(last)(endText(run, last), ...Object.keys(buttons));
  const command = buttons[chosen ?? ''];
  if (command) await vscode.commands.executeCommand(command, run);
}

/** What each button runs, with the run. */
function buttonsAfter({ type }: RunEvent): Readonly<Record<string, string>> {
  const show = { [vscode.l10n.t('Show')]: 'asclepius.run.open' };
  const folder = { [vscode.l10n.t('Result Folder')]: 'asclepius.run.reveal' };
  if (type === 'failed') return { ...show, [vscode.l10n.t('Resume')]: 'asclepius.run.resume' };
  return type === 'done'
    ? { ...show, [vscode.l10n.t('Ask About a Note')]: 'asclepius.ask', ...folder }
    : { ...show, ...folder };
}

const sayingOf = ({ type }: RunEvent) =>
  type === 'failed' ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;

function endText(run: TrackedRun, last: RunEvent): string {
  const name = nameOf(run);
  if (last.type === 'failed') return `${name}: ${last.error.message}. ${last.error.remedy}`;
  if (last.type !== 'done')
    return vscode.l10n.t('{0} was stopped at step {1}. What it learned so far is kept.', name, run.step);
  const { before, after } = last.heldOutLoss;
  return vscode.l10n.t('{0} is done: held-out loss {1} → {2}.', name, before.toFixed(3), after.toFixed(3));
}
