/** Shows a run to its end, and passes an interrupt on to it. */

import type { RunClient } from '../client/connect.ts';
import { follow } from '../client/follow.ts';
import { errors, reportOf } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import { logPath, type Run } from '../runs/run-folder.ts';
import { exitCodeOfReport, exitCodes, showReport } from './failure.ts';
import { jsonView, type View } from './view.ts';

export interface AttendOptions {
  /** The `seq` of the last event that needs no showing. */
  readonly after: number;
  readonly json: boolean;
  /** Whether a run that rests is to go on. */
  readonly goOn?: boolean;
}

export interface Attended {
  readonly exitCode: number;
  readonly last: RunEvent | undefined;
  /** Steps seen. */
  readonly steps: number;
}

export async function attend(run: Run, { after, json, goOn = false }: AttendOptions): Promise<Attended> {
  const view = json ? jsonView() : (await import('./terminal.ts')).terminalView(run);
  const interrupts = passInterrupts(run, view);
  let last: RunEvent | undefined;
  let steps = 0;
  try {
    await follow(run, {
      after,
      onEvent(event) {
        // What follows a stop tells of its aftermath; the stop stays the last word.
        if (last?.type !== 'stopped' || isLastWord(event)) last = event;
        if (event.type === 'step') steps++;
        view.show(event);
      },
      onClient(client) {
        interrupts.reach(client);
        if (goOn) client.request('run/continue', {}).catch(() => {});
      },
      leave: interrupts.leave,
    });
  } finally {
    interrupts.end();
    view.end();
  }
  return { exitCode: exitCode(run, last, interrupts), last, steps };
}

const isLastWord = ({ type }: RunEvent) => type === 'failed' || type === 'done' || type === 'stopped';

function exitCode(run: Run, last: RunEvent | undefined, { leave }: Interrupts): number {
  if (leave.aborted) return exitCodes.interrupted;
  if (last?.type === 'done') return exitCodes.done;
  if (last?.type === 'stopped') return exitCodes.interrupted;
  const error = last?.type === 'failed' ? last.error : reportOf(errors.runtimeDied(`see ${logPath(run)}`));
  showReport(error);
  return exitCodeOfReport(error);
}

interface Interrupts {
  /** Aborted by the second interrupt. */
  readonly leave: AbortSignal;
  /** Tells the run of an interrupt that came before, and of those to come. */
  reach(client: RunClient): void;
  end(): void;
}

/** The first interrupt stops the run, the second leaves it to end by itself. */
function passInterrupts(run: Run, view: View): Interrupts {
  const leaving = new AbortController();
  let client: RunClient | undefined;
  let asked = false;
  const stop = () => void client?.request('run/stop', {}).catch(() => {});
  const onInterrupt = () => {
    if (asked) {
      view.say(`Left. The run ends by itself: asclepius resume ${run.id} shows it.`);
      leaving.abort();
    } else {
      view.say('Stopping after the step under way, with a checkpoint. Ctrl-C again leaves the run to end by itself.');
      asked = true;
      stop();
    }
  };
  process.on('SIGINT', onInterrupt);
  return {
    leave: leaving.signal,
    reach(reached) {
      client = reached;
      if (asked) stop();
    },
    end: () => void process.off('SIGINT', onInterrupt),
  };
}
