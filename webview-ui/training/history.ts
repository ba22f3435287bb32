/** What a run has told so far, ready to be drawn. A step that was taken back by a resume is gone; none is there twice. */
import type { RunEvent } from '../../runtime/protocol/events.ts';
import { isEnd, nextStatus, type Status } from '../../runtime/protocol/status.ts';
import { type StepColumns, stepColumnsSchema } from '../../runtime/protocol/views/training.ts';

type Column = keyof StepColumns;
type EventOf<T extends RunEvent['type']> = RunEvent & { type: T };

export interface Evaluation {
  readonly step: number;
  readonly loss: number;
}

export interface History {
  readonly columns: StepColumns;
  /** The training loss, averaged over the last steps with falling weights. */
  readonly smoothLoss: number[];
  evaluations: Evaluation[];
  /** Everything but steps and the counting of answers, oldest first. */
  readonly log: RunEvent[];
  status: Status;
  /** Optimizer steps that are done. */
  step: number;
  attempt: number;
  phase?: EventOf<'phase'>['phase'] | undefined;
  progress?: EventOf<'progress'> | undefined;
  started?: EventOf<'started'>;
  done?: EventOf<'done'>;
  failed?: EventOf<'failed'> | undefined;
}

const columnNames = Object.keys(stepColumnsSchema.shape) as Column[];
/** Weight of the past in the smoothed loss. */
const inertia = 0.9;

export function newHistory(): History {
  const columns = Object.fromEntries(columnNames.map((name) => [name, []])) as unknown as StepColumns;
  return { columns, smoothLoss: [], evaluations: [], log: [], status: 'running', step: 0, attempt: 0 };
}

export function addSteps(history: History, added: StepColumns): void {
  for (const name of columnNames) for (const value of added[name]) history.columns[name].push(value);
  for (const loss of added.loss) {
    const last = history.smoothLoss.at(-1) ?? loss;
    history.smoothLoss.push(inertia * last + (1 - inertia) * loss);
  }
  history.step = added.step.at(-1) ?? history.step;
  if (history.status === 'queued') history.status = 'running';
}

export function addEvent(history: History, event: RunEvent): void {
  if (event.attempt !== history.attempt) beginAttempt(history, event.attempt);
  history.status = nextStatus(history.status, event);
  if (event.type !== 'progress') history.log.push(event);
  note(history, event);
  if (isEnd(history.status)) history.phase = history.progress = undefined;
}

function note(history: History, event: RunEvent): void {
  switch (event.type) {
    case 'started':
      history.started = event;
      break;
    case 'phase':
      history.phase = event.phase;
      history.progress = undefined;
      break;
    case 'progress':
      history.progress = event;
      break;
    case 'evaluation':
      history.evaluations = history.evaluations.filter(({ step }) => step !== event.step);
      history.evaluations.push({ step: event.step, loss: event.heldOutLoss });
      break;
    case 'rewound':
      takeBack(history, event.toStep);
      break;
    case 'failed':
      history.failed = event;
      break;
    case 'done':
      history.done = event;
  }
}

function beginAttempt(history: History, attempt: number): void {
  history.attempt = attempt;
  history.status = 'running';
  history.failed = history.phase = history.progress = undefined;
}

/** Steps after this one will be done anew. */
function takeBack(history: History, toStep: number): void {
  const { columns, smoothLoss } = history;
  let kept = columns.step.length;
  while (kept > 0 && (columns.step[kept - 1] as number) > toStep) kept--;
  for (const name of columnNames) columns[name].length = kept;
  smoothLoss.length = kept;
  history.evaluations = history.evaluations.filter(({ step }) => step <= toStep);
  history.step = toStep;
}

/** Steps over which the pace is taken. */
const lately = 30;

/** Seconds until the last step, at the pace of late; evaluations come on top. Undefined where nothing is known. */
export function secondsLeft({ columns, started, step, status }: History): number | undefined {
  const recent = columns.seconds.slice(-lately);
  if (!started || recent.length === 0 || isEnd(status)) return undefined;
  const mean = recent.reduce((sum, seconds) => sum + seconds, 0) / recent.length;
  return (started.totalSteps - step) * mean;
}

/** The figures of every step as a table, held-out losses beside the step that they follow. */
export function csvOf({ columns, evaluations }: History): string {
  const heldOut = new Map(evaluations.map(({ step, loss }) => [step, loss]));
  const rows = columns.step.map((step, i) => [...columnNames.map((name) => columns[name][i]), heldOut.get(step) ?? '']);
  return `${[[...columnNames, 'heldOutLoss'], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
