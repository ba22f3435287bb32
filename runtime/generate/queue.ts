/** One job at a time, in the order they came. */
import { errors } from '../protocol/errors.ts';

export interface Queue {
  /** Jobs that wait or are under way. */
  readonly length: number;
  /** @param signal takes a job that still waits out of the queue. @throws cancelled, and what the job throws */
  run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createQueue(): Queue {
  let length = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    get length() {
      return length;
    },
    async run(job, signal) {
      length++;
      const before = last;
      let leave = () => {};
      const own = new Promise<void>((resolve) => {
        leave = resolve;
      });
      // Whoever leaves the queue early still waits for those before on behalf of those behind.
      last = Promise.all([before, own]);
      try {
        await orAborted(before, signal);
        return await job();
      } finally {
        length--;
        leave();
      }
    },
  };
}

function orAborted(waiting: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (!signal) return waiting;
  return new Promise((resolve, reject) => {
    const leave = () => reject(errors.cancelled());
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    void waiting.then(resolve).finally(() => signal.removeEventListener('abort', leave));
  });
}
