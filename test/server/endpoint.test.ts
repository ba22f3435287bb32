import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connect, connectToRun } from '../../runtime/client/connect.ts';
import { runProtocol } from '../../runtime/protocol/methods.ts';
import { type Endpoint, readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { type Run, servedBy } from '../../runtime/runs/run-folder.ts';
import { newRun, start, temporaryStorage, watch } from './runs.ts';

let storage: string;
let run: Run;
let endpoint: Endpoint;

beforeAll(async () => {
  storage = temporaryStorage();
  run = newRun(storage, 'hang');
  await start(storage, run);
  endpoint = readEndpoint(run.folder) as Endpoint;
});

const url = () => `ws://127.0.0.1:${endpoint.port}`;
const authorization = () => `Bearer ${endpoint.token}`;

/** The status that an attempt to open a socket is answered with. */
async function statusOf(headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url(), { headers });
  socket.on('error', () => {});
  const [first, second] = await Promise.race([once(socket, 'open'), once(socket, 'unexpected-response')]);
  socket.terminate();
  return first === undefined ? 101 : second.statusCode;
}

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(url(), { headers: { authorization: authorization() } });
  await once(socket, 'open');
  return socket;
}

/** What the run process answers to a message, as it stands on the wire. */
async function answerTo(message: unknown): Promise<unknown> {
  const socket = await openSocket();
  socket.send(JSON.stringify(message));
  const [data] = await once(socket, 'message');
  socket.close();
  return JSON.parse(String(data));
}

/** The code with which the connection is closed after a message. */
async function closeCodeAfter(message: string | Buffer): Promise<number> {
  const socket = await openSocket();
  socket.send(message);
  const [code] = await once(socket, 'close');
  return code;
}

test('only the right token opens a socket', async () => {
  expect(await statusOf({ authorization: authorization() })).toBe(101);
  expect(await statusOf({})).toBe(401);
  expect(await statusOf({ authorization: `Bearer ${endpoint.token}x` })).toBe(401);
  expect(await statusOf({ authorization: endpoint.token })).toBe(401);
});

test('a web page is refused even with the right token', async () => {
  expect(await statusOf({ authorization: authorization(), origin: 'http://127.0.0.1' })).toBe(403);
  expect(await statusOf({ authorization: authorization(), origin: 'null' })).toBe(403);
});

test('a client with a wrong token is told so', async () => {
  const listeners = { 'run/event': () => {} };
  await expect(connect({ ...endpoint, token: 'guess' }, runProtocol, listeners)).rejects.toMatchObject({
    code: 'tokenWrong',
  });
});

test('a port scan gets 426 and no more', async () => {
  const [answer] = await once(request({ port: endpoint.port, host: '127.0.0.1' }).end(), 'response');
  expect(answer.statusCode).toBe(426);
  expect(await answer.toArray()).toEqual([]);
});

test('nothing but 127.0.0.1 is listened on', async () => {
  const others = Object.values(networkInterfaces()).flatMap((list = []) => list.filter(({ internal }) => !internal));
  for (const host of ['127.0.0.2', '::1', ...others.filter(({ family }) => family === 'IPv4').map((i) => i.address)]) {
    const socket = connectTcp(endpoint.port, host);
    const outcome = await Promise.race([once(socket, 'connect').then(() => 'open'), once(socket, 'error')]).catch(
      () => 'refused',
    );
    socket.destroy();
    expect(outcome, host).not.toBe('open');
  }
});

test('an unknown method, params of the wrong shape and a broken request are answered as JSON-RPC says', async () => {
  const request = { jsonrpc: '2.0', id: 1 };
  expect(await answerTo({ ...request, method: 'run/dance', params: {} })).toMatchObject({
    id: 1,
    error: { code: -32601 },
  });
  for (const params of [undefined, {}, { seq: -1 }, { seq: '1' }, { seq: 1, more: 1 }, [], [{}, {}], 'text'])
    expect(await answerTo({ ...request, method: 'run/since', params })).toMatchObject({
      error: { code: -32602, data: { code: 'messageInvalid' } },
    });
  expect(await answerTo({ ...request, method: 'run/since', params: { seq: 0 } })).toMatchObject({
    result: { more: false },
  });
});

test('what is no JSON-RPC message ends the connection, and no other', async () => {
  const other = watch(run);
  await other.seen('step', 2);
  for (const message of ['', 'text', '[]', 'null', '{"id":1}', '{"jsonrpc":"1.0"}', Buffer.from([0xff, 0])])
    expect(await closeCodeAfter(message)).toBe(1007);
  const client = await other.client();
  expect((await client.request('hello', { protocolVersion: 1 })).run).toBe(run.id);
  other.leave();
});

test('a message over 1 MiB ends the connection', async () => {
  expect(await closeCodeAfter(' '.repeat(2 ** 20 + 1))).toBe(1009);
});

test('hello tells versions, run, attempt and process; a newer host is answered like any other', async () => {
  const hello = { protocolVersion: 1, run: run.id, attempt: 1, pid: servedBy(run)?.pid };
  const client = await connectToRun(run.folder, () => {});
  expect(await client?.request('hello', { protocolVersion: 1 })).toEqual(hello);
  expect(await client?.request('hello', { protocolVersion: 99 })).toEqual(hello);
  client?.close();
});

test.skipIf(process.platform === 'win32')('what a run keeps is readable by its user alone', () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  for (const folder of [join(storage, 'runs'), run.folder]) expect(mode(folder), folder).toBe('700');
  for (const file of ['run.json', 'config.json', 'journal.jsonl', 'run.lock', 'endpoint.json', 'runtime.log'])
    expect(mode(join(run.folder, file)), file).toBe('600');
  expect(mode(join(storage, 'training.lock'))).toBe('600');
});

test.skipIf(process.platform !== 'linux')('the token stands in no argument and in no environment', () => {
  const { pid, token } = endpoint;
  for (const file of ['cmdline', 'environ']) {
    const text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
    expect(text.length, file).toBeGreaterThan(0);
    expect(text, file).not.toContain(token);
  }
});
