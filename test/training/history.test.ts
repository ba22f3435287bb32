import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { trainingView } from '../../runtime/protocol/views/training.ts';
import { messagesOf } from '../../src/training/messages.ts';
import { addEvent, addSteps, csvOf, newHistory, secondsLeft } from '../../webview-ui/training/history.ts';
import { failedBody, startedBody, stepBody, telling } from './events.ts';

/** The whole way: events → messages → their schema → what the view holds. */
function historyOf(events: readonly RunEvent[]) {
  const history = newHistory();
  for (const sent of messagesOf('r', events)) {
    const message = trainingView.toView.parse(JSON.parse(JSON.stringify(sent)));
    if (message.type === 'steps') addSteps(history, message.columns);
    if (message.type === 'events') for (const event of message.events) addEvent(history, event);
  }
  return history;
}

/** Trains to step 6 with a checkpoint at 4, dies, and goes on from there to 8. */
function resumedRun(): RunEvent[] {
  const tell = telling();
  const steps = (from: number, to: number, attempt: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => tell(from + i, stepBody(10 * attempt + from + i), attempt));
  return [
    tell(0, startedBody(8)),
    ...steps(1, 4, 1),
    tell(4, { type: 'checkpoint', path: 'x', bytes: 1 }),
    ...steps(5, 5, 1),
    tell(5, { type: 'evaluation', heldOutLoss: 3, rows: 5, best: true }),
    ...steps(6, 6, 1),
    tell(6, failedBody),
    tell(4, { type: 'rewound', toStep: 4 }, 2),
    tell(4, startedBody(8), 2),
    ...steps(5, 8, 2),
  ];
}

describe('The history of a run', () => {
  test('has every step once, in order, after a death and a resume', () => {
    const { columns, smoothLoss, step } = historyOf(resumedRun());
    expect(columns.step).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(columns.loss).toEqual([11, 12, 13, 14, 25, 26, 27, 28]);
    expect(smoothLoss).toHaveLength(8);
    expect(step).toBe(8);
  });

  test('forgets held-out losses that a resume took back', () => {
    expect(historyOf(resumedRun().slice(0, 10)).evaluations).toEqual([{ step: 5, loss: 3 }]);
    expect(historyOf(resumedRun()).evaluations).toEqual([]);
  });

  test('shows the death until the run goes on', () => {
    const dead = historyOf(resumedRun().slice(0, 10));
    expect(dead.status).toBe('failed');
    expect(dead.failed?.error.code).toBe('runtimeDied');
    const alive = historyOf(resumedRun());
    expect(alive.status).toBe('running');
    expect(alive.failed).toBeUndefined();
  });

  test('estimates the time left from the steps of late, and not after the end', () => {
    const tell = telling();
    const running = [tell(0, startedBody(10)), tell(1, stepBody(1, 4)), tell(2, stepBody(1, 2))];
    expect(secondsLeft(historyOf(running))).toBe(8 * 3);
    expect(secondsLeft(historyOf(running.slice(0, 1)))).toBeUndefined();
    expect(secondsLeft(historyOf([...running, tell(2, { type: 'stopped', reason: 'asked' })]))).toBeUndefined();
  });

  test('is a table with one row a step, the held-out loss beside its step', () => {
    const tell = telling();
    const evaluation = { type: 'evaluation', heldOutLoss: 0.5, rows: 5, best: true } as const;
    const lines = csvOf(historyOf([tell(1, stepBody(2)), tell(2, stepBody(1)), tell(2, evaluation)])).split('\n');
    const header = lines[0]?.split(',') ?? [];
    const cell = (line: number, name: string) => lines[line]?.split(',')[header.indexOf(name)];
    expect(lines).toHaveLength(4);
    expect([cell(1, 'step'), cell(1, 'loss'), cell(1, 'heldOutLoss')]).toEqual(['1', '2', '']);
    expect([cell(2, 'step'), cell(2, 'memory'), cell(2, 'heldOutLoss')]).toEqual(['2', '500', '0.5']);
  });
});

describe('Messages to the panel', () => {
  test('keep the order of steps and events, neighbouring steps in one', () => {
    const tell = telling();
    const events = [tell(1, stepBody(1)), tell(2, stepBody(1)), tell(2, failedBody), tell(3, stepBody(1), 2)];
    expect(messagesOf('r', events).map(({ type }) => type)).toEqual(['steps', 'events', 'steps']);
  });

  test('stay short, however long the run', () => {
    const tell = telling();
    const messages = messagesOf(
      'r',
      Array.from({ length: 12_000 }, (_, i) => tell(i + 1, stepBody(1))),
    );
    const lengths = messages.map((message) => (message.type === 'steps' ? message.columns.step.length : 0));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(12_000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(5000);
  });

  test('that are no picture are refused', () => {
    const save = (png: string) => trainingView.toHost.safeParse({ type: 'savePicture', png }).success;
    expect(save('data:image/png;base64,iVBORw0KGgo=')).toBe(true);
    expect(save('data:text/html;base64,PGI+')).toBe(false);
  });
});
