/** A window's service process, which answers. */
import { readdirSync, readFileSync } from 'node:fs';

/** Meanwhile the service runs for a moment at a time, so that an answer is under way long enough to meet it there. */
export async function slowly(pid: number, action: () => Promise<void>): Promise<void> {
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    try {
      process.kill(pid, name);
    } catch {
      // It was killed, as the action meant it to be.
    }
  };
  let rest: NodeJS.Timeout | undefined;
  const turns = setInterval(() => {
    signal('SIGCONT');
    rest = setTimeout(signal, 40, 'SIGSTOP');
  }, 300);
  try {
    await action();
  } finally {
    clearInterval(turns);
    clearTimeout(rest);
    signal('SIGCONT');
  }
}

/** @param folder of the editor that started it */
export function servicePid(folder: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {
      return [];
    }
  };
  const found = pids.find(
    (pid) => command(pid).includes('service') && command(pid).some((part) => part.startsWith(folder)),
  );
  if (!found) throw new Error('No service process');
  return Number(found);
}
