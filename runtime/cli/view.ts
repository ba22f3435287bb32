/** What a command shows of a run: events for programs, or a progress bar and tables for people. */
import type { RunEvent } from '../protocol/events.ts';

export interface View {
  show(event: RunEvent): void;
  /** A word to the user that is no event. */
  say(text: string): void;
  end(): void;
}

/** One event a line on standard output, and nothing else there. */
export function jsonView(): View {
  return {
    show: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
    say: (text) => console.error(text),
    end: () => {},
  };
}
