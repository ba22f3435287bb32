/** A window's service process, which answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from '../../runtime/client/connect.ts';
import { serviceProtocol } from '../../runtime/protocol/service.ts';
import { readEndpoint } from '../../runtime/runs/endpoint-file.ts';

/**
 * Meanwhile the service runs for a moment at a time, so that an answer is under way long enough to meet it there.
 * @param run milliseconds that it runs, of `every`
 */
export async function slowly(
  pid: number,
  action: () => Promise<void>,
  { run, every } = { run: 40, every: 300 },
): Promise<void> {
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
    rest = setTimeout(signal, run, 'SIGSTOP');
  }, every);
  try {
    await action();
  } finally {
    clearInterval(turns);
    clearTimeout(rest);
    signal('SIGCONT');
  }
}

/** A connection of our own, beside that of the window. */
export async function connectToService(pid: number) {
  const command = commandOf(pid);
  const endpoint = readEndpoint(command[command.indexOf('--folder') + 1] ?? '');
  const ignore = () => {};
  const listeners = { 'dataset/progress': ignore, 'dataset/hits': ignore, 'ask/progress': ignore, 'ask/token': ignore };
  const client = endpoint && (await connect(endpoint, serviceProtocol, listeners));
  if (!client) throw new Error('The service process does not answer');
  return client;
}

/** @param folder of the editor that started it */
export function servicePid(folder: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find(
    (pid) => commandOf(pid).includes('service') && commandOf(pid).some((part) => part.startsWith(folder)),
  );
  if (!found) throw new Error('No service process');
  return Number(found);
}

function commandOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
