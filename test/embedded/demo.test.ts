/** The main job as a user runs it: `asclepius finetune --embedded`, with the bars that it must pass. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { extractionTasks } from '../../runtime/protocol/config.ts';
import { parseEvent, type RunEvent } from '../../runtime/protocol/events.ts';

const minute = 60_000;

async function embeddedRun(): Promise<RunEvent[]> {
  const home = mkdtempSync(join(tmpdir(), 'embedded-demo-'));
  const args = ['runtime/cli/main.ts', 'finetune', '--embedded', '--device', 'cpu', '--threads', '2', '--json'];
  try {
    const { stdout } = await execa(process.execPath, args, { env: { ASCLEPIUS_HOME: home } });
    return stdout.split('\n').map((line) => parseEvent(JSON.parse(line)));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Over all questions: each task has about as many. */
function mean(shares: Partial<Record<string, number>>): number {
  const values = extractionTasks.map((task) => shares[task] ?? Number.NaN);
  return values.reduce((sum, share) => sum + share, 0) / values.length;
}

test(
  'one command teaches the embedded model to answer from notes it has never seen',
  async () => {
    const done = (await embeddedRun()).at(-1);
    if (done?.type !== 'done') throw new Error(`the run ended with the event "${done?.type}"`);
    const { heldOutLoss, exactMatch } = done;
    expect(heldOutLoss.after).toBeLessThan(heldOutLoss.before / 2);
    expect(mean(exactMatch.before)).toBeLessThan(0.05);
    expect(mean(exactMatch.after)).toBeGreaterThan(0.6);
    expect(mean(exactMatch.shuffledNote)).toBeLessThan(0.1);
  },
  15 * minute,
);
