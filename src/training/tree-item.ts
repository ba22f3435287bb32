/** How a run looks in the tree. */
import * as vscode from 'vscode';
import type { Status } from '../../runtime/protocol/status.ts';
import { nameOf } from './names.ts';
import type { TrackedRun } from './tracker.ts';

export function treeItem(run: TrackedRun): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(run));
  item.id = run.id;
  item.description = describe(run);
  item.tooltip = `${nameOf(run)}\n${item.description}\n${new Date(run.createdAt).toLocaleString(vscode.env.language)}\n${run.folder}`;
  item.contextValue = `run.${run.status}`;
  item.iconPath = new vscode.ThemeIcon(...icons[run.status]);
  item.accessibilityInformation = { label: `${nameOf(run)}, ${item.description}` };
  item.command = { command: 'asclepius.run.openSelected', title: vscode.l10n.t('Show') };
  return item;
}

/** Status and figures, short. */
export function describe(run: TrackedRun): string {
  return [statusText(run.status), figures(run)].filter((part) => part !== '').join(' · ');
}

function figures({ step, totalSteps, loss }: TrackedRun): string {
  const steps = totalSteps === undefined ? String(step) : `${step}/${totalSteps}`;
  if (step === 0) return '';
  return loss === undefined
    ? vscode.l10n.t('step {0}', steps)
    : vscode.l10n.t('step {0}, loss {1}', steps, loss.toFixed(3));
}

export function statusText(status: Status | 'unreadable'): string {
  switch (status) {
    case 'queued':
      return vscode.l10n.t('queued');
    case 'running':
      return vscode.l10n.t('running');
    case 'paused':
      return vscode.l10n.t('paused');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'done':
      return vscode.l10n.t('done');
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
  }
}

const colour = (name: string) => new vscode.ThemeColor(name);
const icons: Readonly<Record<TrackedRun['status'], [string, vscode.ThemeColor?]>> = {
  queued: ['clock'],
  running: ['sync~spin', colour('charts.blue')],
  paused: ['debug-pause', colour('charts.yellow')],
  stopped: ['debug-stop'],
  failed: ['error', colour('list.errorForeground')],
  done: ['pass', colour('testing.iconPassed')],
  unreadable: ['question', colour('list.warningForeground')],
};
