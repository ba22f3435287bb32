/** The tree of runs. */
import * as vscode from 'vscode';
import type { TrackedRun } from './tracker.ts';

export interface RunTree {
  readonly provider: vscode.TreeDataProvider<TrackedRun>;
  /** Draws what changed. */
  redraw(): Promise<void>;
}

/**
 * An entry stays the same object while its run goes on, and is drawn anew alone: while the editor draws a whole tree, a
 * click in it is lost, and a run changes several times a second.
 *
 * @param runs the runs as they stand, in order
 */
export function createRunTree(runs: () => Promise<readonly TrackedRun[]>): RunTree {
  const changed = new vscode.EventEmitter<TrackedRun[] | undefined>();
  let entries: readonly TrackedRun[] = [];

  /** @returns the entries that differ from before, or undefined where others are there */
  function take(states: readonly TrackedRun[]): TrackedRun[] | undefined {
    const before = new Map(entries.map((entry) => [entry.id, entry]));
    const isSame = entries.length === states.length && states.every(({ id }, index) => entries[index]?.id === id);
    const differing = states.filter((state) => !isEqual(before.get(state.id), state)).map(({ id }) => id);
    entries = states.map((state) => replace(before.get(state.id) ?? { ...state }, state));
    return isSame ? entries.filter(({ id }) => differing.includes(id)) : undefined;
  }

  return {
    provider: {
      onDidChangeTreeData: changed.event,
      async getChildren(run) {
        if (run) return [];
        take(await runs());
        return [...entries];
      },
      getTreeItem: async (run) => (await import('./tree-item.ts')).treeItem(run),
    },
    async redraw() {
      const differing = take(await runs());
      if (differing?.length !== 0) changed.fire(differing);
    },
  };
}

const isEqual = (one: TrackedRun | undefined, other: TrackedRun) => JSON.stringify(one) === JSON.stringify(other);

/** Makes an entry say what the state says. */
function replace(entry: TrackedRun, state: TrackedRun): TrackedRun {
  for (const key of Object.keys(entry)) if (!(key in state)) Reflect.deleteProperty(entry, key);
  return Object.assign(entry, state);
}
