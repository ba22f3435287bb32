/** `asclepius finetune`: checks all that can be checked before a run exists, starts its process, and attends it. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfigWithPaths } from '../client/config-file.ts';
import { launch } from '../client/launch.ts';
import type { FineTuneConfig } from '../protocol/config.ts';
import { errors } from '../protocol/errors.ts';
import { parseConfig } from '../protocol/parse-config.ts';
import { assertEmpty, createRun, forgetRun, type Run, servedBy } from '../runs/run-folder.ts';
import { storageFolder } from '../runs/storage.ts';
import { assertPortFree } from '../server/endpoint.ts';
import { portOf, readArguments, wholeNumber } from './arguments.ts';
import { type Attended, attend } from './attend.ts';
import { exitCodes } from './failure.ts';

const options = {
  embedded: { type: 'boolean' },
  device: { type: 'string' },
  'max-steps': { type: 'string' },
  'no-evaluate': { type: 'boolean' },
  seed: { type: 'string' },
  threads: { type: 'string' },
  run: { type: 'string' },
  json: { type: 'boolean' },
  port: { type: 'string' },
} as const;

export async function run(args: string[], program: string): Promise<number> {
  const { values, positionals } = readArguments(args, options, 1);
  const [path] = positionals;
  if (path !== undefined && values.embedded) throw errors.usage('Give a config or --embedded, not both');
  const config = withOverrides(await readConfigWithPaths(path ?? demo()), values);
  const port = portOf(values.port);
  if (values.run !== undefined) assertEmpty(resolve(values.run));
  if (port > 0) await assertPortFree(port);

  const storage = storageFolder();
  const run = createRun(storage, config, values.run);
  await launch(run, { program, storage, port });
  const attended = await attend(run, { after: 0, json: values.json ?? false });
  if (wasRefused(attended)) discard(storage, run);
  return attended.exitCode;
}

/** The config of the demo that comes along. */
const demo = () => fileURLToPath(new URL('../embedded/demo.finetune.json', import.meta.url));

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

function withOverrides(config: FineTuneConfig, values: Values): FineTuneConfig {
  const number = (name: 'max-steps' | 'seed' | 'threads') =>
    values[name] === undefined ? undefined : wholeNumber(name, values[name]);
  const overridden = {
    ...config,
    device: values.device ?? config.device,
    maxSteps: number('max-steps') ?? config.maxSteps,
    seed: number('seed') ?? config.seed,
    threads: number('threads') ?? config.threads,
    evaluation: values['no-evaluate'] ? { ...config.evaluation, exactMatchRows: 0 } : config.evaluation,
  };
  return parseConfig(overridden, 'options');
}

/** Refused before its first step, a run has nothing worth keeping; one that crashed keeps its log. */
const wasRefused = ({ last, steps, exitCode }: Attended) =>
  last?.type === 'failed' && steps === 0 && exitCode === exitCodes.userError;

function discard(storage: string, run: Run): void {
  if (!servedBy(run)) forgetRun(storage, run);
}
