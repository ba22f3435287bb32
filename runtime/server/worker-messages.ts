/** What the server thread and the worker thread say to each other; both are this program, so types suffice. */
import type { FineTuneConfig } from '../protocol/config.ts';
import { type ErrorReport, errors } from '../protocol/errors.ts';
import type { EventBody } from '../protocol/events.ts';

export interface WorkerData {
  readonly config: FineTuneConfig;
  readonly runFolder: string;
  readonly storageFolder: string;
  readonly attempt: number;
  readonly control: SharedArrayBuffer;
  readonly acknowledged: SharedArrayBuffer;
}

export type ToWorker = { type: 'start' };
export type FromWorker =
  | { readonly type: 'event'; readonly step: number; readonly body: EventBody }
  | { readonly type: 'end'; readonly error?: ErrorReport };

const slot = { written: 0, failed: 1 } as const;

/**
 * For the worker: waits until the server thread has journalled the event just sent, so that the journal is never behind
 * a checkpoint.
 * @throws cancelled where it could not be written; the server thread says why
 */
export function acknowledgements(buffer: SharedArrayBuffer): () => void {
  const cells = new Int32Array(buffer);
  let sent = 0;
  return () => {
    const before = sent++;
    while (Atomics.load(cells, slot.written) === before) Atomics.wait(cells, slot.written, before);
    if (Atomics.load(cells, slot.failed) === 1) throw errors.cancelled();
  };
}

/** For the server thread: says that one more event is journalled, or that it could not be. */
export function acknowledge(buffer: SharedArrayBuffer, journalled: boolean): void {
  const cells = new Int32Array(buffer);
  if (!journalled) Atomics.store(cells, slot.failed, 1);
  Atomics.add(cells, slot.written, 1);
  Atomics.notify(cells, slot.written);
}
