/** One run's events for any number of clients: what has been, then what comes, each exactly once. */
import type { EventBody, RunEvent } from '../protocol/events.ts';
import { eventAt, type Journal } from '../runs/journal.ts';

export type Listener = (event: RunEvent) => void;

export interface History {
  readonly events: readonly RunEvent[];
  /** Journals the event, then tells it. @throws diskFull */
  say(step: number, body: EventBody): void;
  /** Tells an event that the journal has no room for. */
  sayUnwritten(step: number, body: EventBody): void;
  /** The events after `seq`; with the page that completes them the listener begins to hear new ones. */
  since(seq: number, listener: Listener): { events: RunEvent[]; more: boolean };
  leave(listener: Listener): void;
}

/** Keeps one answer well below what a socket takes at once. */
const pageSize = 2000;

export function createHistory(journal: Journal, attempt: number): History {
  const listeners = new Set<Listener>();
  const tell = (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    events: journal.events,
    say: (step, body) => tell(journal.append(attempt, step, body)),
    sayUnwritten: (step, body) => tell(eventAt(journal.events.length + 1, attempt, step, body)),
    since(seq, listener) {
      const events = journal.events.slice(seq, seq + pageSize);
      const more = seq + events.length < journal.events.length;
      if (!more) listeners.add(listener);
      return { events, more };
    },
    leave: (listener) => void listeners.delete(listener),
  };
}
