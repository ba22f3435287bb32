import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { fineTuneConfigSchema } from '../../../runtime/protocol/config.ts';
import { createRun, forgetRun, type Run } from '../../../runtime/runs/run-folder.ts';
import type { Answerer } from '../../../src/assistant/answerers.ts';
import { fakeEditor } from './editor.ts';

const settings = { storageFolder: '' };
vi.doMock('vscode', () => fakeEditor('', settings));
const { answererAt, answererName, askedOf, currentAnswerer, rememberAnswerer, stampOf } = await import(
  '../../../src/assistant/answerers.ts'
);

let context: Parameters<typeof currentAnswerer>[0];
beforeEach(() => {
  settings.storageFolder = mkdtempSync(join(tmpdir(), 'asclepius-answerers-'));
  onTestFinished(() => rmSync(settings.storageFolder, { recursive: true, force: true }));
  const memory = new Map<string, unknown>();
  const globalState = {
    get: (key: string) => memory.get(key),
    update: async (key: string, value: unknown) => memory.set(key, value),
  };
  context = { globalState } as unknown as typeof context;
});

const config = (name: string, objective = 'answer') =>
  fineTuneConfigSchema.parse({ name, model: '/models/small', prompt: 'asclepius', objective });

/** @param result what it has left behind */
function run(name: string, result?: 'adapter', objective?: 'pretrain'): Run {
  const made = createRun(settings.storageFolder, config(name, objective));
  if (result) {
    mkdirSync(join(made.folder, result));
    writeFileSync(join(made.folder, result, 'adapter_config.json'), '{}');
  }
  return made;
}
const of = ({ id }: Run): Answerer => ({ kind: 'run', run: id });
const wait = () => new Promise((resolve) => setTimeout(resolve, 5));

test('without a choice the newest run with an adapter answers, one under way does not; without any, nobody', async () => {
  expect(currentAnswerer(context)).toBeUndefined();
  run('Old', 'adapter');
  await wait();
  const newer = run('Newer', 'adapter');
  await wait();
  run('Under way');
  expect(currentAnswerer(context)).toEqual(of(newer));
});

test('a run that learned from notes alone answers only when it is chosen', async () => {
  const notesOnly = run('Notes only', 'adapter', 'pretrain');
  expect(currentAnswerer(context)).toBeUndefined();
  await rememberAnswerer(context, of(notesOnly));
  expect(currentAnswerer(context)).toEqual(of(notesOnly));
});

test('a choice is remembered as long as what was chosen is there', async () => {
  const chosen = run('Chosen', 'adapter');
  await wait();
  const newer = run('Newer', 'adapter');
  await rememberAnswerer(context, of(chosen));
  expect(currentAnswerer(context)).toEqual(of(chosen));
  forgetRun(settings.storageFolder, chosen);
  expect(currentAnswerer(context)).toEqual(of(newer));
  await rememberAnswerer(context, { kind: 'model', model: 'embedded' });
  expect(currentAnswerer(context)).toEqual({ kind: 'model', model: 'embedded' });
});

test("a run is found by its result's folder or its own, as the end of a training names it", () => {
  const made = run('Made', 'adapter');
  expect(answererAt(join(made.folder, 'adapter'))).toEqual(of(made));
  expect(answererAt(made.folder)).toEqual(of(made));
  expect(answererAt('/elsewhere/adapter')).toBeUndefined();
});

test('the base beside an adapter is the model that the run began with, asked in the same words', () => {
  const made = run('Made', 'adapter');
  expect(askedOf({ kind: 'base', run: made.id })).toEqual({ model: '/models/small', prompt: 'asclepius' });
  expect(askedOf(of(made))).toEqual({ run: made.id });
  expect([answererName(of(made)), answererName({ kind: 'base', run: made.id })]).toEqual(['Made', 'base of Made']);
});

test('a run that went on gives no summary of its older self', async () => {
  const made = run('Made', 'adapter');
  const before = stampOf(of(made));
  await wait();
  writeFileSync(join(made.folder, 'adapter', 'adapter_config.json'), '{ }');
  expect(stampOf(of(made))).not.toBe(before);
});
