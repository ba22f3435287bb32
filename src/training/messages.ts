/** What a run tells, as messages to its panel: neighbouring steps become columns, the order stays. */
import type { RunEvent } from '../../runtime/protocol/events.ts';
import type { StepColumns, TrainingView } from '../../runtime/protocol/views/training.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';

type Step = RunEvent & { type: 'step' };
type Message = ToView<TrainingView>;

/** Most events in one message, so that none of them is long to read. */
const most = 5000;

export function messagesOf(run: string, events: readonly RunEvent[]): Message[] {
  return groups(events).map((group) =>
    isStep(group[0])
      ? { type: 'steps', run, columns: columnsOf(group as Step[]) }
      : { type: 'events', run, events: group },
  );
}

const isStep = (event: RunEvent | undefined): event is Step => event?.type === 'step';

function groups(events: readonly RunEvent[]): RunEvent[][] {
  const found: RunEvent[][] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last && isStep(last[0]) === isStep(event) && last.length < most) last.push(event);
    else found.push([event]);
  }
  return found;
}

function columnsOf(steps: readonly Step[]): StepColumns {
  const column = (of: (step: Step) => number) => steps.map(of);
  return {
    step: column(({ step }) => step),
    time: column(({ time }) => Date.parse(time)),
    loss: column(({ loss }) => loss),
    learningRate: column(({ learningRate }) => learningRate),
    gradNorm: column(({ gradNorm }) => gradNorm),
    tokensPerSecond: column(({ tokensPerSecond }) => tokensPerSecond),
    seconds: column(({ seconds }) => seconds),
    weights: column(({ memory }) => memory.known.weights),
    adapter: column(({ memory }) => memory.known.adapter),
    gradients: column(({ memory }) => memory.known.gradients),
    optimizer: column(({ memory }) => memory.known.optimizer),
    memory: column(({ memory }) => memory.measured.current),
  };
}
