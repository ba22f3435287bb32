/**
 * How the server thread reaches the worker thread while that one is blocked in native code: a few integers in shared
 * memory, read between steps.
 */
export type Wish = 'run' | 'pause' | 'stop';

/** The worker's side. */
export interface RunControl {
  wish(): Wish;
  /** True once for each request. */
  takeCheckpointRequest(): boolean;
  /** Blocks the thread until the wish is no longer 'pause', or a checkpoint is asked for. */
  waitWhilePaused(): void;
}

/** The server's side. */
export interface RunController {
  readonly buffer: SharedArrayBuffer;
  readonly wish: () => Wish;
  /** A stop is final: a later pause or continue does not take it back. */
  ask(wish: Wish): void;
  requestCheckpoint(): void;
}

const wishes: readonly Wish[] = ['run', 'pause', 'stop'];
/** `changes` counts the requests: who waits for it to change misses none that comes in between. */
const slot = { wish: 0, checkpoint: 1, changes: 2 } as const;
const indexOf = (wish: Wish) => wishes.indexOf(wish);

export function createController(): RunController {
  const buffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(buffer);
  const change = (cell: number, value: number) => {
    Atomics.store(cells, cell, value);
    Atomics.add(cells, slot.changes, 1);
    Atomics.notify(cells, slot.changes);
  };
  return {
    buffer,
    wish: () => wishIn(cells),
    ask(wish) {
      if (wishIn(cells) !== 'stop') change(slot.wish, indexOf(wish));
    },
    requestCheckpoint: () => change(slot.checkpoint, 1),
  };
}

export function controlFrom(buffer: SharedArrayBuffer): RunControl {
  const cells = new Int32Array(buffer);
  return {
    wish: () => wishIn(cells),
    takeCheckpointRequest: () => Atomics.exchange(cells, slot.checkpoint, 0) === 1,
    waitWhilePaused() {
      for (;;) {
        const seen = Atomics.load(cells, slot.changes);
        if (wishIn(cells) !== 'pause' || Atomics.load(cells, slot.checkpoint) === 1) return;
        Atomics.wait(cells, slot.changes, seen);
      }
    },
  };
}

const wishIn = (cells: Int32Array): Wish => wishes[Atomics.load(cells, slot.wish)] ?? 'run';
