import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import type { FineTuneConfigInput } from '../../runtime/protocol/config.ts';
import { parseEvent } from '../../runtime/protocol/events.ts';
import { saveSmallModel } from './small-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-forecast-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = fileURLToPath(new URL('../../runtime/cli/main.ts', import.meta.url));

/** Bytes that a real run said it would need, and that its process had taken at its peak. */
async function run(config: FineTuneConfigInput): Promise<{ forecast: number; peak: number }> {
  const file = join(folder, 'run.finetune.json');
  writeFileSync(file, JSON.stringify(config));
  const { stdout } = await execa(process.execPath, [program, 'finetune', file, '--json'], {
    env: { ASCLEPIUS_HOME: join(folder, 'home') },
  });
  const events = stdout.split('\n').map((line) => parseEvent(JSON.parse(line)));
  const started = events.find((event) => event.type === 'started');
  const done = events.find((event) => event.type === 'done');
  return { forecast: started?.forecast ?? 0, peak: done?.peakBytes ?? 0 };
}

test('the forecast of a run that evaluates and answers is within a quarter of what its process takes', async () => {
  const model = join(folder, 'model');
  saveSmallModel(model, { width: 384, mlp: 1024, layers: 6 });
  const { forecast, peak } = await run({
    model,
    device: 'cpu',
    threads: 2,
    sequenceLength: 1024,
    gradientAccumulation: 1,
    maxSteps: 2,
    data: { maxRows: 60, heldOutFraction: 0.3 },
    evaluation: { everySteps: 1, maxRows: 8, samples: 2, maxNewTokens: 8 },
  });
  expect(peak / forecast).toBeGreaterThan(0.8);
  expect(peak / forecast).toBeLessThan(1.25);
}, 300_000);
