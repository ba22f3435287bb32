/** The service process as the extension starts it, and what it takes of memory. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { connect } from '../../runtime/client/connect.ts';
import type { RpcClient } from '../../runtime/protocol/rpc.ts';
import {
  type SearchHit,
  type ServiceProtocol,
  serviceProtocol,
  serviceProtocolVersion,
} from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';

export interface ServiceProcess {
  readonly client: RpcClient<ServiceProtocol>;
  /** Replaced by whoever listens. */
  onHits: (hits: readonly SearchHit[]) => void;
  readonly progress: number[];
  /** Resident bytes now, and the most so far; not a number where the system does not tell. */
  memory(): { readonly now: number; readonly peak: number };
  close(): Promise<void>;
}

/** @param storage where indexes are kept */
export async function startServiceProcess(storage: string): Promise<ServiceProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-bench-service-'));
  const program = join(import.meta.dirname, '..', '..', 'dist', 'asclepius.mjs');
  const child = execa(process.execPath, [program, 'service', '--folder', folder], {
    stdin: 'pipe',
    stdout: 'ignore',
    reject: false,
    env: { ASCLEPIUS_HOME: storage },
  });
  while (child.exitCode === null && readEndpoint(folder)?.pid !== child.pid) await delay(5);
  const endpoint = readEndpoint(folder);
  const progress: number[] = [];
  const client =
    endpoint &&
    (await connect(endpoint, serviceProtocol, {
      'dataset/progress': ({ done, total }) => progress.push(done / total),
      'dataset/hits': ({ hits }) => service.onHits(hits),
      'ask/progress': () => {},
      'ask/token': () => {},
    }));
  if (!client) throw new Error('The service process could not be started: npm run build');
  await client.request('hello', { protocolVersion: serviceProtocolVersion });
  const service: ServiceProcess = {
    client,
    progress,
    onHits: () => {},
    memory: () => ({ now: statusOf(child.pid, 'VmRSS'), peak: statusOf(child.pid, 'VmHWM') }),
    async close() {
      child.stdin.end();
      await child;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return service;
}

/** Linux only. */
function statusOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number {
  const file = `/proc/${pid}/status`;
  const found = existsSync(file) && new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'));
  return found ? Number(found[1]) * 1024 : Number.NaN;
}
