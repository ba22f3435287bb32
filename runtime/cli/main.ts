#!/usr/bin/env node
/** The command line `asclepius`. Each command is loaded when it is asked for, so that none waits for another's libraries. */
import { fileURLToPath } from 'node:url';
import { errors } from '../protocol/errors.ts';
import { nearest } from '../protocol/nearest.ts';
import { exitCodeOf, showError } from './failure.ts';
import { help } from './help.ts';

export interface Command {
  /** @param program the path of this program, to start a run process with. @returns the exit code */
  run(args: string[], program: string): Promise<number>;
}

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  finetune: () => import('./finetune.ts'),
  ask: () => import('./ask.ts'),
  resume: () => import('./resume.ts'),
  evaluate: () => import('./evaluate.ts'),
  runs: () => import('./runs.ts'),
  forget: () => import('./forget.ts'),
  devices: () => import('./devices.ts'),
  get: () => import('./get.ts'),
  data: () => import('./data.ts'),
  serve: () => import('./serve.ts'),
  service: () => import('./service.ts'),
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (asksForHelp([name])) {
    console.log(help(args[0]));
    return 0;
  }
  if (load && asksForHelp(args)) {
    console.log(help(name));
    return 0;
  }
  if (!load) {
    const near = nearest(name, Object.keys(commands));
    throw errors.usage(`Unknown command "${name}"${near ? `; did you mean "${near}"?` : ''}`);
  }
  return (await load()).run(args, fileURLToPath(import.meta.url));
}

const asksForHelp = (args: string[]) => args.some((arg) => ['help', '--help', '-h'].includes(arg));

// Whoever read the output has gone; a run goes on without them.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  showError(error);
  process.exitCode = exitCodeOf(error);
}
