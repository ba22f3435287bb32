import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../runtime/client/connect.ts';
import { type SearchHit, serviceProtocol } from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { sampleRows } from '../data/sample-rows.ts';
import { writeTable } from '../dataset/table-file.ts';

const program = join(import.meta.dirname, '..', '..', 'runtime', 'cli', 'main.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asclepius-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

function start() {
  const place = join(folder, 'service');
  const child = execa(process.execPath, [program, 'service', '--folder', place], {
    env: { ASCLEPIUS_HOME: join(folder, 'home') },
    reject: false,
    stdin: 'pipe',
  });
  return { place, child };
}

async function client(place: string, pid: number | undefined) {
  while (readEndpoint(place)?.pid !== pid) await delay(20);
  const endpoint = readEndpoint(place);
  const hits: { search: string; hits: SearchHit[] }[] = [];
  const listeners = {
    'dataset/progress': () => {},
    'dataset/hits': (found: (typeof hits)[0]) => hits.push(found),
    'ask/progress': () => {},
    'ask/token': () => {},
  };
  const rpc = endpoint && (await connect(endpoint, serviceProtocol, listeners));
  if (!rpc) throw new Error('nobody answers');
  return { rpc, hits };
}

test('the process serves two windows, keeps their searches apart, and ends with its input, leaving nothing', async () => {
  const path = await writeTable(join(folder, 'table.csv'), sampleRows(200, 20));
  const { place, child } = start();
  try {
    const one = await client(place, child.pid);
    const two = await client(place, child.pid);
    expect(await one.rpc.request('hello', { protocolVersion: 1 })).toMatchObject({ pid: child.pid });
    expect((await stat(join(place, 'endpoint.json'))).mode & 0o077).toBe(0);
    const { id } = await one.rpc.request('dataset/open', { source: path });
    expect((await two.rpc.request('dataset/open', { source: path })).id).toBe(id);
    await Promise.all([
      one.rpc.request('dataset/search', { id, search: 'same', query: 'Note 7:' }),
      two.rpc.request('dataset/search', { id, search: 'same', query: 'Note 8:' }),
    ]);
    expect(one.hits.map(({ search, hits }) => [search, hits[0]?.snippet.slice(0, 7)])).toEqual([['same', 'Note 7:']]);
    expect(two.hits.map(({ hits }) => hits[0]?.snippet.slice(0, 7))).toEqual(['Note 8:']);

    await one.rpc.request('dataset/close', { id });
    await one.rpc.request('dataset/close', { id });
    expect((await two.rpc.request('dataset/rows', { id })).total).toBe(200);
    await expect(one.rpc.request('dataset/rows', { id, limit: 0 })).rejects.toMatchObject({ code: 'messageInvalid' });
    await expect(one.rpc.request('dataset/open', { source: 'no/such.csv' })).rejects.toMatchObject({
      code: 'fileMissing',
    });
  } finally {
    child.stdin.end();
  }
  const { exitCode, stdout, stderr } = await child;
  expect(exitCode).toBe(0);
  expect(stdout + stderr).not.toContain('Note 7');
  expect(existsSync(join(place, 'endpoint.json'))).toBe(false);
});
