import { expect, test, vi } from 'vitest';

const editor = { remoteName: undefined as string | undefined, get: {} as object, inspect: {} as object };
vi.doMock('vscode', () => ({
  env: {
    get remoteName() {
      return editor.remoteName;
    },
  },
  workspace: {
    getConfiguration: () => ({
      get: (key: string, fallback: unknown) => (editor.get as Record<string, unknown>)[key] ?? fallback,
      inspect: () => editor.inspect,
    }),
  },
}));
const { machineSetting } = await import('../../src/settings.ts');

const own = {
  get: { chat: true },
  inspect: { globalValue: true, globalLocalValue: true, globalRemoteValue: undefined },
};

test("in a remote window the user's own setting turns nothing on, though the editor counts it", () => {
  Object.assign(editor, own, { remoteName: 'ssh-remote' });
  expect(machineSetting('chat', false)).toBe(false);
});

test('in a remote window the setting of that machine counts', () => {
  Object.assign(editor, own, { remoteName: 'ssh-remote', inspect: { ...own.inspect, globalRemoteValue: true } });
  expect(machineSetting('chat', false)).toBe(true);
});

test("on the user's own machine their setting counts", () => {
  Object.assign(editor, own, { remoteName: undefined });
  expect(machineSetting('chat', false)).toBe(true);
});

test('an editor that does not tell the two apart is believed', () => {
  Object.assign(editor, own, { remoteName: 'fork', inspect: { globalValue: true } });
  expect(machineSetting('chat', false)).toBe(true);
});
