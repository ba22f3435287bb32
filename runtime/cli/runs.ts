/** `asclepius runs`. */
import { settle, statusOf } from '../server/outcome.ts';
import { listRuns, type Run } from '../server/runs.ts';
import { storageFolder } from '../server/storage.ts';
import { readArguments } from './arguments.ts';
import { loss, table } from './figures.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, 0);
  const states = listRuns(storageFolder()).map(stateOf);
  if (values.json) for (const state of states) console.log(JSON.stringify(state));
  else if (states.length === 0) console.log('No runs yet: asclepius finetune --embedded');
  else console.log(table([['run', 'status', 'step', 'loss'], ...states.map(row)]));
  return 0;
}

function stateOf(run: Run) {
  try {
    const events = settle(run);
    const step = events.findLast(({ type }) => type === 'step');
    const place = { id: run.id, createdAt: run.createdAt, folder: run.folder };
    const lastLoss = step?.type === 'step' ? step.loss : undefined;
    return { ...place, status: statusOf(events), step: events.at(-1)?.step ?? 0, loss: lastLoss };
  } catch {
    return { id: run.id, createdAt: run.createdAt, folder: run.folder, status: 'unreadable', step: 0, loss: undefined };
  }
}

const row = ({ id, status, step, loss: last }: ReturnType<typeof stateOf>) => [
  id,
  status,
  String(step),
  last === undefined ? '–' : loss(last),
];
