/** The panels of runs: one a run, found again after a reload. A panel that comes into view gets the whole history anew. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { follow } from '../../runtime/client/follow.ts';
import { reportOf } from '../../runtime/protocol/errors.ts';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { type Sample, samplesFile, samplesSchema } from '../../runtime/protocol/samples.ts';
import { type RunAction, type TrainingView, trainingView } from '../../runtime/protocol/views/training.ts';
import type { ToHost } from '../../runtime/protocol/views/view.ts';
import { settle } from '../../runtime/runs/outcome.ts';
import { findRun, logPath, type Run, readRunConfig, servedBy } from '../../runtime/runs/run-folder.ts';
import { showError } from '../show-error.ts';
import { storage } from '../storage.ts';
import { inPlaceOfWaitingTab } from '../waiting-tab.ts';
import { serveView } from '../webview.ts';
import { ask, resume } from './actions.ts';
import { saveNumbers, savePicture } from './export.ts';
import { messagesOf } from './messages.ts';
import { nameOf } from './names.ts';
import { askCommand, askWith, copyPath, evaluateRun, resultOf } from './result.ts';
import { revealFolder } from './reveal.ts';
import type { RunTracker } from './tracker.ts';

export const trainingViewType = 'asclepius.training';

export interface TrainingPanels {
  show(run: Run): void;
  close(run: Run): void;
  /** @param state what the view kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

export function createPanels(context: vscode.ExtensionContext, tracker: RunTracker): TrainingPanels {
  const open = new Map<string, vscode.WebviewPanel>();
  function fill(panel: vscode.WebviewPanel, run: Run): void {
    open.set(run.id, panel);
    panel.onDidDispose(() => open.delete(run.id));
    panel.iconPath = iconIn(context.extensionUri);
    servePanel(context, tracker, panel, run, show);
  }
  function show(run: Run): void {
    const there = open.get(run.id);
    if (there) {
      there.reveal();
      return;
    }
    const title = nameOf(run);
    const titles = [...open.values()].map((panel) => panel.title);
    inPlaceOfWaitingTab(trainingViewType, title, titles, () =>
      fill(vscode.window.createWebviewPanel(trainingViewType, title, vscode.ViewColumn.Active), run),
    );
  }
  return {
    show,
    close: ({ id }) => open.get(id)?.dispose(),
    restore(panel, state) {
      const kept = trainingView.state.safeParse(state);
      try {
        fill(panel, findRun(storage(), kept.data?.run ?? ''));
      } catch (error) {
        panel.dispose();
        // That a deleted run's panel does not come back is no news.
        if (reportOf(error).code !== 'runMissing') showError(error);
      }
    },
  };
}

/** Of a tab, which paints no icon in its own colour. */
export function iconIn(extensionUri: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } {
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `run-${theme}.svg`);
  return { light: icon('light'), dark: icon('dark') };
}

