/** Runs the command line as a user does: a process with its standard output and error. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FineTuneConfigInput } from '../../runtime/protocol/config.ts';
import { fakeTrainer, program } from '../server/runs.ts';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  readonly child: ChildProcess;
  /** Settles when its standard output holds this text. */
  shows(text: string): Promise<void>;
  readonly outcome: Promise<Outcome>;
}

/** @param env ASCLEPIUS_TRAINER: '' for the real trainer */
export function start(storage: string, args: readonly string[], env: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ASCLEPIUS_HOME: storage, ASCLEPIUS_TRAINER: fakeTrainer, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    stdout += data;
  });
  const outcome = Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr, [code]]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  const shows = async (wanted: string) => {
    while (!stdout.includes(wanted)) await once(child.stdout, 'data');
  };
  return { child, shows, outcome };
}

export const asclepius = (storage: string, args: readonly string[], env?: Record<string, string>) =>
  start(storage, args, env).outcome;

/** Every line of a command's standard output, as the JSON it must be. */
export const linesOf = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** Writes a config beside the runs. @param name the script of the fake trainer. @returns its path */
export function writeConfig(storage: string, name: string, config: FineTuneConfigInput & object = {}): string {
  const path = join(storage, `${name.replaceAll(' ', '-')}.finetune.json`);
  writeFileSync(path, JSON.stringify({ maxSteps: 5, ...config, name }));
  return path;
}

export const runIds = (storage: string) => readdirSync(join(storage, 'runs'));
