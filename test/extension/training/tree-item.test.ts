/** How a run looks in the tree, and what a click on it does. */
import { expect, test, vi } from 'vitest';
import type { TrackedRun } from '../../../src/training/tracker.ts';

vi.mock('vscode', () => ({
  TreeItem: class {
    label: string;
    constructor(label: string) {
      this.label = label;
    }
  },
  ThemeIcon: class {},
  ThemeColor: class {},
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])) },
  env: { language: 'en' },
}));
const { treeItem } = await import('../../../src/training/tree-item.ts');

const run = {
  ...{ id: 'a', name: 'First', folder: '/runs/a', createdAt: '2026-11-28T10:00:00Z' },
  ...{ status: 'running', step: 3, totalSteps: 9, loss: 1.5 },
} as unknown as TrackedRun;

test('an entry says how its run stands', () => {
  const { label, description, contextValue } = treeItem(run);
  expect([label, description, contextValue]).toEqual(['First', 'running · step 3/9, loss 1.500', 'run.running']);
});

test('a click binds no run: the editor forgets an argument while a newer drawing of the entry is on its way', () => {
  const { command } = treeItem(run);
  expect(command?.command).toBe('asclepius.run.openSelected');
  expect(command?.arguments).toBeUndefined();
});
