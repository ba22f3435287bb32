/** An editor that cannot search a workspace takes nothing away that needs no search. */
import { expect, test, vi } from 'vitest';

const search = vi.fn();
const warn = vi.fn();
vi.mock('vscode', () => ({
  window: { createOutputChannel: () => ({ warn }) },
  workspace: { findFiles: search },
}));
const { findFiles } = await import('../../src/find-files.ts');

test('gives what the editor finds', async () => {
  search.mockResolvedValueOnce(['a', 'b']);
  expect(await findFiles('**/*.csv', undefined, 5)).toEqual(['a', 'b']);
  expect(search).toHaveBeenCalledWith('**/*.csv', undefined, 5);
});

test('gives none where the search fails, and logs why', async () => {
  search.mockRejectedValueOnce(new Error('spawn rg ENOENT'));
  expect(await findFiles('**/*.csv', undefined, 5)).toEqual([]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('spawn rg ENOENT'));
});
