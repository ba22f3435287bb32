/** JSON-RPC 2.0 over a WebSocket, both sides. Every message is parsed with its schema; an error crosses as a report. */
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  type Message,
  type MessageConnection,
  NullLogger,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { AsclepiusError, type ErrorReport, errorCodes, errors, reportOf } from './errors.ts';
import { parseEvent, type RunEvent } from './events.ts';
import { eventNotification, type Method, methods, type Params, type Result } from './methods.ts';

export type Handlers = { readonly [M in Method]: (params: Params<M>) => Result<M> | Promise<Result<M>> };

/** The run process's end of a connection. */
export interface RpcServer {
  /** Never throws: a client that has gone misses nothing, as it asks for the rest when it comes back. */
  notify(event: RunEvent): void;
}

/** A client's end of a connection. */
export interface RpcClient {
  /** @throws AsclepiusError as the run process threw it, or `runtimeDied` when the connection ends before the answer */
  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Settles when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Answers the requests that come in on an open socket. */
export function serveRpc(socket: WebSocket, handlers: Handlers): RpcServer {
  const connection = connect(socket);
  for (const method of Object.keys(methods) as Method[]) serveMethod(connection, method, handlers);
  connection.listen();
  return { notify: (event) => void connection.sendNotification(eventNotification, event).catch(() => {}) };
}

/** Speaks to the run process at the other end of an open socket. */
export function connectRpc(socket: WebSocket, onEvent: (event: RunEvent) => void): RpcClient {
  const connection = connect(socket);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  connection.onNotification(eventNotification, (params: unknown) => onEvent(parseEvent(params)));
  connection.listen();
  return {
    async request(method, params) {
      const result = await send(connection, method, params);
      return methods[method].result.parse(result) as Result<typeof method>;
    },
    closed,
    close: () => socket.close(),
  };
}

function serveMethod<M extends Method>(connection: MessageConnection, method: M, handlers: Handlers): void {
  connection.onRequest(method, async (params: unknown) => {
    const parsed = methods[method].params.safeParse(params);
    if (!parsed.success) throw failure(errors.messageInvalid(method), ErrorCodes.InvalidParams);
    try {
      return await handlers[method](parsed.data as Params<M>);
    } catch (error) {
      throw failure(error, applicationError);
    }
  });
}

/** The first of the codes that JSON-RPC leaves to applications; the real code is in the report. */
const applicationError = -32000;

function failure(error: unknown, code: number): ResponseError<ErrorReport> {
  const report = reportOf(error);
  return new ResponseError(code, report.message, report);
}

const reportSchema = z.object({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() });

async function send(connection: MessageConnection, method: string, params: unknown): Promise<unknown> {
  try {
    return await connection.sendRequest(method, params);
  } catch (error) {
    throw errorOf(error);
  }
}

function errorOf(error: unknown): AsclepiusError {
  const ended = !(error instanceof ResponseError) || error.code === ErrorCodes.PendingResponseRejected;
  if (ended) return errors.runtimeDied('the connection ended');
  const report = reportSchema.safeParse(error.data);
  if (!report.success) return errors.internal('the run process did not understand the request', error);
  const { code, message, remedy } = report.data;
  return new AsclepiusError(code, message, remedy);
}

function connect(socket: WebSocket): MessageConnection {
  const connection = createMessageConnection(new SocketReader(socket), new SocketWriter(socket), NullLogger);
  socket.once('close', () => connection.dispose());
  return connection;
}

const messageSchema = z.looseObject({ jsonrpc: z.literal('2.0') });

class SocketReader extends AbstractMessageReader {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
  }

  listen(callback: DataCallback): Disposable {
    const onMessage = (data: unknown) => {
      const message = readMessage(String(data));
      // 1007: the peer sent what is no message of this protocol.
      if (message) callback(message);
      else this.#socket.close(1007);
    };
    this.#socket.on('message', onMessage);
    return { dispose: () => this.#socket.off('message', onMessage) };
  }
}

function readMessage(text: string): Message | undefined {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

class SocketWriter extends AbstractMessageWriter {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
  }

  async write(message: Message): Promise<void> {
    this.#socket.send(JSON.stringify(message), () => {});
  }

  end(): void {
    this.#socket.close();
  }
}
