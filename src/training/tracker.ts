/** All runs there are and how they stand. Those under way are followed, whoever started them, also another window. */
import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { follow } from '../../runtime/client/follow.ts';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { nextStatus } from '../../runtime/protocol/status.ts';
import { journalPath } from '../../runtime/runs/journal.ts';
import { type RunState, stateOf } from '../../runtime/runs/outcome.ts';
import { listRuns, type Run, servedBy } from '../../runtime/runs/run-folder.ts';
import { runsFolder } from '../../runtime/runs/storage.ts';
import { showError } from '../show-error.ts';
import { storage } from '../storage.ts';

/** A run as the tree and the status bar show it. */
export interface TrackedRun extends RunState {
  readonly totalSteps?: number;
  /** Seconds of an optimizer step, of late. */
  readonly secondsPerStep?: number;
}

export interface RunTracker extends vscode.Disposable {
  /** The newest first. */
  runs(): TrackedRun[];
  /** The run that trains, else one that waits for its turn. */
  current(): TrackedRun | undefined;
  /** Looks at the folders again. */
  refresh(): void;
  /** At most a few times a second. */
  readonly onChange: vscode.Event<void>;
  /** A run came to its end while this window was open. */
  readonly onEnd: vscode.Event<{ readonly run: TrackedRun; readonly last: RunEvent }>;
}

/** Between two changes that are told, in ms. */
const pace = 300;

export function createTracker(): RunTracker {
  const changed = new vscode.EventEmitter<void>();
  const ended = new vscode.EventEmitter<{ run: TrackedRun; last: RunEvent }>();
  const leaving = new AbortController();
  const followed = new Map<string, TrackedRun>();
  const unreachable = new Set<string>();
  const resting = restingStates();
  let known: readonly Run[] = [];
  const tell = paced(() => changed.fire());

  function refresh(): void {
    known = listRuns(storage()).reverse();
    for (const run of known) if (!followed.has(run.id) && !unreachable.has(run.id) && servedBy(run)) void attend(run);
    tell();
  }

  async function attend(run: Run): Promise<void> {
    let state: TrackedRun = { ...run, status: 'running', step: 0, loss: undefined };
    let last: RunEvent | undefined;
    followed.set(run.id, state);
    const onEvent = (event: RunEvent) => {
      if (event.attempt !== last?.attempt) state = { ...state, status: 'running' };
      state = advance(state, event);
      followed.set(run.id, state);
      // What follows a stop tells of its aftermath; the stop stays the last word.
      if (last?.type !== 'stopped' || isEndEvent(event)) last = event;
      tell();
    };
    try {
      await follow(run, { after: 0, onEvent, onClient: () => {}, leave: leaving.signal });
    } catch (error) {
      // Tried again and again, it would fail as often.
      unreachable.add(run.id);
      showError(error);
    }
    followed.delete(run.id);
    if (leaving.signal.aborted) return;
    if (last) ended.fire({ run: state, last });
    refresh();
  }

  const stateNow = (run: Run): TrackedRun => {
    const live = followed.get(run.id);
    return live ? { ...live, name: run.name } : resting.of(run);
  };
  const watcher = watchRuns(refresh);
  refresh();
  return {
    runs: () => known.map(stateNow),
    current() {
      const under = [...followed.values()];
      return under.find(({ status }) => status !== 'queued') ?? under[0];
    },
    refresh,
    onChange: changed.event,
    onEnd: ended.event,
    dispose() {
      leaving.abort();
      watcher.dispose();
    },
  };
}

function advance(state: TrackedRun, event: RunEvent): TrackedRun {
  const status = state.status === 'unreadable' ? state.status : nextStatus(state.status, event);
  const next = { ...state, status, step: event.step };
  if (event.type === 'started') return { ...next, totalSteps: event.totalSteps };
  if (event.type !== 'step') return next;
  const { secondsPerStep: pace = event.seconds } = state;
  return { ...next, loss: event.loss, secondsPerStep: 0.9 * pace + 0.1 * event.seconds };
}

const isEndEvent = ({ type }: RunEvent) => type === 'failed' || type === 'done' || type === 'stopped';

/** States of runs that are not under way; a journal is read once, until it changes. */
function restingStates() {
  const read = new Map<string, { readonly stamp: string; readonly state: RunState }>();
  return {
    of(run: Run): RunState {
      const cached = read.get(run.id);
      if (cached?.stamp === stampOf(run)) return { ...cached.state, name: run.name };
      const state = stateOf(run);
      read.set(run.id, { stamp: stampOf(run), state });
      return state;
    },
  };
}

function stampOf({ folder }: Run): string {
  const stats = statSync(journalPath(folder), { throwIfNoEntry: false });
  return stats ? `${stats.size} ${stats.mtimeMs}` : '';
}

/** A process that begins writes endpoint.json, a run that is made or named run.json; both go when a run is deleted. */
function watchRuns(refresh: () => void): vscode.Disposable {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(runsFolder(storage())), '*/{run,endpoint}.json');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const look = paced(refresh);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
    // What the watcher missed, as it does before it has been set up, is seen when one comes back to the window.
    vscode.window.onDidChangeWindowState(({ focused }) => focused && look()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('asclepius') && look()),
  );
}

/** Acts a little after the first of many calls. */
function paced(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      act();
    }, pace);
  };
}
