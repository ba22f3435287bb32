import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, it } from 'vitest';
import { evaluationMessageSchema } from '../../runtime/protocol/evaluation.ts';
import { program } from '../server/runs.ts';
import { asclepius, runIds, writeConfig } from './command.ts';

const storage = mkdtempSync(join(tmpdir(), 'asclepius-evaluate-'));
afterAll(() => rmSync(storage, { recursive: true }));

it('evaluate for another program says what is wrong as a message', async () => {
  const args = [program, 'evaluate', 'nothing', '--attached'];
  const ended = await execa(process.execPath, args, {
    stdin: 'pipe',
    reject: false,
    env: { ASCLEPIUS_HOME: storage },
  });
  const message = evaluationMessageSchema.parse(JSON.parse(ended.stdout));
  expect(message).toMatchObject({ type: 'failed', error: { code: 'runMissing' } });
  expect(ended.exitCode).toBe(2);
});

it('evaluate says what is wrong with what it is given: no run, an unknown one, no rows, a run without a result', async () => {
  await asclepius(storage, ['finetune', writeConfig(storage, 'short'), '--json']);
  const [id = ''] = runIds(storage);
  const cases = [
    [['evaluate'], 'needs a run'],
    [['evaluate', 'nothing'], 'nothing'],
    [['evaluate', id, '--rows', '0'], '--rows takes'],
    [['evaluate', id, '--against', 'nothing'], 'nothing'],
    [['evaluate', id], 'has saved no adapter'],
  ] as const;
  for (const [args, text] of cases) {
    const { code, stderr, stdout } = await asclepius(storage, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  }
});
