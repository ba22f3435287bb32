/** Asks the runtime what a config would be as a run; a newer question takes the place of an older one. */
import type { FineTuneConfig } from '../../runtime/protocol/config.ts';
import { reportOf } from '../../runtime/protocol/errors.ts';
import type { Plan } from '../../runtime/protocol/plan.ts';
import type { FormView } from '../../runtime/protocol/views/form.ts';
import type { ToView } from '../../runtime/protocol/views/view.ts';

/** `plan/describe` of the service process. @throws AsclepiusError */
export type Describe = (config: FineTuneConfig, quick: boolean, signal: AbortSignal) => Promise<Plan>;

/** Changes within this many ms are one question. */
const rest = 250;

export interface Planning {
  /** A question, or none where the config is not sound. */
  ask(config: FineTuneConfig | undefined): void;
  /** The last answer once more, for a view that has just been loaded. */
  repeat(): void;
  dispose(): void;
}

export function planning(describe: Describe, tell: (message: ToView<FormView>) => void): Planning {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked: string | undefined;
  let under = new AbortController();
  let last: ToView<FormView> = { type: 'planning' };

  const say = (message: ToView<FormView>) => {
    last = message;
    tell(message);
  };
  const answer = async (config: FineTuneConfig) => {
    under.abort();
    under = new AbortController();
    const { signal } = under;
    try {
      for (const quick of [true, false]) {
        const plan = await describe(config, quick, signal);
        if (signal.aborted) return;
        say({ type: 'plan', plan, isComplete: !quick });
      }
    } catch (error) {
      const report = reportOf(error);
      if (signal.aborted || report.code === 'cancelled') return;
      asked = undefined;
      say({ type: 'planFailed', error: report });
    }
  };

  return {
    ask(config) {
      const question = config && JSON.stringify(config);
      if (!config || question === asked) return;
      asked = question;
      clearTimeout(pause);
      say({ type: 'planning' });
      pause = setTimeout(() => void answer(config), rest);
    },
    repeat: () => tell(last),
    dispose() {
      clearTimeout(pause);
      under.abort();
    },
  };
}
