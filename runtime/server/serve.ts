/**
 * A run's own process, read top-down: lock, journal, endpoint, queue, worker, end. This thread only serves; it answers
 * whatever the worker thread is doing.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { type ErrorReport, errors, reportOf } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import { t } from '../protocol/l10n.ts';
import { protocolVersion, runProtocol } from '../protocol/methods.ts';
import { serveRpc } from '../protocol/rpc.ts';
import { statusOf } from '../protocol/status.ts';
import { type Journal, openJournal } from '../runs/journal.ts';
import { lockHolder, takeLock } from '../runs/lock.ts';
import { settle } from '../runs/outcome.ts';
import { findRun, type Run, readRunConfig, runLock } from '../runs/run-folder.ts';
import { storageFolder, trainingLock } from '../runs/storage.ts';
import { createController, type RunController } from './control.ts';
import { openEndpoint } from './endpoint.ts';
import { createHistory, type History } from './history.ts';
import { lowerPriority } from './priority.ts';
import { createWorker } from './worker.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
}

/** Serves and trains the run until this attempt has ended. @throws runMissing, runBusy, runCorrupt */
export async function serve(runName: string, { port }: ServeOptions): Promise<void> {
  lowerPriority();
  const storage = storageFolder();
  const run = findRun(storage, runName);
  settle(run);
  const lock = takeLock(runLock(run.folder), run.id);
  if ('holder' in lock) throw errors.runBusy(run.id, lock.holder.pid);
  const journal = openJournal(run.folder);
  try {
    await attemptRun(storage, run, journal, port, lock.release);
  } finally {
    journal.close();
    lock.release();
  }
}

interface Attempt {
  readonly storage: string;
  readonly run: Run;
  readonly number: number;
  readonly history: History;
  readonly controller: RunController;
}

async function attemptRun(
  storage: string,
  run: Run,
  journal: Journal,
  port: number,
  releaseRun: () => void,
): Promise<void> {
  const number = (journal.events.at(-1)?.attempt ?? 0) + 1;
  const history = createHistory(journal, number);
  const attempt: Attempt = { storage, run, number, history, controller: createController() };
  const stopOnSignal = () => attempt.controller.ask('stop');
  process.on('SIGTERM', stopOnSignal).on('SIGINT', stopOnSignal).on('SIGHUP', stopOnSignal);
  // Node would print the message, which may quote a note, into the log.
  process.once('uncaughtException', (error) => endNow(attempt, reportOf(error)));
  try {
    if (number > 1) await sayRewound(attempt);
    const endpoint = await openEndpoint(run.folder, port, (socket) => serveClient(socket, attempt));
    recordEnd(attempt, await trainInTurn(attempt).catch(reportOf));
    // A client that sees its connection end finds a run that is over, and reads the rest from the file.
    const closed = endpoint.close();
    releaseRun();
    await closed;
  } catch (error) {
    recordEnd(attempt, reportOf(error));
    throw error;
  }
}

/** Before anything else of this attempt is told. Only a resume needs it, so only a resume loads the reading of checkpoints. */
async function sayRewound({ run, history }: Attempt): Promise<void> {
  const { rewind } = await import('../train/state.ts');
  const { toStep, damaged } = await rewind(run.folder);
  history.say(toStep, { type: 'rewound', toStep });
  for (const step of damaged) {
    const message = t(
      'The checkpoint of step {0} is not what was written; the run goes on from step {1}.',
      step,
      toStep,
    );
    history.say(toStep, { type: 'warning', message });
  }
}

function serveClient(socket: WebSocket, attempt: Attempt): void {
  const { run, number, history, controller } = attempt;
  const listener = (event: RunEvent) => rpc.notify('run/event', event);
  const obeying = (act: () => void) => () => {
    act();
    return {};
  };
  const rpc = serveRpc(socket, runProtocol, {
    hello: () => ({ protocolVersion, run: run.id, attempt: number, pid: process.pid }),
    'run/since': ({ seq }) => history.since(seq, listener),
    'run/stop': obeying(() => controller.ask('stop')),
    'run/pause': obeying(() => controller.ask('pause')),
    'run/continue': obeying(() => controller.ask('run')),
    'run/checkpoint': obeying(controller.requestCheckpoint),
    // The answer goes out first.
    shutdown: obeying(() => setImmediate(endNow, attempt)),
  });
  socket.once('close', () => history.leave(listener));
}

/**
 * Locks and endpoint of a process that is gone count for nothing, so nothing needs to be put away. An exit would wait for
 * the worker's native code; a kill does not.
 */
function endNow(attempt: Attempt, error?: ErrorReport): void {
  recordEnd(attempt, error);
  process.kill(process.pid, 'SIGKILL');
}

/** Waits for its turn and trains. @returns what went wrong, if anything */
async function trainInTurn(attempt: Attempt): Promise<ErrorReport | undefined> {
  const { storage, run, number, history, controller } = attempt;
  const worker = createWorker({
    config: readRunConfig(run),
    runFolder: run.folder,
    storageFolder: storage,
    attempt: number,
    control: controller.buffer,
    onEvent: history.say,
  });
  const release = await waitForTurn(attempt);
  if (!release) return undefined;
  try {
    worker.start();
    return await worker.ended;
  } finally {
    release();
  }
}

/** @returns how to give the turn back, or undefined where a stop was asked for meanwhile */
async function waitForTurn({ storage, run, history, controller }: Attempt): Promise<(() => void) | undefined> {
  let said = false;
  for (;;) {
    if (controller.wish() === 'stop') return undefined;
    const lock = takeLock(trainingLock(storage), run.id);
    if ('release' in lock) return lock.release;
    if (!said) history.say(stepOf(history), { type: 'queued', behind: lock.holder.run });
    said = true;
    while (lockHolder(trainingLock(storage)) && controller.wish() !== 'stop') await delay(250);
  }
}

/** Sees to it that the attempt's last word is in the journal, or at least with its clients. */
function recordEnd({ history }: Attempt, error: ErrorReport | undefined): void {
  const status = statusOf(history.events);
  if (status === 'done' || status === 'failed' || (status === 'stopped' && !error)) return;
  const body = error ? ({ type: 'failed', error } as const) : ({ type: 'stopped', reason: 'asked' } as const);
  try {
    history.say(stepOf(history), body);
  } catch {
    history.sayUnwritten(stepOf(history), body);
  }
}

const stepOf = (history: History) => history.events.at(-1)?.step ?? 0;
