/** A benchmark process that computes one round per line on its standard input. */
import { createInterface } from 'node:readline';
import { execa } from 'execa';

export interface Round {
  readonly round: number;
  readonly steps: number;
  readonly tokensPerSecond: number;
  readonly peakBytes: number;
  readonly seconds: number;
  readonly loss: number;
}

export interface Contestant {
  /** What it said of itself when it was ready: versions, threads, shape. */
  readonly about: Record<string, unknown>;
  round(round: number, steps: number): Promise<Round>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** Starts the process and waits until it is ready. @throws with the end of its stderr where it dies */
export async function startContestant(command: string, args: readonly string[]): Promise<Contestant> {
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
    async round(round, steps) {
      child.stdin.write(`${JSON.stringify({ round, steps })}\n`);
      return (await next()) as Round;
    },
    async close() {
      child.stdin.end();
      await child;
    },
  };
}
