import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from '../../runtime/client/follow.ts';
import { seededRandom } from '../../runtime/data/random.ts';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { readJournal } from '../../runtime/runs/journal.ts';
import { settle } from '../../runtime/runs/outcome.ts';
import type { Run } from '../../runtime/runs/run-folder.ts';
import { kill, newRun, shownSteps, start, temporaryStorage, upTo, watch } from '../server/runs.ts';

const random = seededRandom(7).next;

/** Connects and leaves at moments of chance, each time going on from what it has, until the run is over. */
async function fickleClient(run: Run, over: () => boolean): Promise<RunEvent[]> {
  const history: RunEvent[] = [];
  while (!over()) {
    const { events, ended, leave } = watch(run, history.length);
    await Promise.race([ended, delay(random() * 120)]);
    leave();
    await ended;
    history.push(...events);
    await delay(random() * 40);
  }
  const rest = watch(run, history.length);
  await rest.ended;
  return [...history, ...rest.events];
}

test('clients that come and go at any moment each get the whole history once, over kills and resumes', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'plain', { maxSteps: 900, checkpoint: { everySteps: 25 } });
  let over = false;
  await start(storage, run);
  const clients = Array.from({ length: 6 }, () => fickleClient(run, () => over));
  for (let kills = 0; kills < 2; kills++) {
    const watched = watch(run, readJournal(run.folder).length);
    await watched.seen('step', 150 * (kills + 1));
    kill(run);
    await watched.ended;
    await start(storage, run);
  }
  await watch(run).ended;
  over = true;
  const journal = readJournal(run.folder);
  expect(journal.at(-1)?.type).toBe('done');
  expect(journal.map(({ seq }) => seq)).toEqual(upTo(journal.length));
  expect(journal.filter(({ type }) => type === 'rewound')).toHaveLength(2);
  expect(shownSteps(journal)).toEqual(upTo(900));
  for (const history of await Promise.all(clients)) expect(history).toEqual(journal);
});

test('a history longer than one answer arrives whole, also while it grows', async () => {
  const storage = temporaryStorage();
  const run = newRun(storage, 'plain', { maxSteps: 3000, checkpoint: { everySteps: 0 } });
  await start(storage, run);
  await watch(run).seen('step', 2200);
  const late = watch(run);
  await late.ended;
  expect(late.events).toEqual(settle(run));
  expect(shownSteps(late.events)).toEqual(upTo(3000));
});

test('events that arrive in any order, some twice, are passed on in order and once', () => {
  const passed: number[] = [];
  const receiver = inOrder(2, ({ seq }) => passed.push(seq));
  for (const seq of [5, 1, 3, 3, 7, 4, 6, 5, 2, 8]) receiver.take({ seq } as RunEvent);
  expect(passed).toEqual([3, 4, 5, 6, 7, 8]);
  expect(receiver.seq()).toBe(8);
});
