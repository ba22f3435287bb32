/**
 * JSON-RPC 2.0 over a WebSocket or between threads, both sides, for any table of methods and notifications. Every message is parsed with
 * its schema; an error crosses as a report. Node only.
 */
import type { MessagePort, Worker } from 'node:worker_threads';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  type Message,
  type MessageConnection,
  NullLogger,
  PortMessageReader,
  PortMessageWriter,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { AsclepiusError, type ErrorReport, errorCodes, errors, reportOf } from './errors.ts';
import { t } from './l10n.ts';

/** What two processes may say to each other: the client asks, the server answers and notifies. */
export interface Protocol {
  readonly methods: Readonly<Record<string, { readonly params: z.ZodType; readonly result: z.ZodType }>>;
  readonly notifications: Readonly<Record<string, z.ZodType>>;
}
type MethodOf<P extends Protocol> = keyof P['methods'] & string;
type NotificationOf<P extends Protocol> = keyof P['notifications'] & string;
type Params<P extends Protocol, M extends MethodOf<P>> = z.output<P['methods'][M]['params']>;
/** As the caller writes it: what has a default may be left out. */
type Input<P extends Protocol, M extends MethodOf<P>> = z.input<P['methods'][M]['params']>;
type Result<P extends Protocol, M extends MethodOf<P>> = z.output<P['methods'][M]['result']>;

export type Handlers<P extends Protocol> = {
  /** @param signal aborted when the client cancels the request or its connection ends */
  readonly [M in MethodOf<P>]: (params: Params<P, M>, signal: AbortSignal) => Result<P, M> | Promise<Result<P, M>>;
};
export type Listeners<P extends Protocol> = {
  readonly [N in NotificationOf<P>]: (params: z.output<P['notifications'][N]>) => void;
};

/** The server's end of a connection. */
export interface RpcServer<P extends Protocol> {
  /** Never throws: the client may have gone. */
  notify<N extends NotificationOf<P>>(name: N, params: z.output<P['notifications'][N]>): void;
}

/** A client's end of a connection. */
export interface RpcClient<P extends Protocol> {
  /**
   * @param signal cancels the request; the answer is then the error `cancelled`
   * @throws AsclepiusError as the server threw it, or `runtimeDied` when the connection ends before the answer
   */
  request<M extends MethodOf<P>>(method: M, params: Input<P, M>, signal?: AbortSignal): Promise<Result<P, M>>;
  /** Settles when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  close(): void;
}

/** The other end: a process across an open socket, or a thread. */
export type Peer = WebSocket | MessagePort | Worker;

/** Answers the requests that come from a peer. */
export function serveRpc<P extends Protocol>(peer: Peer, protocol: P, handlers: Handlers<P>): RpcServer<P> {
  const connection = connect(peer);
  for (const method of Object.keys(protocol.methods)) serveMethod(connection, protocol, method, handlers);
  connection.listen();
  return { notify: (name, params) => void connection.sendNotification(name, params).catch(() => {}) };
}

/** Speaks to the server at the other end. */
export function connectRpc<P extends Protocol>(peer: Peer, protocol: P, listeners: Listeners<P>): RpcClient<P> {
  const connection = connect(peer);
  const closed = new Promise<void>((resolve) => whenClosed(peer, resolve));
  for (const name of Object.keys(protocol.notifications) as NotificationOf<P>[]) {
    connection.onNotification(name, (params: unknown) => {
      const parsed = protocol.notifications[name]?.safeParse(params);
      // 1007: what cannot be understood must not be passed over in silence.
      if (parsed?.success) listeners[name](parsed.data as never);
      else close(peer, 1007);
    });
  }
  connection.listen();
  return {
    async request(method, params, signal) {
      const answer = await send(connection, method, params, signal);
      const parsed = protocol.methods[method]?.result.safeParse(answer);
      if (!parsed?.success) throw errors.messageInvalid(method);
      return parsed.data as Result<P, typeof method>;
    },
    closed,
    close: () => close(peer),
  };
}

function serveMethod<P extends Protocol>(
  connection: MessageConnection,
  { methods }: P,
  method: MethodOf<P>,
  handlers: Handlers<P>,
): void {
  connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
    const parsed = methods[method]?.params.safeParse(params);
    if (!parsed?.success) throw failure(errors.messageInvalid(method), ErrorCodes.InvalidParams);
    try {
      return await handlers[method](parsed.data as Params<P, typeof method>, signalOf(token));
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

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort(errors.cancelled()));
  return controller.signal;
}

async function send(connection: MessageConnection, method: string, params: unknown, signal?: AbortSignal) {
  if (signal?.aborted) throw errors.cancelled();
  const cancellation = new CancellationTokenSource();
  const cancel = () => cancellation.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await connection.sendRequest<unknown>(method, params, signal ? cancellation.token : CancellationToken.None);
  } catch (error) {
    throw errorOf(error);
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

const reportSchema = z.object({ code: z.enum(errorCodes), message: z.string(), remedy: z.string() });

function errorOf(error: unknown): AsclepiusError {
  const ended = !(error instanceof ResponseError) || error.code === ErrorCodes.PendingResponseRejected;
  if (ended) return errors.runtimeDied(t('the connection ended'));
  const report = reportSchema.safeParse(error.data);
  if (!report.success) return errors.internal(t('the runtime did not understand the request'), error);
  const { code, message, remedy } = report.data;
  return new AsclepiusError(code, message, remedy);
}

function connect(peer: Peer): MessageConnection {
  const connection = isThread(peer)
    ? createMessageConnection(new PortMessageReader(peer), new PortMessageWriter(peer), NullLogger)
    : createMessageConnection(new SocketReader(peer), new SocketWriter(peer), NullLogger);
  whenClosed(peer, () => connection.dispose());
  return connection;
}

const isThread = (peer: Peer): peer is MessagePort | Worker => 'postMessage' in peer;
const isWorker = (peer: Peer): peer is Worker => 'threadId' in peer;

function whenClosed(peer: Peer, act: () => void): void {
  if (isWorker(peer)) peer.once('exit', act);
  else if (isThread(peer)) peer.once('close', act);
  else peer.once('close', act);
}

function close(peer: Peer, code?: number): void {
  if (isWorker(peer)) void peer.terminate();
  else if (isThread(peer)) peer.close();
  else peer.close(code);
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
