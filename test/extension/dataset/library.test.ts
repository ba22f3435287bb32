/** An open data set's file: the tree learns of every change to it, also of one that comes at once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', async () => ({
  ...(await import('../event-emitter.ts')),
  l10n: { t: (text: string) => text },
  window: { createOutputChannel: () => ({}) },
  workspace: {
    findFiles: async () => [],
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
  },
}));
const { createLibrary } = await import('../../../src/dataset/library.ts');

const folder = mkdtempSync(join(tmpdir(), 'asclepius-library-'));
const source = join(folder, 'far.csv');
afterAll(() => rmSync(folder, { recursive: true }));

const memory = { get: (_: string, fallback: unknown) => fallback, update: async () => {} };
const client = { request: async () => ({ id: '1', status: 'ready' }) };
const nothing = () => ({ dispose() {} });
const service = { client: async () => client, onProgress: nothing, onDied: nothing };
let library: ReturnType<typeof createLibrary>;
beforeEach(() => {
  writeFileSync(source, 'note\none\n');
  library = createLibrary(service as never, { globalState: memory, workspaceState: memory } as never);
});
afterEach(() => library.dispose());

async function opened() {
  const dataset = await library.find(source);
  await library.open(dataset);
  return dataset;
}
const faultOf = async (dataset: Awaited<ReturnType<typeof opened>>) => {
  await vi.waitFor(() => expect(dataset.fault).toBeDefined(), { timeout: 10_000 });
  return dataset.fault?.code;
};

test('a file deleted as soon as it is open is missed', async () => {
  const dataset = await opened();
  rmSync(source);
  expect(await faultOf(dataset)).toBe('fileMissing');
});

test('a file that grows has changed; opened again, it is right until it changes again', async () => {
  const dataset = await opened();
  await new Promise((resolve) => setTimeout(resolve, 50));
  writeFileSync(source, 'note\none\ntwo\n');
  expect(await faultOf(dataset)).toBe('datasetChanged');
  library.indexAgain(dataset);
  await library.open(dataset);
  expect(dataset.fault).toBeUndefined();
  rmSync(source);
  expect(await faultOf(dataset)).toBe('fileMissing');
});
