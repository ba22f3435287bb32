/**
 * A hub on 127.0.0.1 with the answers that @huggingface/hub 2.17.5 asks for: a model's facts, the tree of a commit in
 * pages, and files, of which the large ones are led to a store at another address, as the real hub does.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRepository {
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly license?: string;
  /** The token that it wants for its files. */
  readonly gatedBy?: string;
}

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  /** Bytes of the body that were sent. */
  sent: number;
}

export interface FakeHub {
  readonly endpoint: string;
  /** Every request, in order; the store's paths begin with "/store/". */
  readonly asked: Asked[];
  readonly repositories: Record<string, FakeRepository>;
  /** The connection breaks when so many bytes of the file were sent, so often. */
  breakAt: { path: string; bytes: number; times: number } | undefined;
  /** Sends other bytes than the hub says it has. */
  falsified: string | undefined;
  /** Sends nothing of this file beyond so many bytes, and keeps the connection open. */
  stallAt: { path: string; bytes: number } | undefined;
  /** Answers every request with this. */
  status: number | undefined;
  close(): Promise<void>;
}

/** Larger files are kept in the store. */
const smallest = 20_000;
const perPage = 3;

export const shaOf = (name: string) => createHash('sha1').update(name).digest('hex');
const gitHash = (content: Buffer) =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

export async function startFakeHub(repositories: Record<string, FakeRepository>): Promise<FakeHub> {
  const store = await listen((request, response) => serveStore(hub, request, response));
  const server = await listen((request, response) => serveHub(hub, addressOf(store), request, response));
  const hub: FakeHub = {
    endpoint: addressOf(server),
    asked: [],
    repositories,
    breakAt: undefined,
    falsified: undefined,
    stallAt: undefined,
    status: undefined,
    async close() {
      for (const each of [server, store]) {
        each.closeAllConnections();
        each.close();
        await once(each, 'close');
      }
    },
  };
  return hub;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function note(hub: FakeHub, { url = '', headers }: IncomingMessage): Asked {
  const asked = { path: url, range: headers.range, authorization: headers.authorization, sent: 0 };
  hub.asked.push(asked);
  return asked;
}

function serveHub(hub: FakeHub, store: string, request: IncomingMessage, response: ServerResponse): void {
  const asked = note(hub, request);
  if (hub.status) {
    response.writeHead(hub.status).end();
    return;
  }
  const url = new URL(asked.path, hub.endpoint);
  const [, repo = '', kind, rest = ''] =
    /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/(.*)$/.exec(url.pathname) ??
    /^\/([^/]+\/[^/]+)\/(resolve)\/(.*)$/.exec(url.pathname) ??
    [];
  const repository = hub.repositories[repo];
  // As the real one: who may not see a model is not told whether there is one.
  if (!repository) refuse(response, 401, 'RepoNotFound');
  else if (kind === 'revision') serveFacts(repo, decodeURIComponent(rest), repository, response);
  else if (kind === 'tree') serveTree(hub, repository, url, response);
  else serveFile(hub, asked, { repo, repository, store, revision: rest.slice(0, 40), path: rest.slice(41) }, response);
}

interface Wanted {
  readonly repo: string;
  readonly repository: FakeRepository;
  readonly store: string;
  readonly revision: string;
  readonly path: string;
}

function serveFile(hub: FakeHub, asked: Asked, wanted: Wanted, response: ServerResponse): void {
  const { repo, repository, store, revision, path } = wanted;
  const name = decodeURIComponent(path);
  const content = repository.files[name];
  const { gatedBy } = repository;
  if (revision !== shaOf(repo)) refuse(response, 404, 'RevisionNotFound');
  else if (content === undefined) refuse(response, 404, 'EntryNotFound');
  else if (gatedBy !== undefined && asked.authorization !== `Bearer ${gatedBy}`)
    refuse(response, asked.authorization === undefined ? 401 : 403, 'GatedRepo');
  else if (Buffer.byteLength(content) < smallest) send(hub, asked, name, Buffer.from(content), response);
  else response.writeHead(302, { location: `${store}/store/${repo}/${path}?signature=secret` }).end();
}

function serveStore(hub: FakeHub, request: IncomingMessage, response: ServerResponse): void {
  const asked = note(hub, request);
  const [, repo = '', path = ''] = /^\/store\/([^/]+\/[^/]+)\/([^?]+)/.exec(asked.path) ?? [];
  const name = decodeURIComponent(path);
  const content = hub.repositories[repo]?.files[name];
  if (content === undefined) refuse(response, 404, 'EntryNotFound');
  else send(hub, asked, name, Buffer.from(content), response);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-error-code': code, 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: code }));
}

const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}) =>
  void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

function serveFacts(
  repo: string,
  revision: string,
  { license, gatedBy }: FakeRepository,
  response: ServerResponse,
): void {
  if (!['HEAD', 'main', shaOf(repo)].includes(revision)) refuse(response, 404, 'RevisionNotFound');
  else
    json(response, {
      _id: '0',
      id: repo,
      private: false,
      gated: gatedBy ? 'manual' : false,
      downloads: 1,
      likes: 1,
      lastModified: '2026-01-01T00:00:00.000Z',
      sha: shaOf(repo),
      tags: ['text-generation'],
      ...(license ? { cardData: { license } } : {}),
    });
}

function serveTree({ endpoint }: FakeHub, { files }: FakeRepository, url: URL, response: ServerResponse): void {
  const entries = Object.entries(files).map(([path, text]) => {
    const content = Buffer.from(text);
    const lfs = { oid: sha256(content), size: content.length, pointerSize: 134 };
    const isLarge = content.length >= smallest;
    return {
      type: 'file',
      oid: gitHash(content),
      size: content.length,
      path,
      ...(isLarge ? { lfs, xetHash: lfs.oid } : {}),
    };
  });
  const all = [{ type: 'directory', oid: shaOf('onnx'), size: 0, path: 'onnx' }, ...entries];
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const next = `${endpoint}${url.pathname}?cursor=${from + perPage}`;
  const link: Record<string, string> = from + perPage < all.length ? { link: `<${next}>; rel="next"` } : {};
  json(response, all.slice(from, from + perPage), link);
}

function send(hub: FakeHub, asked: Asked, path: string, content: Buffer, response: ServerResponse): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(asked.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(content.length, to ? Number(to) + 1 : content.length);
  const bytes = Buffer.from(content.subarray(start, end));
  if (hub.falsified === path && bytes.length > 0) bytes[0] = (bytes[0] ?? 0) ^ 1;
  const range: Record<string, string> =
    from === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${content.length}` };
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': bytes.length, etag: '"x"', ...range });
  const { breakAt, stallAt } = hub;
  if (breakAt?.path === path && breakAt.times > 0 && start + bytes.length > breakAt.bytes && start < breakAt.bytes) {
    breakAt.times--;
    asked.sent = breakAt.bytes - start;
    response.write(bytes.subarray(0, asked.sent), () => setTimeout(() => response.destroy(), 50));
  } else if (stallAt?.path === path) {
    asked.sent = stallAt.bytes;
    response.write(bytes.subarray(0, stallAt.bytes));
  } else {
    asked.sent = bytes.length;
    response.end(bytes);
  }
}
