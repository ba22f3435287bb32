import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { connect, connectToRun } from '../../runtime/client/connect.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import { runProtocol } from '../../runtime/protocol/methods.ts';
import { type Handlers, type RpcServer, serveRpc } from '../../runtime/protocol/rpc.ts';
import { type Endpoint, readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { type EndpointServer, openEndpoint } from '../../runtime/server/endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

let server: EndpointServer | undefined;
afterEach(() => server?.close());

const serve = async (onClient: (socket: WebSocket) => void) => {
  server = await openEndpoint(folder, 0, onClient);
};

const protocol = {
  methods: {
    double: { params: z.strictObject({ value: z.number() }), result: z.number() },
    wait: { params: z.strictObject({}), result: z.string() },
  },
  notifications: { tick: z.number() },
} as const;

const handlers: Handlers<typeof protocol> = {
  double({ value }) {
    if (value < 0) throw errors.usage('not below zero');
    if (value === 13) throw new Error('the note says: Jane Doe');
    return value === 7 ? (`${value}` as unknown as number) : 2 * value;
  },
  wait: (_, signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
};

async function client(ticks: number[] = []) {
  const connected = await connect(readEndpoint(folder) as Endpoint, protocol, { tick: (value) => ticks.push(value) });
  if (!connected) throw new Error('nobody answers');
  return connected;
}

test('an answer is what the handler gave, an error is the one it threw, and an unknown error keeps its text to itself', async () => {
  await serve((socket) => serveRpc(socket, protocol, handlers));
  const { request, close } = await client();
  expect(await request('double', { value: 21 })).toBe(42);
  await expect(request('double', { value: -1 })).rejects.toMatchObject({ code: 'usage', message: 'not below zero' });
  await expect(request('double', { value: 13 })).rejects.toMatchObject({
    code: 'internal',
    message: 'Internal error: Error',
  });
  await expect(request('double', { value: 7 })).rejects.toMatchObject({ code: 'messageInvalid' });
  close();
});

test('a request can be cancelled, and the handler hears of it', async () => {
  await serve((socket) => serveRpc(socket, protocol, handlers));
  const { request, close } = await client();
  const cancelling = new AbortController();
  const answer = request('wait', {}, cancelling.signal);
  expect(await request('double', { value: 1 })).toBe(2);
  cancelling.abort();
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  await expect(request('wait', {}, cancelling.signal)).rejects.toMatchObject({ code: 'cancelled' });
  close();
});

test('a request whose connection ends before the answer fails', async () => {
  await serve((socket) => serveRpc(socket, protocol, handlers));
  const { request, closed } = await client();
  const answer = request('wait', {});
  const failing = expect(answer).rejects.toMatchObject({ code: 'runtimeDied' });
  await server?.close();
  await Promise.all([failing, closed]);
});

test('a notification of the wrong shape ends the connection instead of being passed over', async () => {
  const ticks: number[] = [];
  let rpc: RpcServer<typeof protocol> | undefined;
  await serve((socket) => {
    rpc = serveRpc(socket, protocol, handlers);
  });
  const { request, closed } = await client(ticks);
  await request('double', { value: 1 });
  rpc?.notify('tick', 1);
  rpc?.notify('tick', 'two' as unknown as number);
  await closed;
  expect(ticks).toEqual([1]);
});

test('a run of a newer protocol is not attached to: the remedy is to update', async () => {
  await serve((socket) => {
    const other = () => ({});
    serveRpc(socket, runProtocol, {
      hello: () => ({ protocolVersion: 99, run: 'r', attempt: 1, pid: process.pid }),
      'run/since': () => ({ events: [], more: false }),
      'run/stop': other,
      'run/pause': other,
      'run/continue': other,
      'run/checkpoint': other,
      shutdown: other,
    });
  });
  await expect(connectToRun(folder, () => {})).rejects.toMatchObject({
    code: 'protocolMismatch',
    remedy: 'Update this program, then attach again.',
  });
});

test('an endpoint of a process that is gone, or no endpoint, is nobody', async () => {
  await serve(() => {});
  const endpoint = readEndpoint(folder) as Endpoint;
  await server?.close();
  expect(await connectToRun(folder, () => {})).toBeUndefined();
  writeFileSync(join(folder, 'endpoint.json'), JSON.stringify({ ...endpoint, startTime: '1' }));
  expect(await connectToRun(folder, () => {})).toBeUndefined();
  writeFileSync(join(folder, 'endpoint.json'), JSON.stringify(endpoint));
  expect(await connectToRun(folder, () => {})).toBeUndefined();
  writeFileSync(join(folder, 'endpoint.json'), '{"port":');
  expect(readEndpoint(folder)).toBeUndefined();
});
