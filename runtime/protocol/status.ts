/** How a run stands, from its events alone. */
import type { RunEvent } from './events.ts';

export const statuses = ['queued', 'running', 'paused', 'stopped', 'failed', 'done'] as const;
export type Status = (typeof statuses)[number];

/** The status after these events. A newest attempt that has not ended counts as under way. */
export function statusOf(events: readonly RunEvent[]): Status {
  return lastAttempt(events).reduce<Status>((status, event) => nextStatus(status, event), 'running');
}

/** Whether the newest attempt has come to an end. */
export function hasEnded(events: readonly RunEvent[]): boolean {
  return isEnd(statusOf(events));
}

export const isEnd = (status: Status): boolean => ['stopped', 'failed', 'done'].includes(status);

/** The status after one more event of the same attempt; an attempt begins as `running`. */
export function nextStatus(status: Status, event: RunEvent): Status {
  switch (event.type) {
    case 'queued':
    case 'paused':
    case 'failed':
    case 'done':
      return event.type;
    case 'stopped':
      // After an early stop the run goes on to its figures.
      return event.reason === 'asked' ? 'stopped' : status;
    case 'started':
    case 'resumed':
      return 'running';
    default:
      return status === 'queued' ? 'running' : status;
  }
}

function lastAttempt(events: readonly RunEvent[]): readonly RunEvent[] {
  const attempt = events.at(-1)?.attempt;
  return events.slice(events.findIndex((event) => event.attempt === attempt));
}
