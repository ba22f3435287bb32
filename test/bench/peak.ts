import { existsSync, readFileSync } from 'node:fs';

/** Highest resident size of this process so far, in bytes. Linux's maxRSS would count the parent before exec. */
export function peakBytes(): number {
  const status = '/proc/self/status';
  const found = existsSync(status) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'));
  return (found ? Number(found[1]) : process.resourceUsage().maxRSS) * 1024;
}
