/** Follows a run from any event on to its end, each event once, whether its process lives, dies or is long gone. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunEvent } from '../protocol/events.ts';
import { settle } from '../runs/outcome.ts';
import { type Run, servedBy } from '../runs/run-folder.ts';
import { connectToRun, ifThere, type RunClient } from './connect.ts';

export interface FollowOptions {
  /** The `seq` of the last event that is known already. */
  readonly after: number;
  onEvent(event: RunEvent): void;
  /** Called with each connection, to send requests over. */
  onClient(client: RunClient): void;
  /** Aborting it leaves the run to itself. */
  readonly leave: AbortSignal;
}

/**
 * Settles when the run has ended or was left. A process that died without a word is found out at once, and its death
 * journalled and passed on as the event `failed`.
 * @throws tokenWrong, protocolMismatch, runCorrupt
 */
export async function follow(run: Run, { after, onEvent, onClient, leave }: FollowOptions): Promise<void> {
  const receiver = inOrder(after, onEvent);
  while (!leave.aborted) {
    const client = await connectToRun(run.folder, receiver.take);
    if (client) {
      onClient(client);
      await listen(client, receiver, leave);
    } else if (!servedBy(run)) {
      for (const event of settle(run).slice(receiver.seq())) receiver.take(event);
      return;
    } else await delay(50);
  }
}

/** Passes events on in the order of `seq`, each once, whatever order they come in. */
export function inOrder(after: number, pass: (event: RunEvent) => void) {
  const early = new Map<number, RunEvent>();
  let seq = after;
  return {
    seq: () => seq,
    take(event: RunEvent): void {
      if (event.seq > seq) early.set(event.seq, event);
      for (let next = early.get(seq + 1); next; next = early.get(seq + 1)) {
        early.delete(++seq);
        pass(next);
      }
    },
  };
}

async function listen(client: RunClient, receiver: ReturnType<typeof inOrder>, leave: AbortSignal): Promise<void> {
  const left = new Promise<void>((resolve) => leave.addEventListener('abort', () => resolve(), { once: true }));
  for (let more = true; more && !leave.aborted; ) {
    const page = await ifThere(client.request('run/since', { seq: receiver.seq() }));
    for (const event of page?.events ?? []) receiver.take(event);
    more = page?.more ?? false;
  }
  if (!leave.aborted) await Promise.race([client.closed, left]);
  client.close();
}
