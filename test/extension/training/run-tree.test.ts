/** The tree of runs draws anew what changed, and nothing else: a click meets an entry that stays. */
import { expect, test, vi } from 'vitest';
import type { TrackedRun } from '../../../src/training/tracker.ts';

vi.mock('vscode', () => import('../event-emitter.ts'));
const { createRunTree } = await import('../../../src/training/run-tree.ts');

const state = (id: string, step: number, more: Partial<TrackedRun> = {}) =>
  ({ id, status: 'running', step, loss: undefined, ...more }) as TrackedRun;

async function drawn(first: TrackedRun[]) {
  let states = first;
  const tree = createRunTree(async () => states);
  const told: unknown[] = [];
  tree.provider.onDidChangeTreeData?.((what) => void told.push(what));
  const become = (next: TrackedRun[]) => {
    states = next;
    return tree.redraw();
  };
  return { tree, told, become, entries: (await tree.provider.getChildren()) ?? [] };
}

test('a run that goes on is told alone, as the entry that is drawn, with its new state', async () => {
  const { entries, told, become } = await drawn([state('b', 1, { loss: 2 }), state('a', 9)]);
  await become([state('b', 2), state('a', 9)]);
  expect(told).toEqual([[entries[0]]]);
  expect((told[0] as TrackedRun[])[0]).toBe(entries[0]);
  expect(entries[0]).toEqual(state('b', 2));
});

test('where nothing changed nothing is told', async () => {
  const { told, become } = await drawn([state('a', 1)]);
  await become([state('a', 1)]);
  expect(told).toEqual([]);
});

test('a run that is new or gone redraws the tree, and the others stay the same entries', async () => {
  const { tree, entries, told, become } = await drawn([state('a', 1)]);
  await become([state('b', 0), state('a', 1)]);
  expect(told).toEqual([undefined]);
  expect((await tree.provider.getChildren())?.[1]).toBe(entries[0]);
  await become([state('a', 1)]);
  expect(told).toEqual([undefined, undefined]);
});

test('what the tracker keeps stays its own', async () => {
  const kept = state('a', 1);
  const { become } = await drawn([kept]);
  await become([state('a', 2)]);
  expect(kept).toEqual(state('a', 1));
});

test('what a run no longer says is gone from its entry', async () => {
  const { entries, become } = await drawn([state('a', 1, { secondsPerStep: 3 })]);
  await become([state('a', 1)]);
  expect(entries[0]).not.toHaveProperty('secondsPerStep');
});