function servePanel(
  context: vscode.ExtensionContext,
  tracker: RunTracker,
  panel: vscode.WebviewPanel,
  run: Run,
  show: (run: Run) => void,
): void {
  const { webview } = panel;
  const tell = serveView(webview, context.extensionUri, trainingView, nameOf(run), obey);
  let leaving = new AbortController();
  /** Whether the view is there to be told. */
  let isReady = false;
  let isFollowing = false;
  let seq = 0;

  async function obey(message: ToHost<TrainingView>): Promise<void> {
    switch (message.type) {
      case 'ready':
        return begin();
      case 'act':
        return act(message.action);
      case 'compare':
        return compare(message.run);
      case 'open':
        return show(findRun(storage(), message.run));
      case 'savePicture':
        return savePicture(run, message.png);
      case 'saveNumbers':
        return saveNumbers(run, message.csv);
    }
  }

  /** The view knows nothing yet. */
  async function begin(): Promise<void> {
    leaving.abort();
    leaving = new AbortController();
    const { signal } = leaving;
    isReady = false;
    const canAsk = (await vscode.commands.getCommands(true)).includes(askCommand);
    // Loaded once more meanwhile, or gone.
    if (signal.aborted) return;
    // The view drops what it knows at the first message: nothing may be told before it, nor pass between it and the rest.
    isReady = true;
    seq = 0;
    tell({ type: 'run', id: run.id, name: nameOf(run), folder: run.folder, config: readRunConfig(run), canAsk });
    tellRuns();
    await followOn(signal);
  }

  /** From the last event on to the end of this attempt. */
  async function followOn(signal: AbortSignal): Promise<void> {
    isFollowing = true;
    const passing = batches((events) => {
      for (const message of messagesOf(run.id, events)) tell(message);
      if (events.some(({ type }) => type === 'samples')) tellSamples();
    });
    signal.addEventListener('abort', passing.drop, { once: true });
    const onEvent = (event: RunEvent) => {
      if (signal.aborted) return;
      seq = event.seq;
      passing.add(event);
    };
    try {
      await follow(run, { after: seq, onEvent, onClient: () => {}, leave: signal });
    } finally {
      // After a reload of the view another one follows for it already.
      if (!signal.aborted) {
        passing.flush();
        isFollowing = false;
        tellEnd();
      }
    }
  }

  function tellSamples(): void {
    const samples = samplesOf(run);
    if (samples) tell({ type: 'samples', samples });
  }

  function tellEnd(): void {
    tellSamples();
    tell({ type: 'lastLines', lines: lastLinesOf(run) });
  }

  function tellRuns(): void {
    const runs = tracker.runs().map(({ id, createdAt, status, step, loss, name }) => ({
      ...{ id, createdAt, status, step, name: nameOf({ id, name }) },
      ...(loss === undefined ? {} : { loss }),
    }));
    tell({ type: 'runs', runs });
  }

  function act(action: RunAction): Promise<void> | void {
    switch (action) {
      case 'resume':
        return resume(context, run);
      case 'reveal':
        return revealFolder(run.folder);
      case 'copyResult':
        return copyPath(resultOf(run));
      case 'askWithResult':
        return askWith(resultOf(run));
      case 'evaluate':
        return evaluateRun(run);
      default:
        return ask(run, action);
    }
  }

  function compare(id: string): void {
    for (const message of messagesOf(id, settle(findRun(storage(), id)))) tell(message);
  }

  const listening = [
    tracker.onChange(() => {
      if (!isReady) return;
      tellRuns();
      // Resumed, from here or from anywhere else.
      if (!isFollowing && servedBy(run)) followOn(leaving.signal).catch(showError);
    }),
    // Hidden, the view is gone; when it comes back it is loaded again.
    panel.onDidChangeViewState(() => {
      if (panel.visible) return;
      isReady = false;
      leaving.abort();
    }),
  ];
  panel.onDidDispose(() => {
    leaving.abort();
    for (const each of listening) each.dispose();
  });
}

/** Collects what comes within a few frames into one delivery. */
function batches(deliver: (events: readonly RunEvent[]) => void) {
  let waiting: RunEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** @returns what waited */
  const take = () => {
    clearTimeout(timer);
    timer = undefined;
    const taken = waiting;
    waiting = [];
    return taken;
  };
  const flush = () => {
    const taken = take();
    if (taken.length > 0) deliver(taken);
  };
  return {
    add(event: RunEvent): void {
      waiting.push(event);
      timer ??= setTimeout(flush, 50);
    },
    flush,
    drop: () => void take(),
  };
}

/** The answers that the run gave to held-out questions; they hold text of notes, and go to the view alone. */
function samplesOf({ folder }: Run): Sample[] | undefined {
  const path = join(folder, samplesFile);
  if (!existsSync(path)) return undefined;
  try {
    return samplesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    showError(reportOf(error));
    return undefined;
  }
}

/** Most lines that are shown. */
const mostLines = 40;

function lastLinesOf(run: Run): string[] {
  const path = logPath(run);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').slice(-mostLines);
}
