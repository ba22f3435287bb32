/** The editor is told of changes to a tree when it reads nothing of it, and of each once. */
import { expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../event-emitter.ts'));
const { changesInTurn } = await import('../../../src/dataset/changes.ts');

function listened() {
  const changes = changesInTurn<string>();
  const told: (string | undefined)[] = [];
  changes.event((node) => told.push(node));
  return { changes, told };
}
const later = () => new Promise((resolve) => setTimeout(resolve, 400));

test('a change is told at once where nothing is read', () => {
  const { changes, told } = listened();
  changes.fire('a');
  expect(told).toEqual(['a']);
});

test('what changes while children are read is told after the last reader, once each', async () => {
  const { changes, told } = listened();
  const ends: (() => void)[] = [];
  const readings = ['first', 'second'].map((text) =>
    changes.reading(() => new Promise<string>((resolve) => ends.push(() => resolve(text)))),
  );
  for (const node of ['a', 'b', 'a']) changes.fire(node);
  ends[0]?.();
  expect(await readings[0]).toBe('first');
  await later();
  expect(told).toEqual([]);
  ends[1]?.();
  await readings[1];
  await later();
  expect(told).toEqual(['a', 'b']);
});

test('a change of the whole tree holds every other; a reading that fails holds none back', async () => {
  const { changes, told } = listened();
  const failing = changes.reading(async () => {
    changes.fire('a');
    changes.fire(undefined);
    throw new Error('no such table');
  });
  await expect(failing).rejects.toThrow('no such table');
  await later();
  expect(told).toEqual([undefined]);
});
