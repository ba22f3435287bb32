/** A benchmark process that answers one command per line on its standard input with one line on its output. */
import { createInterface } from 'node:readline';
import { execa } from 'execa';

export interface Contestant<Result> {
  /** What it said of itself when it was ready: versions, threads, shape. */
  readonly about: Record<string, unknown>;
  tell(command: object): Promise<Result>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** Starts the process and waits until it is ready. @throws with the end of its stderr where it dies */
export async function startContestant<Result>(command: string, args: readonly string[]): Promise<Contestant<Result>> {
  const child = execa(command, args, { reject: false, buffer: { stdout: false } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    throw new Error(`${args[0]} ended: ${String((await child).stderr).slice(-2000)}`);
  };
  const about = (await next()) as Record<string, unknown>;
  return {
    about,
    async tell(command) {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return (await next()) as Result;
    },
    async close() {
      child.stdin.end();
      await child;
    },
  };
}
