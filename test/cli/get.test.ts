import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type FakeHub, startFakeHub } from '../hub/fake-hub.ts';
import { tinyRepository } from '../hub/tiny-repository.ts';
import { temporaryStorage } from '../server/runs.ts';
import { asclepius, linesOf, start } from './command.ts';

const repo = 'tests/Tiny-Llama';
const weights = 'model.safetensors';
let hub: FakeHub;
let storage: string;
beforeAll(async () => {
  hub = await startFakeHub({ [repo]: tinyRepository() });
});
afterAll(() => hub.close());
beforeEach(() => {
  storage = temporaryStorage();
  hub.asked.length = 0;
  hub.stallAt = undefined;
});
const environment = () => ({ HF_ENDPOINT: hub.endpoint });

test('"get" says licence and bytes, fetches the model with a bar, and "ask" answers with it', async () => {
  const { code, stdout, stderr } = await asclepius(storage, ['get', repo, '--endpoint', hub.endpoint]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /Tiny-Llama at [0-9a-f]{12}\n {2}licence apache-2\.0 · llama, [\d,]+ parameters\n {2}6 files, /,
  );
  expect(stdout).toContain('Fetching');
  const path = /^Model: (.*)$/m.exec(stdout)?.[1] ?? '';
  const note = join(storage, 'note.txt');
  writeFileSync(note, 'Pulse 61.\n');
  const asked = ['ask', note, 'Pulse?', '--model', path, '--max-new-tokens', '3', '--threads', '1', '--json'];
  const answer = linesOf((await asclepius(storage, asked)).stdout).at(-1);
  expect(answer).toMatchObject({ type: 'answer', model: { path } });
});

test('with --json every line is an event, and the last one has the path', async () => {
  const { stdout } = await asclepius(storage, ['get', repo, '--json'], environment());
  const lines = linesOf(stdout);
  expect(lines[0]).toMatchObject({ type: 'model', name: repo, license: 'apache-2.0', modelType: 'llama', fetched: 0 });
  expect(lines.at(-2)).toMatchObject({ type: 'progress', done: lines[0]?.bytes, total: lines[0]?.bytes });
  expect(lines.at(-1)).toEqual({ type: 'done', path: join(storage, 'models', 'tests--Tiny-Llama') });
});

test('Ctrl-C ends it, and the same command goes on from there', async () => {
  hub.stallAt = { path: weights, bytes: 1000 };
  const { child, shows, outcome } = start(storage, ['get', repo, '--json'], environment());
  await shows(`"file":"${weights}"`);
  await vi.waitFor(
    () => expect(hub.asked.some(({ path, sent }) => path.includes(weights) && sent > 0)).toBe(true),
    30_000,
  );
  child.kill('SIGINT');
  expect((await outcome).code).toBe(130);
  hub.stallAt = undefined;
  const again = linesOf((await asclepius(storage, ['get', repo, '--json'], environment())).stdout);
  expect(again[0]?.fetched).toBeGreaterThan(0);
  expect(again.at(-1)).toMatchObject({ type: 'done' });
});

test('"forget" deletes a model by its name, and what was fetched of one', async () => {
  await asclepius(storage, ['get', repo], environment());
  const forgotten = await asclepius(storage, ['forget', repo]);
  expect([forgotten.code, forgotten.stdout]).toEqual([0, `Forgotten: ${repo}\n`]);
  expect(readdirSync(join(storage, 'models'))).toEqual([]);
  expect((await asclepius(storage, ['forget', repo])).code).toBe(2);
});

test('what is wrong is said with its remedy, and the exit code tells whose it is to mend', async () => {
  const none = await asclepius(storage, ['get', 'tests/None'], environment());
  expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/^error: .*tests\/None.*\nremedy: /)]);
  const gone = await startFakeHub({});
  await gone.close();
  const offline = await asclepius(storage, ['get', repo, '--endpoint', gone.endpoint]);
  expect([offline.code, offline.stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
  expect((await asclepius(storage, ['get', 'no name'], environment())).code).toBe(2);
  expect((await asclepius(storage, ['get'], environment())).code).toBe(2);
  expect(existsSync(join(storage, 'models'))).toBe(false);
});

test('no other command asks the hub for anything, not even where a model is missing', async () => {
  const config = join(storage, 'missing.finetune.json');
  mkdirSync(join(storage, 'empty'));
  writeFileSync(config, JSON.stringify({ model: 'tests/Tiny-Llama' }));
  const note = join(storage, 'note.txt');
  writeFileSync(note, 'Pulse 61.\n');
  for (const args of [['get', '--help'], ['runs'], ['finetune', config], ['ask', note, 'Pulse?', '--model', repo]])
    await asclepius(storage, args, environment());
  expect(hub.asked).toEqual([]);
});
