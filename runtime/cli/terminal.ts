/** A run as a person sees it in a terminal: a few lines, one progress bar, and tables at the end. */
import type { RunEvent } from '../protocol/events.ts';
import type { Run } from '../runs/run-folder.ts';
import { bytes, count, duration, loss } from './figures.ts';
import { progressBar } from './progress-bar.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

export function terminalView(run: Run): View {
  const bar = progressBar();
  const say = (text: string) => bar.above(text);
  const training = trainingProgress();
  say(`Run ${run.id}\n  ${run.folder}`);
  return {
    show(event) {
      const line = lineOf(event);
      if (line) say(line);
      if (event.type === 'started') training.start(event);
      if (event.type === 'step') bar.show('Training', event.step, training.total(), training.facts(event));
      if (event.type === 'progress') bar.show(event.what, event.done, event.total, '');
      if (event.type === 'done') say(summary(run.folder, event));
    },
    say,
    end: bar.end,
  };
}

/** One line for the events that are worth one. */
function lineOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'queued':
      return `Waiting: run ${event.behind} is training.`;
    case 'data':
      return `Data: ${dataFacts(event)}`;
    case 'started':
      return (
        `Device: ${event.deviceReason}\n` +
        `Training ${count(event.trainableParameters)} of ${count(event.parameters)} parameters on ` +
        `${count(event.trainRows)} rows for ${count(event.totalSteps)} steps; ${count(event.heldOutRows)} rows held out`
      );
    case 'phase':
      return { evaluating: 'Measuring the held-out loss', preparing: 'Preparing', saving: 'Saving' }[
        event.phase as 'preparing'
      ];
    case 'evaluation':
      return `Step ${event.step}: held-out loss ${loss(event.heldOutLoss)}${event.best ? ', the best so far' : ''}`;
    case 'paused':
      return `Paused at step ${event.step}; memory is ${event.memoryHeld ? 'held' : 'freed'}.`;
    case 'resumed':
      return 'Going on.';
    case 'rewound':
      return `Attempt ${event.attempt}, from ${event.toStep > 0 ? `the checkpoint of step ${event.toStep}` : 'the start'}`;
    case 'warning':
      return `Warning: ${event.message}`;
    case 'stopped':
      return event.reason === 'asked' ? `Stopped at step ${event.step}.` : `Early stop at step ${event.step}.`;
    default:
      return undefined;
  }
}

function dataFacts(event: RunEvent & { type: 'data' }): string {
  const facts = [
    [event.duplicates, 'duplicates dropped'],
    [event.malformed, `malformed (lines ${event.malformedLines.slice(0, 5).join(', ')})`],
    [event.trimmed, 'notes trimmed to fit'],
    [event.skipped, 'skipped as too long'],
  ] as const;
  const told = facts.filter(([number]) => number > 0).map(([number, what]) => `${count(number)} ${what}`);
  return [`${count(event.rows)} rows`, ...told].join(', ');
}

/** What the bar says of training; the time left is the mean of this attempt's steps carried on. */
function trainingProgress() {
  let totalSteps = 1;
  let seconds = 0;
  let steps = 0;
  return {
    start(event: RunEvent & { type: 'started' }) {
      totalSteps = event.totalSteps;
      seconds = 0;
      steps = 0;
    },
    total: () => totalSteps,
    facts(event: RunEvent & { type: 'step' }): string {
      seconds += event.seconds;
      steps++;
      const left = ((totalSteps - event.step) * seconds) / steps;
      return (
        ` · loss ${loss(event.loss)} · ${count(event.tokensPerSecond)} tokens/s · ` +
        `${bytes(event.memory.measured.current)} · left ${duration(left)} (estimate)`
      );
    },
  };
}
