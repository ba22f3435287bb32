/** The process that evaluates for a window, with a program in the place of the command line. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { EvaluationProgress } from '../../runtime/protocol/evaluation.ts';

const folder = mkdtempSync(join(tmpdir(), 'asclepius-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = join(folder, 'program.mjs');
vi.mock('../../src/runtime/program.ts', () => ({ programPath: async () => program }));
vi.mock('../../src/runtime/environment.ts', () => ({ runtimeEnvironment: () => ({}) }));
const { evaluateInProcess } = await import('../../src/evaluation/process.ts');

const progress = { type: 'progress', contestant: 'Tiny', index: 0, contestants: 2, done: 1, total: 6 };

/** @param script what the program does; `tell` writes a message. @returns what it told of its progress */
async function evaluate(script: string, signal = new AbortController().signal, onTold = () => {}) {
  writeFileSync(program, `const tell = (message) => console.log(JSON.stringify(message));\n${script}`);
  const told: EvaluationProgress[] = [];
  const onProgress = (now: EvaluationProgress) => {
    told.push(now);
    onTold();
  };
  const run = { id: 'r', name: 'Tiny', folder, createdAt: '' };
  await evaluateInProcess({} as never, run, { against: ['base', 'other'], rows: 3 }, onProgress, signal);
  return told;
}

test('is asked for the run, the rows and everyone to compare with, and tells how far it is', async () => {
  const told = await evaluate(`
    const expected = ['evaluate', ${JSON.stringify(folder)}, '--attached', '--rows', '3', '--against', 'base', '--against', 'other'];
    if (JSON.stringify(process.argv.slice(2)) !== JSON.stringify(expected)) process.exit(1);
    console.log('a library says something');
    tell(${JSON.stringify(progress)});
    tell({ type: 'done' });`);
  expect(told).toMatchObject([{ contestant: 'Tiny', done: 1, total: 6 }]);
});

test('passes on what went wrong, with its remedy', async () => {
  const error = { code: 'runUnfinished', message: 'Run "r" has saved no adapter yet', remedy: 'Let it end' };
  await expect(evaluate(`tell({ type: 'failed', error: ${JSON.stringify(error)} })`)).rejects.toMatchObject(error);
});

test('says so where it dies without a word', async () => {
  await expect(evaluate(`process.kill(process.pid, 'SIGKILL')`)).rejects.toMatchObject({
    code: 'evaluationDied',
    message: expect.stringContaining('SIGKILL'),
  });
});

test('cancelled, its input ends, and it leaves by itself between two rows', async () => {
  const stop = new AbortController();
  const left = join(folder, 'left');
  const evaluation = evaluate(
    `import { writeFileSync } from 'node:fs';
     const leave = () => {
       writeFileSync(${JSON.stringify(left)}, '');
       process.exit(130);
     };
     process.stdin.on('end', leave).resume();
     tell(${JSON.stringify(progress)});`,
    stop.signal,
    () => stop.abort(),
  );
  await expect(evaluation).rejects.toMatchObject({ code: 'cancelled' });
  expect(existsSync(left)).toBe(true);
});
