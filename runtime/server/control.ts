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
  /** Blocks the thread until the wish is no longer 'pause'. */
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
const slot = { wish: 0, checkpoint: 1 } as const;
const indexOf = (wish: Wish) => wishes.indexOf(wish);

export function createController(): RunController {
  const buffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(buffer);
  return {
    buffer,
    wish: () => wishIn(cells),
    ask(wish) {
      if (wishIn(cells) === 'stop') return;
      Atomics.store(cells, slot.wish, indexOf(wish));
      Atomics.notify(cells, slot.wish);
    },
    requestCheckpoint: () => void Atomics.store(cells, slot.checkpoint, 1),
  };
}

export function controlFrom(buffer: SharedArrayBuffer): RunControl {
  const cells = new Int32Array(buffer);
  return {
    wish: () => wishIn(cells),
    takeCheckpointRequest: () => Atomics.exchange(cells, slot.checkpoint, 0) === 1,
    waitWhilePaused() {
      while (wishIn(cells) === 'pause') Atomics.wait(cells, slot.wish, indexOf('pause'));
    },
  };
}

const wishIn = (cells: Int32Array): Wish => wishes[Atomics.load(cells, slot.wish)] ?? 'run';
