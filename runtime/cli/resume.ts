/** `asclepius resume`: watches a run under way, goes on with one that ended early, shows the figures of one that is done. */
import { errors } from '../protocol/errors.ts';
import { assertPortFree } from '../server/endpoint.ts';
import { settle, statusOf } from '../server/outcome.ts';
import { findRun, readRunConfig, servedBy } from '../server/runs.ts';
import { storageFolder } from '../server/storage.ts';
import { portOf, readArguments } from './arguments.ts';
import { attend } from './attend.ts';
import { launch } from './launch.ts';

export async function run(args: string[], program: string): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, port: { type: 'string' } }, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('resume needs a run');
  const json = values.json ?? false;
  const run = findRun(storageFolder(), name);
  readRunConfig(run);
  const events = settle(run);
  if (servedBy(run) || statusOf(events) === 'done') return (await attend(run, { after: 0, json })).exitCode;

  const port = portOf(values.port);
  if (port > 0) await assertPortFree(port);
  await launch(program, run, port);
  return (await attend(run, { after: events.length, json })).exitCode;
}
