/** Runs for tests: real run processes on the fake trainer, in a storage folder of their own. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { RunClient } from '../../runtime/client/connect.ts';
import { follow } from '../../runtime/client/follow.ts';
import { launch } from '../../runtime/client/launch.ts';
import type { FineTuneConfigInput } from '../../runtime/protocol/config.ts';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { parseConfig } from '../../runtime/protocol/parse-config.ts';
import { createRun, listRuns, type Run, servedBy } from '../../runtime/runs/run-folder.ts';

export const program = join(import.meta.dirname, '..', '..', 'runtime', 'cli', 'main.ts');
export const fakeTrainer = join(import.meta.dirname, 'fake-trainer.ts');

const storages: string[] = [];

/** A storage folder that is deleted after the file's tests, its processes ended before. */
export function temporaryStorage(): string {
  const storage = realpathSync(mkdtempSync(join(tmpdir(), 'asclepius-test-')));
  storages.push(storage);
  return storage;
}

afterAll(() => {
  for (const storage of storages.splice(0)) {
    for (const run of listRuns(storage)) kill(run);
    rmSync(storage, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
});

/** Ends the run's process at once, as the system does when memory is short. */
export function kill(run: Run): void {
  const holder = servedBy(run);
  if (holder && holder.pid !== process.pid) process.kill(holder.pid, 'SIGKILL');
}

/** @param name the script of the fake trainer */
export function newRun(storage: string, name: string, config: FineTuneConfigInput = {}): Run {
  return createRun(storage, parseConfig({ maxSteps: 20, ...config, name }, 'test'));
}

export async function start(storage: string, run: Run): Promise<void> {
  process.env.ASCLEPIUS_TRAINER = fakeTrainer;
  await launch(run, { program, storage });
}

/** Starts a run on the real trainer. @param fault what the disk does; see faulty-disk.mjs */
export async function startReal(storage: string, run: Run, fault?: string): Promise<void> {
  delete process.env.ASCLEPIUS_TRAINER;
  Object.assign(process.env, fault ? faultyDisk(fault) : {});
  await launch(run, { program, storage });
  delete process.env.FAULTY_DISK;
  delete process.env.NODE_OPTIONS;
}

export const faultyDisk = (fault: string) => ({
  FAULTY_DISK: fault,
  NODE_OPTIONS: `--import ${new URL('./faulty-disk.mjs', import.meta.url).href}`,
});

export interface Watch {
  readonly events: RunEvent[];
  /** The first event of that type, now or later. */
  seen<T extends RunEvent['type']>(type: T, step?: number): Promise<RunEvent & { type: T }>;
  /** The present connection. */
  client(): Promise<RunClient>;
  readonly ended: Promise<void>;
  leave(): void;
}

/** Follows a run beside the test. */
export function watch(run: Run, after = 0): Watch {
  const events: RunEvent[] = [];
  const leaving = new AbortController();
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  let client: RunClient | undefined;
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  const ended = follow(run, {
    after,
    onEvent(event) {
      events.push(event);
      wake();
    },
    onClient(reached) {
      client = reached;
      wake();
    },
    leave: leaving.signal,
  });
  return {
    events,
    seen: (type, step = 0) =>
      until(() =>
        events.find((event): event is RunEvent & { type: typeof type } => event.type === type && event.step >= step),
      ),
    client: () => until(() => client),
    ended,
    leave: () => leaving.abort(),
  };
}

/** The whole history of a run that ends by itself. */
export async function historyOf(run: Run): Promise<RunEvent[]> {
  const { events, ended } = watch(run);
  await ended;
  return events;
}

/** The steps that a panel shows in the end: what a resume takes back is taken back. */
export function shownSteps(events: readonly RunEvent[]): number[] {
  let shown: number[] = [];
  for (const event of events) {
    if (event.type === 'rewound') shown = shown.filter((step) => step <= event.toStep);
    if (event.type === 'step') shown.push(event.step);
  }
  return shown;
}

export const types = (events: readonly RunEvent[]) => events.map(({ type }) => type);
export const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
