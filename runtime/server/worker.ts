/** The worker thread as the server thread sees it: started, listened to, ended; whatever happens has an outcome. */
import { Worker } from 'node:worker_threads';
import type { FineTuneConfig } from '../protocol/config.ts';
import { type ErrorReport, errors, reportOf } from '../protocol/errors.ts';
import type { EventBody } from '../protocol/events.ts';
import { t } from '../protocol/l10n.ts';
import { acknowledge, type FromWorker, type ToWorker, type WorkerData } from './worker-messages.ts';

export interface WorkerOptions {
  readonly config: FineTuneConfig;
  readonly runFolder: string;
  readonly storageFolder: string;
  readonly attempt: number;
  readonly control: SharedArrayBuffer;
  /** Journals an event; where it throws, the worker ends with that error. */
  onEvent(step: number, body: EventBody): void;
}

export interface TrainingWorker {
  /** Until then it only loads its program. */
  start(): void;
  /** The error that ended it, or undefined after a proper end. Never rejects. */
  readonly ended: Promise<ErrorReport | undefined>;
}

export function createWorker({ onEvent, ...options }: WorkerOptions): TrainingWorker {
  const acknowledged = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const workerData: WorkerData = { ...options, acknowledged };
  const worker = new Worker(new URL('./worker.entry.ts', import.meta.url), { workerData });
  let journalError: ErrorReport | undefined;
  const journalled = (step: number, body: EventBody) => {
    try {
      onEvent(step, body);
      return true;
    } catch (error) {
      journalError = reportOf(error);
      return false;
    }
  };
  const ended = new Promise<ErrorReport | undefined>((resolve) => {
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'event') acknowledge(acknowledged, journalled(message.step, message.body));
      else resolve(journalError ?? message.error);
    });
    worker.once('error', (error) => resolve(crashReport(error)));
    worker.once('exit', (code) => resolve(reportOf(errors.runtimeDied(t('its worker ended with code {0}', code)))));
  });
  return { start: () => worker.postMessage({ type: 'start' } satisfies ToWorker), ended };
}

function crashReport(error: NodeJS.ErrnoException): ErrorReport {
  const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return reportOf(outOfMemory ? errors.runtimeDied(t('out of memory')) : error);
}
