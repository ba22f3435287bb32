/**
 * Where a run process can be reached: a WebSocket on 127.0.0.1, for those who can read the run folder's endpoint.json.
 * Any Origin header is refused, so no web page gets in, whatever it knows.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { writeFileAtomic } from '../io/atomic.ts';
import { errors } from '../protocol/errors.ts';
import { processIdentitySchema, thisProcess } from './process-identity.ts';

const endpointSchema = z.object({ ...processIdentitySchema.shape, port: z.number().int(), token: z.string().min(1) });
export type Endpoint = z.output<typeof endpointSchema>;

export interface EndpointServer {
  /** Removes endpoint.json and ends every connection once what was sent on it is out. */
  close(): Promise<void>;
}

export const host = '127.0.0.1';

/** @param port 0 for any free one. @throws portTaken */
export async function openEndpoint(
  runFolder: string,
  port: number,
  onClient: (socket: WebSocket) => void,
): Promise<EndpointServer> {
  const token = randomBytes(32).toString('base64url');
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 ** 20 });
  const server = createServer((_, response) => response.writeHead(426).end());
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, token);
    if (refusal) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      onClient(client);
    });
  });
  await listen(server, port);
  const endpoint: Endpoint = { ...thisProcess(), port: (server.address() as AddressInfo).port, token };
  writeFileAtomic(endpointPath(runFolder), JSON.stringify(endpoint));
  return { close: () => close(runFolder, server, sockets) };
}

/** What the run folder says; undefined where the run is not served. */
export function readEndpoint(runFolder: string): Endpoint | undefined {
  try {
    return endpointSchema.parse(JSON.parse(readFileSync(endpointPath(runFolder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** @throws portTaken where another program listens there */
export async function assertPortFree(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

const endpointPath = (runFolder: string) => join(runFolder, 'endpoint.json');

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        ['EADDRINUSE', 'EACCES'].includes(error.code ?? '')
          ? errors.portTaken(port)
          : errors.internal('cannot listen', error),
      ),
    );
    server.listen(port, host, resolve);
  });
}

function refusalOf({ headers }: IncomingMessage, token: string): string | undefined {
  if (headers.origin !== undefined) return '403 Forbidden';
  return sameText(headers.authorization ?? '', `Bearer ${token}`) ? undefined : '401 Unauthorized';
}

/** In constant time: hashing makes both the same length, so not even that shows. */
function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function close(runFolder: string, server: Server, sockets: WebSocketServer): Promise<void> {
  rmSync(endpointPath(runFolder), { force: true });
  server.close();
  const open = [...sockets.clients];
  const closed = open.map((client) => new Promise((resolve) => client.once('close', resolve)));
  for (const client of open) client.close(1000, 'the run has ended');
  const patience = new Promise((resolve) => setTimeout(resolve, 2000).unref());
  await Promise.race([Promise.all(closed), patience]);
  for (const client of open) client.terminate();
}
