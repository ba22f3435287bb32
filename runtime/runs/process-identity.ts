/** Which process is meant: a pid alone is given again to others after a process ends or the machine restarts. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** When it started, as the system tells it: ticks since the boot on Linux, a date elsewhere. */
  startTime: z.string(),
  /** Which boot, where the start time counts from it. */
  bootId: z.string(),
});
export type ProcessIdentity = z.output<typeof processIdentitySchema>;

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startTime: startTimeOf(process.pid) ?? '', bootId: bootId() };
}

/** Whether that very process still runs. */
export function isAlive({ pid, startTime, bootId: boot }: ProcessIdentity): boolean {
  return boot === bootId() && exists(pid) && startTimeOf(pid) === startTime;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string {
  return process.platform === 'linux' ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '';
}

function startTimeOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return linuxStartTime(pid);
    const [command, ...args] =
      process.platform === 'win32' ? windowsQuery(pid) : ['ps', '-o', 'lstart=', '-p', `${pid}`];
    return execFileSync(command as string, args, { encoding: 'utf8', windowsHide: true, stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

/** Field 22 of proc(5)'s stat; field 2, the name, may hold spaces and brackets. A zombie (field 3) runs no more. */
function linuxStartTime(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

const windowsQuery = (pid: number) => [
  'powershell',
  '-NoProfile',
  '-Command',
  `(Get-Process -Id ${pid}).StartTime.Ticks`,
];
