/**
 * The service process: attached to the program that started it, it serves tables of notes, plans runs and answers questions
 * about notes. This thread only passes requests on, so it always answers; each kind of work has a thread of its own, made when it is first needed.
 */
import { mkdirSync } from 'node:fs';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { WebSocket } from 'ws';
import { connectRpc, type Handlers, type Protocol, type RpcClient, type RpcServer, serveRpc } from '../protocol/rpc.ts';
import {
  type AskProtocol,
  askProtocol,
  type DatasetProtocol,
  datasetProtocol,
  type PlanProtocol,
  planProtocol,
  type ServiceProtocol,
  serviceProtocol,
  serviceProtocolVersion,
} from '../protocol/service.ts';
import { storageFolder } from '../runs/storage.ts';
import { openEndpoint } from './endpoint.ts';

/** A connection, with the datasets it has open. */
interface Client {
  readonly rpc: RpcServer<ServiceProtocol>;
  readonly opened: string[];
}

interface Service {
  readonly clients: Set<Client>;
  /** Searches and questions, by the name that each has among the threads: two clients may use the same one. */
  readonly named: Map<string, { readonly client: Client; readonly name: string }>;
  readonly data: () => RpcClient<DatasetProtocol>;
  readonly plans: () => RpcClient<PlanProtocol>;
  readonly assistant: () => RpcClient<AskProtocol>;
}

/** Serves until its standard input ends, which the program that started it holds open. @param folder for endpoint.json */
export async function runService(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const storage = storageFolder();
  const clients: Service['clients'] = new Set();
  const named: Service['named'] = new Map();
  const dataThread = lazily(() =>
    connectRpc(
      startThread(new URL('../dataset/dataset.entry.ts', import.meta.url), storage, rowsPassing),
      datasetProtocol,
      {
        'dataset/progress': (progress) => {
          for (const { rpc } of clients) rpc.notify('dataset/progress', progress);
        },
        'dataset/hits': ({ search, hits }) => {
          const known = named.get(search);
          known?.client.rpc.notify('dataset/hits', { search: known.name, hits });
        },
      },
    ),
  );
  const planThread = lazily(() =>
    connectRpc(startThread(new URL('../train/plan.entry.ts', import.meta.url), storage), planProtocol, {}),
  );
  const askThread = lazily(() =>
    connectRpc(startThread(new URL('../generate/ask.entry.ts', import.meta.url), storage), askProtocol, {
      'ask/progress': (progress) => {
        const known = named.get(progress.ask);
        known?.client.rpc.notify('ask/progress', { ...progress, ask: known.name });
      },
      'ask/token': (token) => {
        const known = named.get(token.ask);
        known?.client.rpc.notify('ask/token', { ...token, ask: known.name });
      },
    }),
  );
  const threads = { data: dataThread.get, plans: planThread.get, assistant: askThread.get };
  const service: Service = { clients, named, ...threads };
  const endpoint = await openEndpoint(folder, 0, (socket) => serveClient(socket, service), largestMessage);
  await inputEnded();
  await endpoint.close();
  await dataThread.made()?.request('end', {});
}

/** A question comes with its note, of which the schema allows 32 million characters. */
const largestMessage = 2 ** 27;

function lazily<T>(make: () => T): { get: () => T; made: () => T | undefined } {
  let made: T | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    made: () => made,
  };
}

/** The rows of a search live for a moment; a small nursery for them keeps 40 MB less resident on a large table. */
const rowsPassing: ResourceLimits = { maxYoungGenerationSizeMb: 8 };

/** A thread that dies takes the process with it: whoever started the process starts it again. */
function startThread(program: URL, storage: string, resourceLimits: ResourceLimits = {}): Worker {
  const worker = new Worker(program, { workerData: { storage }, resourceLimits });
  worker.once('error', () => process.exit(1));
  worker.once('exit', (code) => code !== 0 && process.exit(code));
  return worker;
}

function serveClient(socket: WebSocket, service: Service): void {
  const gone = new AbortController();
  const client: Client = {
    rpc: serveRpc(
      socket,
      serviceProtocol,
      handlersOf(() => client, service, gone.signal),
    ),
    opened: [],
  };
  service.clients.add(client);
  socket.once('close', () => {
    gone.abort();
    service.clients.delete(client);
    for (const id of client.opened) void service.data().request('dataset/close', { id });
  });
}

function handlersOf(client: () => Client, service: Service, gone: AbortSignal): Handlers<ServiceProtocol> {
  const passOn = {
    ...passedOn(datasetProtocol, service.data, gone),
    ...passedOn(planProtocol, service.plans, gone),
    ...passedOn(askProtocol, service.assistant, gone),
  };
  const underName = async <T>(name: string, act: (name: string) => T | Promise<T>): Promise<T> => {
    const own = String(nextName++);
    service.named.set(own, { client: client(), name });
    try {
      return await act(own);
    } finally {
      service.named.delete(own);
    }
  };
  return {
    ...passOn,
    hello: () => ({ protocolVersion: serviceProtocolVersion, pid: process.pid }),
    async 'dataset/open'(params, signal) {
      const info = await passOn['dataset/open'](params, signal);
      client().opened.push(info.id);
      return info;
    },
    async 'dataset/close'(params, signal) {
      const { opened } = client();
      // A client closes what it has opened itself, so that it takes nothing from another.
      const at = opened.indexOf(params.id);
      if (at < 0) return {};
      opened.splice(at, 1);
      return passOn['dataset/close'](params, signal);
    },
    'dataset/search': (params, signal) =>
      underName(params.search, (search) => passOn['dataset/search']({ ...params, search }, signal)),
    'ask/answer': (params, signal) => underName(params.ask, (ask) => passOn['ask/answer']({ ...params, ask }, signal)),
  };
}

let nextName = 1;

/** Handlers that ask a thread, and stop asking when the client has gone. */
function passedOn<P extends Protocol>(protocol: P, thread: () => RpcClient<P>, gone: AbortSignal): Handlers<P> {
  const handlers = Object.keys(protocol.methods).map((method) => [
    method,
    (params: never, signal: AbortSignal) => thread().request(method, params, AbortSignal.any([signal, gone])),
  ]);
  return Object.fromEntries(handlers) as Handlers<P>;
}

function inputEnded(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.on('end', resolve).on('close', resolve).on('error', resolve).resume();
    process.on('SIGTERM', resolve).on('SIGINT', resolve);
  });
}
