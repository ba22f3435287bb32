/** The panel of a run while its view loads: whatever happens meanwhile, the view is told the whole history once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { FollowOptions } from '../../runtime/client/follow.ts';
import { fineTuneConfigSchema } from '../../runtime/protocol/config.ts';
import { createRun } from '../../runtime/runs/run-folder.ts';

/** What the panel has told its view, and what the test does in the editor's place. */
const editor = vi.hoisted(() => ({
  told: [] as { type: string; events?: { seq: number }[] }[],
  send: (_: unknown) => {},
  hide: () => {},
  giveCommands: (_: string[]) => {},
  tabs: [] as { label: string; input: unknown }[],
  closed: [] as unknown[],
  TabInputWebview: class {
    readonly viewType: string;
    constructor(viewType: string) {
      this.viewType = viewType;
    }
  },
}));
const panel = {
  visible: true,
  webview: {
    options: {},
    html: '',
    asWebviewUri: String,
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      editor.send = listener;
    },
    postMessage: async (message: never) => void editor.told.push(message),
  },
  onDidDispose() {},
  onDidChangeViewState: (listener: () => void) => {
    editor.hide = listener;
    return { dispose() {} };
  },
};
vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  env: { language: 'en' },
  Uri: { joinPath: (...parts: unknown[]) => parts.join('/') },
  ViewColumn: { Active: -1 },
  TabInputWebview: editor.TabInputWebview,
  window: {
    createWebviewPanel: () => panel,
    createOutputChannel: () => ({ error() {}, warn() {} }),
    tabGroups: {
      get all() {
        return [{ tabs: editor.tabs }];
      },
      close: async (tab: unknown) => void editor.closed.push(tab),
    },
  },
  commands: {
    getCommands: () =>
      new Promise<string[]>((resolve) => {
        editor.giveCommands = resolve;
      }),
  },
  workspace: { getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }) },
}));
vi.mock('../../runtime/runs/run-folder.ts', async (original) => ({
  ...(await original<typeof import('../../runtime/runs/run-folder.ts')>()),
  servedBy: () => ({ pid: process.pid }),
}));
/** A run under way that has told three events. */
vi.mock('../../runtime/client/follow.ts', () => ({
  follow: async (_: unknown, { after, onEvent, leave }: FollowOptions) => {
    for (let seq = after + 1; seq <= 3; seq++)
      onEvent({ type: 'phase', phase: 'training', seq, attempt: 1, step: 0, time: '' });
    await new Promise((resolve) => leave.addEventListener('abort', resolve));
  },
}));
const { createPanels } = await import('../../src/training/panel.ts');

const storage = mkdtempSync(join(tmpdir(), 'asclepius-panel-'));
afterAll(() => rmSync(storage, { recursive: true }));

test('a list of runs that changes while the view loads takes nothing of the history from it', async () => {
  let change = () => {};
  const onChange = (listener: () => void) => {
    change = listener;
    return { dispose() {} };
  };
  const run = createRun(storage, fineTuneConfigSchema.parse({ model: 'embedded' }));
  const panels = createPanels({ extensionUri: '/' } as never, { onChange, runs: () => [] } as never);
  panels.show(run);
  editor.send({ type: 'ready' });
  await pause();
  change();
  await pause();
  editor.giveCommands([]);
  await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3]));
  expect(editor.told[0]?.type).toBe('run');
  change();
  await pause();
  expect(seqs()).toEqual([1, 2, 3]);

  // Hidden and shown again, the view knows nothing: it is told all once more, and once.
  editor.told.length = 0;
  panel.visible = false;
  editor.hide();
  panel.visible = true;
  editor.send({ type: 'ready' });
  editor.send({ type: 'ready' });
  await pause();
  editor.giveCommands([]);
  await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3]));
});

test('a tab that the editor kept over a reload makes way for the panel, and no other tab does', () => {
  const run = createRun(storage, fineTuneConfigSchema.parse({ model: 'embedded', name: 'Mine' }));
  const panels = createPanels(
    { extensionUri: '/' } as never,
    { onChange: () => ({ dispose() {} }), runs: () => [] } as never,
  );
  const webview = new editor.TabInputWebview('mainThreadWebview-asclepius.training');
  const kept = { label: 'Mine', input: webview };
  editor.tabs = [
    { label: 'Mine', input: undefined },
    { label: 'Other', input: webview },
    { label: 'Mine', input: new editor.TabInputWebview('mainThreadWebview-asclepius.evaluation') },
    kept,
  ];
  panels.show(run);
  expect(editor.closed).toEqual([kept]);
});

/** Longer than what is told is gathered for. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 120));
const seqs = () => editor.told.flatMap(({ events = [] }) => events.map(({ seq }) => seq));
