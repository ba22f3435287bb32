/**
 * Where a run process can be reached: a WebSocket on 127.0.0.1, for those who can read the run folder's endpoint.json.
 * Any Origin header is refused, so no web page gets in, whatever it knows.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { host, removeEndpoint, writeEndpoint } from '../runs/endpoint-file.ts';

export interface EndpointServer {
  /** Removes endpoint.json at once, and ends every connection once what was sent on it is out. */
  close(): Promise<void>;
}

/** @param port 0 for any free one. @param maxPayload bytes of the largest message taken. @throws portTaken */
export async function openEndpoint(
  folder: string,
  port: number,
  onClient: (socket: WebSocket) => void,
  maxPayload = 2 ** 20,
): Promise<EndpointServer> {
  const token = randomBytes(32).toString('base64url');
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const server = createServer((_, response) => response.writeHead(426, { upgrade: 'websocket' }).end());
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, token);
    if (refusal) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      onClient(client);
    });
  });
  await listen(server, port);
  writeEndpoint(folder, (server.address() as AddressInfo).port, token);
  return { close: () => close(folder, server, sockets) };
}

/** @throws portTaken where another program listens there */
export async function assertPortFree(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        ['EADDRINUSE', 'EACCES'].includes(error.code ?? '')
          ? errors.portTaken(port)
          : errors.internal(t('cannot listen'), error),
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

async function close(folder: string, server: Server, sockets: WebSocketServer): Promise<void> {
  removeEndpoint(folder);
  server.close();
  const open = [...sockets.clients];
  const closed = open.map((client) => new Promise((resolve) => client.once('close', resolve)));
  for (const client of open) client.close(1000, 'the run has ended');
  const patience = new Promise((resolve) => setTimeout(resolve, 2000).unref());
  await Promise.race([Promise.all(closed), patience]);
  for (const client of open) client.terminate();
}
