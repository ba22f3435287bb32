/**
 * The service process: attached to this window, it opens, pages, searches and measures data sets. It starts with the
 * first request, ends with the window (its stdin is a pipe of ours), and is started again after it died.
 */
import * as vscode from 'vscode';
import type { AskProgress, AskToken } from '../../runtime/protocol/ask.ts';
import type { RpcClient } from '../../runtime/protocol/rpc.ts';
import type { SearchHit, ServiceProtocol } from '../../runtime/protocol/service.ts';

export type ServiceClient = RpcClient<ServiceProtocol>;
export interface Progress {
  readonly id: string;
  readonly phase: 'indexing' | 'measuring';
  readonly done: number;
  readonly total: number;
}

export interface Service extends vscode.Disposable {
  /** Connected; starts the process where there is none. @throws runtimeDied where it cannot be started */
  client(): Promise<ServiceClient>;
  readonly onProgress: vscode.Event<Progress>;
  readonly onHits: vscode.Event<{ readonly search: string; readonly hits: readonly SearchHit[] }>;
  readonly onAskProgress: vscode.Event<AskProgress>;
  readonly onToken: vscode.Event<AskToken>;
  /** The process has died: what it had open is no longer open. */
  readonly onDied: vscode.Event<void>;
}

export function createService(context: vscode.ExtensionContext): Service {
  const progress = new vscode.EventEmitter<Progress>();
  const hits = new vscode.EventEmitter<{ search: string; hits: readonly SearchHit[] }>();
  const askProgress = new vscode.EventEmitter<AskProgress>();
  const token = new vscode.EventEmitter<AskToken>();
  const died = new vscode.EventEmitter<void>();
  const listeners = {
    'dataset/progress': (params: Progress) => progress.fire(params),
    'dataset/hits': (params: { search: string; hits: SearchHit[] }) => hits.fire(params),
    'ask/progress': (params: AskProgress) => askProgress.fire(params),
    'ask/token': (params: AskToken) => token.fire(params),
  };
  const leave = new AbortController();
  let current: Promise<ServiceClient> | undefined;

  async function start(): Promise<ServiceClient> {
    // Loaded here, as it brings the libraries of processes, sockets and schemas along.
    const { startService } = await import('./start-service.ts');
    const client = await startService(context, leave.signal, listeners);
    void client.closed.then(() => {
      current = undefined;
      if (!leave.signal.aborted) died.fire();
    });
    return client;
  }

  return {
    client() {
      current ??= start().catch((error) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    onProgress: progress.event,
    onHits: hits.event,
    onAskProgress: askProgress.event,
    onToken: token.event,
    onDied: died.event,
    dispose: () => leave.abort(),
  };
}
