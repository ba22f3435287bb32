/** Training's place in the editor: commands, panels, the tree of runs, the status bar. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Evaluations } from '../evaluation/evaluations.ts';
import { showError, showingErrors } from '../show-error.ts';
import { storage } from '../storage.ts';
import type { TrainingPanels } from './panel.ts';
import { createRunTree } from './run-tree.ts';
import type { RunTracker, TrackedRun } from './tracker.ts';

export interface Training {
  readonly tracker: RunTracker;
  readonly panels: TrainingPanels;
  readonly evaluations: Evaluations;
}

export function registerTraining(context: vscode.ExtensionContext): void {
  let loading: Promise<Training> | undefined;
  /** It brings the libraries of processes, sockets and schemas along, so it waits until it is used. */
  const training = () => {
    loading ??= load(context, () => void tree.redraw());
    return loading;
  };
  const tree = createRunTree(async () => (await training()).tracker.runs());
  const command = (name: string, handler: (training: Training, ...args: never[]) => unknown) =>
    vscode.commands.registerCommand(
      `asclepius.${name}`,
      showingErrors(async (...args: never[]) => handler(await training(), ...args)),
    );
  const act = async (name: keyof typeof import('./run-commands.ts'), loaded: Training, run?: TrackedRun) => {
    const chosen = run ?? (await chooseRun(loaded.tracker, name === 'evaluate'));
    if (chosen) await (await import('./run-commands.ts'))[name](context, chosen, loaded);
  };
  const view = vscode.window.createTreeView('asclepius.runs', { treeDataProvider: tree.provider });
  context.subscriptions.push(
    command('startRun', async (loaded, file?: vscode.Uri) =>
      (await import('./start.ts')).startFile(context, loaded, file),
    ),
    command('finetune', async (loaded, wish?: { model?: unknown }) => {
      const model = typeof wish?.model === 'string' ? wish.model : undefined;
      await (await import('./start.ts')).finetune(context, loaded, model);
    }),
    ...(['open', 'rename', 'pause', 'proceed', 'stop', 'resume', 'remove', 'reveal', 'evaluate'] as const).map((name) =>
      command(`run.${name}`, (loaded, run?: TrackedRun) => act(name, loaded, run)),
    ),
    // What is drawn anew several times a second must not bind its run to the click: the editor forgets what a command
    // was bound to as soon as a newer item is on its way, and a click that comes between the two does nothing.
    command('run.openSelected', (loaded) => act('open', loaded, view.selection[0])),
    command('run.openCurrent', (loaded) => act('open', loaded, loaded.tracker.current())),
    vscode.window.registerWebviewPanelSerializer('asclepius.training', {
      deserializeWebviewPanel: async (panel, state) => (await training()).panels.restore(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer('asclepius.evaluation', {
      deserializeWebviewPanel: async (panel, state) => (await training()).evaluations.restore(panel, state),
    }),
    view,
  );
  // A run may be under way since before this window was opened.
  if (existsSync(join(storage(), 'runs'))) setTimeout(() => training().catch(showError), 1000);
}

async function load(context: vscode.ExtensionContext, onChange: () => void): Promise<Training> {
  const [{ createTracker }, { createPanels }, { createStatusBar }, { createEvaluations }] = await Promise.all([
    import('./tracker.ts'),
    import('./panel.ts'),
    import('./status-bar.ts'),
    import('../evaluation/evaluations.ts'),
  ]);
  const tracker = createTracker();
  const evaluations = createEvaluations(context);
  context.subscriptions.push(tracker, createStatusBar(tracker), tracker.onChange(onChange), evaluations);
  return { tracker, panels: createPanels(context, tracker), evaluations };
}

/** From the palette no run is given. @param hasEnded leaves out those without a result */
async function chooseRun(tracker: RunTracker, hasEnded: boolean): Promise<TrackedRun | undefined> {
  const { describe } = await import('./tree-item.ts');
  const runs = tracker.runs().filter(({ status }) => !hasEnded || status === 'done' || status === 'stopped');
  const items = runs.map((run) => ({ run, label: run.name ?? run.id, description: describe(run) }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which run?') });
  return chosen?.run;
}
