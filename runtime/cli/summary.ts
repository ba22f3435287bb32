/** The end of a run: before and after by task, one answered question, where the result lies. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Task, tasks } from '../protocol/config.ts';
import type { RunEvent } from '../protocol/events.ts';
import { samplesFile, samplesSchema } from '../protocol/samples.ts';
import { bytes, count, duration, loss, percent, table } from './figures.ts';

type Done = RunEvent & { type: 'done' };

export function summary(runFolder: string, done: Done): string {
  const parts = [
    `Trained in ${duration(done.seconds)} at ${count(done.tokensPerSecond)} tokens/s on ${done.device}; ` +
      `peak memory ${bytes(done.peakBytes)}; mean training loss ${loss(done.trainLoss)}`,
    beforeAndAfter(done),
    answeredQuestion(runFolder),
    `Result: ${done.adapterPath}`,
  ];
  return `\n${parts.filter(Boolean).join('\n\n')}`;
}

function beforeAndAfter({ heldOutLoss, heldOutLossPerTask, exactMatch }: Done): string {
  const measured = tasks.filter((task) => heldOutLossPerTask.after[task] !== undefined);
  if (measured.length === 0) return '';
  const answered = Object.keys(exactMatch.after).length > 0;
  const cell = (value: number | undefined, format: (value: number) => string) =>
    value === undefined ? '–' : format(value);
  const matches = (task: Task) =>
    (['before', 'after', 'shuffledNote'] as const).map((when) => cell(exactMatch[when][task], percent));
  const row = (task: Task) => [
    task,
    cell(heldOutLossPerTask.before[task], loss),
    cell(heldOutLossPerTask.after[task], loss),
    ...(answered ? matches(task) : []),
  ];
  const head = [
    'Held-out rows',
    'loss before',
    'after',
    ...(answered ? ['exact match before', 'after', 'other note'] : []),
  ];
  const whole = ['All', loss(heldOutLoss.before), loss(heldOutLoss.after)];
  return `${table([head, ...measured.map(row), whole])}${answered ? control : ''}`;
}

const control = '\n"other note" is a control: the same questions about another patient\'s note.';

/** One that was learned, if there is one. The text comes from the run's own file and goes to the user's eyes only. */
function answeredQuestion(runFolder: string): string {
  const samples = readSamples(runFolder).map(({ question, reference, answers }) => ({
    ...{ question, reference },
    before: answers[0]?.text ?? '',
    after: answers.at(-1)?.text ?? '',
  }));
  const learned = samples.find(({ reference, before, after }) => after.trim() === reference.trim() && before !== after);
  const sample = learned ?? samples[0];
  if (!sample) return '';
  return table(
    [
      ['A held-out question', ''],
      ['  question ', sample.question],
      ['  reference', sample.reference],
      ['  before   ', sample.before],
      ['  after    ', sample.after],
    ].map(([name, text]) => [`${name} ${oneLine(text ?? '')}`]),
  );
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

function readSamples(runFolder: string) {
  try {
    return samplesSchema.parse(JSON.parse(readFileSync(join(runFolder, samplesFile), 'utf8')));
  } catch {
    return [];
  }
}
