/** A progress bar in a terminal. */
import cliProgress from 'cli-progress';

/** One bar at a time. On a terminal it is redrawn in place, elsewhere a line is written now and then. */
export function progressBar() {
  let current: { what: string; bar: cliProgress.SingleBar } | undefined;
  const clear = () => {
    current?.bar.stop();
    current = undefined;
  };
  const start = (what: string, done: number, total: number, facts: string) => {
    clear();
    const bar = new cliProgress.SingleBar(barOptions, cliProgress.Presets.shades_classic);
    current = { what, bar };
    bar.start(total, done, { what, facts });
  };
  return {
    show(what: string, done: number, total: number, facts: string) {
      if (current?.what === what) current.bar.update(done, { what, facts });
      else start(what, done, total, facts);
    },
    above(text: string) {
      clear();
      console.log(text);
    },
    end: clear,
  };
}

const barOptions: cliProgress.Options = {
  format: '{what} {bar} {value}/{total}{facts}',
  stream: process.stdout,
  barsize: 24,
  clearOnComplete: true,
  hideCursor: true,
  gracefulExit: false,
  noTTYOutput: true,
  notTTYSchedule: 5000,
};
