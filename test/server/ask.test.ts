import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { connect } from '../../runtime/client/connect.ts';
import type { AskProgress, AskToken } from '../../runtime/protocol/ask.ts';
import { serviceProtocol } from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';
import { program, temporaryStorage } from './runs.ts';
import { writeTinyModel } from './tiny-model.ts';

const note = 'Jane Doe was seen for a cough. '.repeat(20);

async function client(place: string, pid: number | undefined) {
  while (readEndpoint(place)?.pid !== pid) await delay(20);
  const endpoint = readEndpoint(place);
  const heard = { tokens: [] as AskToken[], progress: [] as AskProgress[] };
  const listeners = {
    'dataset/progress': () => {},
    'dataset/hits': () => {},
    'ask/progress': (progress: AskProgress) => heard.progress.push(progress),
    'ask/token': (token: AskToken) => heard.tokens.push(token),
  };
  const rpc = endpoint && (await connect(endpoint, serviceProtocol, listeners));
  if (!rpc) throw new Error('nobody answers');
  return { rpc, heard };
}

test('the service process answers two windows in turn, each hears its own, and a cancel takes effect at once', async () => {
  const storage = temporaryStorage();
  const model = writeTinyModel(join(storage, 'model'));
  const place = join(storage, 'service');
  const child = execa(process.execPath, [program, 'service', '--folder', place], {
    env: { ASCLEPIUS_HOME: storage },
    reject: false,
    stdin: 'pipe',
  });
  try {
    const cancel = new AbortController();
    const one = await client(place, child.pid);
    const two = await client(place, child.pid);
    const sampling = { maxNewTokens: 1000, temperature: 1 };
    const request = { ask: 'same', model, note, question: 'Why?', device: 'cpu', threads: 1 } as const;
    const cancelled = one.rpc.request('ask/answer', { ...request, sampling }, cancel.signal);
    const isCancelled = expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    while (one.heard.progress.length === 0) await delay(5);
    const answered = two.rpc.request('ask/answer', { ...request, sampling: { ...sampling, maxNewTokens: 8 } });
    while (one.heard.tokens.length === 0 || two.heard.progress.length === 0) await delay(5);
    cancel.abort();
    await isCancelled;
    const answer = await answered;
    expect(two.heard.tokens.map(({ text }) => text).join('')).toBe(answer.text);
    expect(two.heard.progress.map(({ phase }) => phase)).toContain('queued');
    // Those that were written meanwhile; the whole answer would be a thousand.
    expect(one.heard.tokens.length).toBeLessThan(900);
    expect(new Set([...one.heard.tokens, ...two.heard.tokens].map(({ ask }) => ask))).toEqual(new Set(['same']));

    // More than what other connections take in one message.
    const long = `${note}\n\n`.repeat(2000);
    const some = await two.rpc.request('ask/answer', {
      ...request,
      note: long,
      maxParts: 1,
      sampling: { maxNewTokens: 2 },
    });
    expect(long.length).toBeGreaterThan(2 ** 20);
    expect(some.read[0]?.end).toBeLessThan(long.length);
    expect(some.unread.at(-1)?.end).toBe(long.length);

    expect((await two.rpc.request('ask/status', {})).model).toBe(model);
    await two.rpc.request('ask/release', {});
    expect((await two.rpc.request('ask/status', {})).model).toBeUndefined();
    await expect(two.rpc.request('ask/answer', { ...request, question: ' ' })).rejects.toMatchObject({
      code: 'messageInvalid',
    });
  } finally {
    child.stdin.end();
  }
  const { exitCode, stdout, stderr } = await child;
  expect(exitCode).toBe(0);
  expect(stdout + stderr).not.toContain('Jane');
});
