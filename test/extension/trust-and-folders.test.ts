/** A workspace that is not trusted, and one of several folders. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';

const editor = vi.hoisted(() => ({
  isTrusted: true,
  folders: [] as { uri: string }[],
  picked: undefined as { uri: string } | undefined,
  written: [] as string[],
  warnings: [] as string[],
  commands: [] as string[],
}));
vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  ProgressLocation: { Window: 10 },
  Uri: { joinPath: (base: string, name: string) => `${base}/${name}` },
  window: {
    createOutputChannel: () => ({}),
    showWarningMessage: async (text: string, button: string) => {
      editor.warnings.push(text);
      return button;
    },
    showWorkspaceFolderPick: async () => editor.picked,
    withProgress: (_: unknown, work: () => unknown) => work(),
  },
  commands: { executeCommand: async (name: string) => void editor.commands.push(name) },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    get workspaceFolders() {
      return editor.folders;
    },
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
    fs: {
      stat: async () => {
        throw new Error('nothing there');
      },
      writeFile: async (uri: string) => void editor.written.push(uri),
    },
  },
}));
const startRun = vi.hoisted(() => vi.fn(async () => ({ id: 'r' })));
vi.mock('../../src/training/actions.ts', () => ({ startRun }));
const evaluateInProcess = vi.hoisted(() => vi.fn());
vi.mock('../../src/evaluation/process.ts', () => ({ evaluateInProcess }));
const { createEvaluations } = await import('../../src/evaluation/evaluations.ts');
const { startFile } = await import('../../src/training/start.ts');
const { writeConfig } = await import('../../src/new-config.ts');

const folder = mkdtempSync(join(tmpdir(), 'asclepius-trust-'));
const file = { fsPath: join(folder, 'one.finetune.json') } as never;
writeFileSync(join(folder, 'one.finetune.json'), '{}');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  Object.assign(editor, { isTrusted: true, folders: [], picked: undefined, written: [], warnings: [], commands: [] });
  startRun.mockClear();
});
const training = { tracker: { refresh() {} }, panels: { show() {} } } as never;

test('nothing is trained in a workspace that is not trusted: the user is led to where trust is given', async () => {
  editor.isTrusted = false;
  await startFile({} as never, training, file);
  expect(startRun).not.toHaveBeenCalled();
  expect(editor.commands).toEqual(['workbench.trust.manage']);
  editor.isTrusted = true;
  await startFile({} as never, training, file);
  expect(startRun).toHaveBeenCalledOnce();
});

test('nothing is evaluated there either', async () => {
  editor.isTrusted = false;
  const evaluations = createEvaluations({ extensionUri: '/extension' } as never);
  await evaluations.evaluate({ id: 'r', name: 'Tiny', folder, createdAt: '' });
  expect(editor.commands).toEqual(['workbench.trust.manage']);
  expect(evaluateInProcess).not.toHaveBeenCalled();
});

test('a new config goes into the only folder, and of several into the one that the user picks', async () => {
  const write = () => writeConfig('demo', () => ({}));
  editor.folders = [{ uri: '/one' }];
  await write();
  editor.folders = [{ uri: '/one' }, { uri: '/two' }];
  editor.picked = { uri: '/two' };
  await write();
  expect(editor.written).toEqual(['/one/demo.finetune.json', '/two/demo.finetune.json']);
  editor.picked = undefined;
  expect(await write()).toBeUndefined();
  expect(editor.written).toHaveLength(2);
});
