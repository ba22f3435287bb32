/** Starts the service process and connects to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import type * as vscode from 'vscode';
import { connect } from '../../runtime/client/connect.ts';
import { errors } from '../../runtime/protocol/errors.ts';
import { t } from '../../runtime/protocol/l10n.ts';
import type { Listeners } from '../../runtime/protocol/rpc.ts';
import { type ServiceProtocol, serviceProtocol, serviceProtocolVersion } from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { log } from '../log.ts';
import { runtimeEnvironment } from './environment.ts';
import { programPath } from './program.ts';
import type { ServiceClient } from './service.ts';

/** @param leave ends the process. @throws runtimeDied where it cannot be started */
export async function startService(
  context: vscode.ExtensionContext,
  leave: AbortSignal,
  listeners: Listeners<ServiceProtocol>,
): Promise<ServiceClient> {
  const program = await programPath(context);
  // Private to the user: it will hold the port and the token.
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-service-'));
  const child = execa(process.execPath, [program, 'service', '--folder', folder], {
    // It ends when its input closes, and so with this process, however that ends.
    stdin: 'pipe',
    // What it says may quote a note when something unforeseen goes wrong; its errors come over the socket.
    stdout: 'ignore',
    stderr: 'ignore',
    windowsHide: true,
    cancelSignal: leave,
    reject: false,
    env: runtimeEnvironment(),
  });
  let ended: string | undefined;
  const end = child.then(({ exitCode, signal }) => {
    ended = signal ?? t('exit code {0}', String(exitCode));
    rmSync(folder, { recursive: true, force: true });
    if (!leave.aborted) log.warn(`The service process ended: ${ended}`);
  });
  while (!ended && readEndpoint(folder)?.pid !== child.pid) await delay(10);
  const endpoint = readEndpoint(folder);
  const client = endpoint && (await connect(endpoint, serviceProtocol, listeners));
  if (!client) {
    child.kill();
    await end;
    throw errors.internal(t('the service process could not be started ({0})', ended ?? ''));
  }
  await client.request('hello', { protocolVersion: serviceProtocolVersion });
  return client;
}
