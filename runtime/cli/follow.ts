/** Follows a run from any event on to its end, each event once, whether its process lives, dies or is long gone. */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { errors } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import { protocolVersion } from '../protocol/methods.ts';
import { connectRpc, type RpcClient } from '../protocol/rpc.ts';
import { type Endpoint, host, readEndpoint } from '../server/endpoint.ts';
import { settle } from '../server/outcome.ts';
import { isAlive } from '../server/process-identity.ts';
import { type Run, servedBy } from '../server/runs.ts';

export interface FollowOptions {
  /** The `seq` of the last event that is known already. */
  readonly after: number;
  onEvent(event: RunEvent): void;
  /** Called with each connection, to send requests over. */
  onClient(client: RpcClient): void;
  /** Aborting it leaves the run to itself. */
  readonly leave: AbortSignal;
}

/** Settles when the run has ended or was left. @throws tokenWrong, protocolMismatch */
export async function follow(run: Run, { after, onEvent, onClient, leave }: FollowOptions): Promise<void> {
  const receiver = inOrder(after, onEvent);
  while (!leave.aborted) {
    const endpoint = readEndpoint(run.folder);
    const client = endpoint && isAlive(endpoint) ? await connect(endpoint, receiver.take) : undefined;
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

/** @returns undefined where nobody answers: the process is about to end */
async function connect(endpoint: Endpoint, onEvent: (event: RunEvent) => void): Promise<RpcClient | undefined> {
  const socket = await open(endpoint);
  if (!socket) return undefined;
  const client = connectRpc(socket, onEvent);
  const hello = await ifThere(client.request('hello', { protocolVersion }));
  if (hello && hello.protocolVersion > protocolVersion)
    throw errors.protocolMismatch(hello.protocolVersion, protocolVersion);
  return hello && client;
}

function open({ port, token }: Endpoint): Promise<WebSocket | undefined> {
  const socket = new WebSocket(`ws://${host}:${port}`, { headers: { authorization: `Bearer ${token}` } });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.on('error', () => resolve(undefined));
    socket.once('unexpected-response', (_, { statusCode }) => {
      if (statusCode === 401) reject(errors.tokenWrong());
      else resolve(undefined);
      socket.terminate();
    });
  });
}

async function listen(client: RpcClient, receiver: ReturnType<typeof inOrder>, leave: AbortSignal): Promise<void> {
  const left = new Promise<void>((resolve) => leave.addEventListener('abort', () => resolve(), { once: true }));
  for (let more = true; more; ) {
    const page = await ifThere(client.request('run/since', { seq: receiver.seq() }));
    for (const event of page?.events ?? []) receiver.take(event);
    more = page?.more ?? false;
  }
  await Promise.race([client.closed, left]);
  client.close();
}

/** The answer, or undefined where the connection ended first. */
async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'runtimeDied') return undefined;
    throw error;
  }
}
