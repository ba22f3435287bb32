/** `asclepius resume`: watches a run under way (one that rests goes on), goes on with one that ended early, shows the figures of one that is done. */

import { launch } from '../client/launch.ts';
import { errors } from '../protocol/errors.ts';
import { statusOf } from '../protocol/status.ts';
import { settle } from '../runs/outcome.ts';
import { findRun, readRunConfig, servedBy } from '../runs/run-folder.ts';
import { storageFolder } from '../runs/storage.ts';
import { assertPortFree } from '../server/endpoint.ts';
import { portOf, readArguments } from './arguments.ts';
import { attend } from './attend.ts';

export async function run(args: string[], program: string): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, port: { type: 'string' } }, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('resume needs a run');
  const json = values.json ?? false;
  const storage = storageFolder();
  const run = findRun(storage, name);
  readRunConfig(run);
  const events = settle(run);
  if (servedBy(run) || statusOf(events) === 'done') return (await attend(run, { after: 0, json, goOn: true })).exitCode;

  const port = portOf(values.port);
  if (port > 0) await assertPortFree(port);
  await launch(run, { program, storage, port });
  return (await attend(run, { after: events.length, json })).exitCode;
}
