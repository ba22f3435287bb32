/** "Get Model…" with an editor whose user is the test. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type FakeHub, startFakeHub } from '../hub/fake-hub.ts';
import { tinyRepository } from '../hub/tiny-repository.ts';

const repo = 'tests/Tiny-Llama';
const user = vi.hoisted(() => ({
  isTrusted: true,
  settings: {} as Record<string, string>,
  /** What is typed into the picker. */
  named: '',
  /** The button of each message in turn. */
  presses: [] as string[],
  typed: undefined as string | undefined,
  shown: [] as string[],
  opened: [] as string[],
  commands: [] as string[],
}));
vi.mock('vscode', () => {
  const say = async (text: string, ...more: unknown[]) => {
    const [first] = more as { detail?: string }[];
    user.shown.push([text, first?.detail ?? ''].join('\n'));
    const button = user.presses.shift();
    return more.includes(button) ? button : undefined;
  };
  const picker = () => {
    const heard: Record<string, (value: string) => void> = {};
    const on = (name: string) => (listener: (value: string) => void) => {
      heard[name] = listener;
    };
    const own = {
      items: [] as unknown[],
      activeItems: [] as unknown[],
      onDidChangeValue: on('value'),
      onDidAccept: on('accept'),
      onDidHide: on('hide'),
      show() {
        heard.value?.(user.named);
        own.activeItems = own.items.slice(-1);
        heard.accept?.('');
        heard.hide?.('');
      },
      dispose() {},
    };
    return own;
  };
  return {
    l10n: { t: (text: string, ...args: unknown[]) => text.replaceAll(/\{(\d)\}/g, (_, i) => String(args[Number(i)])) },
    env: { language: 'en', openExternal: async (uri: string) => void user.opened.push(uri) },
    Uri: { parse: (text: string) => text },
    ProgressLocation: { Notification: 15 },
    window: {
      createOutputChannel: () => ({ info() {}, error() {} }),
      createQuickPick: picker,
      showInformationMessage: say,
      showErrorMessage: say,
      showWarningMessage: say,
      showInputBox: async () => user.typed,
      withProgress: (_: unknown, work: (...args: unknown[]) => unknown) =>
        work({ report() {} }, { onCancellationRequested() {} }),
    },
    commands: { executeCommand: async (name: string) => void user.commands.push(name) },
    workspace: {
      get isTrusted() {
        return user.isTrusted;
      },
      getConfiguration: () => ({ get: (key: string, fallback: unknown) => user.settings[key] ?? fallback }),
    },
  };
});
const { getModel, getModelAndOffer } = await import('../../src/hub/get-model.ts');
const { askForToken } = await import('../../src/hub/token.ts');

let hub: FakeHub;
let storage: string;
let secrets: Map<string, string>;
let memory: Map<string, unknown>;
let context: Parameters<typeof getModel>[0];
beforeAll(async () => {
  hub = await startFakeHub({});
});
afterAll(() => hub.close());
beforeEach(() => {
  storage = mkdtempSync(join(tmpdir(), 'asclepius-get-'));
  onTestFinished(() => rmSync(storage, { recursive: true, force: true }));
  hub.repositories[repo] = tinyRepository();
  hub.asked.length = 0;
  const settings = { storageFolder: storage, hubEndpoint: hub.endpoint };
  Object.assign(user, { isTrusted: true, settings, named: repo, presses: [], typed: undefined });
  Object.assign(user, { shown: [], opened: [], commands: [] });
  [secrets, memory] = [new Map(), new Map()];
  const update = async (key: string, value: unknown) => void memory.set(key, value);
  const store = async (key: string, value: string) => void secrets.set(key, value);
  const kept = {
    get: async (key: string) => secrets.get(key),
    store,
    delete: async (key: string) => void secrets.delete(key),
  };
  context = { secrets: kept, globalState: { get: (key: string) => memory.get(key), update } } as never;
});
const isFetched = () => hub.asked.some(({ path }) => path.startsWith('/store/'));

test('a workspace that is not trusted gets no model and asks no hub', async () => {
  user.isTrusted = false;
  expect(await getModel(context)).toBeUndefined();
  expect(user.shown.join()).toContain('trusted');
  expect(hub.asked).toEqual([]);
});

test('until the user agrees to size, licence and place, no weights are fetched and nothing is kept', async () => {
  expect(await getModel(context)).toBeUndefined();
  const [said] = user.shown;
  for (const part of [`${hub.endpoint}/${repo}`, 'apache-2.0', '6 files', 'Nothing of your notes'])
    expect(said).toContain(part);
  expect(isFetched()).toBe(false);
  expect(readdirSync(join(storage, 'models'))).toEqual([]);
});

test('a model that is here can answer at once', async () => {
  user.presses = ['Get Model', 'Ask'];
  await getModelAndOffer(context);
  const path = join(storage, 'models', 'tests--Tiny-Llama');
  expect(existsSync(join(path, 'model.safetensors'))).toBe(true);
  expect(memory.get('asclepius.answerer')).toEqual({ kind: 'model', model: path });
  expect(user.commands).toEqual(['asclepius.ask']);
});

test('a gated model leads to its page and asks for a token, which is kept as a secret for that hub alone', async () => {
  hub.repositories[repo] = { ...tinyRepository(), gatedBy: 'hf_right' };
  user.presses = ['Open Page', 'Get Model'];
  user.typed = 'hf_right';
  expect(await getModel(context)).toBe(join(storage, 'models', 'tests--Tiny-Llama'));
  expect(user.opened).toEqual([`${hub.endpoint}/${repo}`]);
  expect([...secrets]).toEqual([[expect.stringContaining(hub.endpoint), 'hf_right']]);
  expect(JSON.stringify([...memory]) + user.shown.join()).not.toContain('hf_right');
  hub.asked.length = 0;
  user.settings.hubEndpoint = hub.endpoint.replace('127.0.0.1', 'localhost');
  await expect(getModel(context)).resolves.toBeUndefined();
  expect(hub.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
  user.settings.hubEndpoint = hub.endpoint;
  user.typed = '';
  expect(await askForToken(context)).toBe(false);
  expect(secrets.size).toBe(0);
});

test('a model of a family that cannot be loaded is refused; a hub that fails leads to its address in the settings', async () => {
  const tiny = tinyRepository();
  const config = JSON.stringify({ ...JSON.parse(String(tiny.files['config.json'])), model_type: 'mamba' });
  hub.repositories[repo] = { ...tiny, files: { ...tiny.files, 'config.json': config } };
  await expect(getModel(context)).rejects.toMatchObject({ code: 'modelTypeUnknown' });
  hub.status = 503;
  user.presses = ['Address of the Hub…'];
  expect(await getModel(context)).toBeUndefined();
  expect(user.commands).toEqual(['workbench.action.openSettings']);
  hub.status = undefined;
});
