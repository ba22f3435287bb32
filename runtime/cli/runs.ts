/** `asclepius runs`. */

import { cacheBytes } from '../io/cache.ts';
import { type RunState, stateOf } from '../runs/outcome.ts';
import { listRuns } from '../runs/run-folder.ts';
import { cacheFolder, storageFolder } from '../runs/storage.ts';
import { readArguments } from './arguments.ts';
import { bytes, loss, table } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, 0);
  const storage = storageFolder();
  const states = listRuns(storage).map(stateOf);
  if (values.json) for (const state of states) console.log(JSON.stringify(state));
  else if (states.length === 0) console.log('No runs yet: asclepius finetune --embedded');
  else console.log(table([['run', 'status', 'step', 'loss'], ...states.map(row)]));
  const converted = cacheBytes(cacheFolder(storage));
  if (converted > 0 && !values.json) console.log(`\nConverted weights: ${bytes(converted)} (asclepius forget cache)`);
  return 0;
}

const row = ({ id, status, step, loss: last }: RunState) => [
  id,
  status,
  String(step),
  last === undefined ? '–' : loss(last),
];
