import * as vscode from 'vscode';

/** Changes of a tree and readings of it, in turn. */
export interface Changes<T> {
  readonly event: vscode.Event<T | undefined>;
  /** @param node what changed, with all below it; undefined for the whole tree */
  fire(node: T | undefined): void;
  /** Holds changes back until what is read here is with the editor. */
  reading<R>(read: () => Promise<R>): Promise<R>;
}

/** What an editor takes to draw children that it has read, in milliseconds. */
const drawing = 300;

/**
 * Tells an editor of changes only while it reads no children. Where the two meet, it reads the same children twice at once,
 * and before 1.108 (microsoft/vscode#281000) it then shows none: "Element with id … is already registered". While it still
 * draws them, that editor forgets their ids and does not read them anew, so that they cannot be opened.
 */
export function changesInTurn<T>(): Changes<T> {
  const changed = new vscode.EventEmitter<T | undefined>();
  const waiting = new Set<T | undefined>();
  let readers = 0;

  function tell(): void {
    if (readers > 0) return;
    const nodes = waiting.has(undefined) ? [undefined] : [...waiting];
    waiting.clear();
    for (const node of nodes) changed.fire(node);
  }
  return {
    event: changed.event,
    fire(node) {
      waiting.add(node);
      tell();
    },
    async reading(read) {
      readers++;
      try {
        return await read();
      } finally {
        setTimeout(() => {
          readers--;
          tell();
        }, drawing);
      }
    },
  };
}
