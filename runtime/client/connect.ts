/** A connection to a process that wrote an endpoint.json: a run's, or any other that speaks a protocol of ours. */
import { WebSocket } from 'ws';
import { errors } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import { protocolVersion, type RunProtocol, runProtocol } from '../protocol/methods.ts';
import { connectRpc, type Listeners, type Protocol, type RpcClient } from '../protocol/rpc.ts';
import { type Endpoint, host, readEndpoint } from '../runs/endpoint-file.ts';
import { isAlive } from '../runs/process-identity.ts';

export type RunClient = RpcClient<RunProtocol>;

/**
 * @returns undefined where nobody is there: not started yet, ended, or about to end
 * @throws tokenWrong, protocolMismatch where the run's program is newer than this one
 */
export async function connectToRun(
  runFolder: string,
  onEvent: (event: RunEvent) => void,
): Promise<RunClient | undefined> {
  const endpoint = readEndpoint(runFolder);
  if (!endpoint || !isAlive(endpoint)) return undefined;
  const client = await connect(endpoint, runProtocol, { 'run/event': onEvent });
  const hello = client && (await ifThere(client.request('hello', { protocolVersion })));
  if (hello && hello.protocolVersion > protocolVersion) {
    client.close();
    throw errors.protocolMismatch(hello.protocolVersion, protocolVersion);
  }
  return hello && client;
}

/** @returns undefined where nobody answers. @throws tokenWrong */
export async function connect<P extends Protocol>(
  endpoint: Pick<Endpoint, 'port' | 'token'>,
  protocol: P,
  listeners: Listeners<P>,
): Promise<RpcClient<P> | undefined> {
  const socket = await open(endpoint);
  return socket && connectRpc(socket, protocol, listeners);
}

/** The answer, or undefined where the connection ended first. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'runtimeDied') return undefined;
    throw error;
  }
}

function open({ port, token }: Pick<Endpoint, 'port' | 'token'>): Promise<WebSocket | undefined> {
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
