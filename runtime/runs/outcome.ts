/** How a run stands, read off its journal. */

import { errors, reportOf } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import { t } from '../protocol/l10n.ts';
import { hasEnded, type Status, statusOf } from '../protocol/status.ts';
import { openJournal, readJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import { type Run, runLock, servedBy } from './run-folder.ts';

/** A run as a list of runs shows it. */
export interface RunState extends Run {
  /** `unreadable`: its journal does not fit this program. */
  readonly status: Status | 'unreadable';
  /** The last optimizer step. */
  readonly step: number;
  /** The loss of the last step. */
  readonly loss: number | undefined;
}

/** How a run stands; a death not yet known is journalled first. Never throws. */
export function stateOf(run: Run): RunState {
  try {
    const events = settle(run);
    const step = events.findLast(({ type }) => type === 'step');
    return {
      ...run,
      status: statusOf(events),
      step: events.at(-1)?.step ?? 0,
      loss: step?.type === 'step' ? step.loss : undefined,
    };
  } catch {
    return { ...run, status: 'unreadable', step: 0, loss: undefined };
  }
}

/**
 * Where a run's process is gone without a word (killed, out of memory, power cut), says so in the journal, once.
 * @returns the events, the new one included
 */
export function settle(run: Run): RunEvent[] {
  const events = readJournal(run.folder);
  // Without any event the run has not begun, so nothing has died.
  if (events.length === 0 || hasEnded(events) || servedBy(run)) return events;
  const lock = takeLock(runLock(run.folder), run.id);
  if ('holder' in lock) return events;
  try {
    return recordDeath(run);
  } finally {
    lock.release();
  }
}

function recordDeath({ folder }: Run): RunEvent[] {
  const journal = openJournal(folder);
  try {
    const last = journal.events.at(-1);
    const error = reportOf(errors.runtimeDied(t('it is gone without a word: killed, crashed or out of memory')));
    // Between the first reading and the lock, the process may have come to a proper end.
    if (!hasEnded(journal.events)) journal.append(last?.attempt ?? 1, last?.step ?? 0, { type: 'failed', error });
    return [...journal.events];
  } finally {
    journal.close();
  }
}
