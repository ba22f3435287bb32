/** What a run occupies: known by part, and measured for the process. Bytes throughout. */
import { existsSync, readFileSync } from 'node:fs';
import type { FineTuneConfig } from '../protocol/config.ts';
import type { Memory } from '../protocol/events.ts';
import type { TrainState } from './state.ts';

const bytesOf = (tensors: Iterable<Float32Array>) => [...tensors].reduce((sum, { byteLength }) => sum + byteLength, 0);

/** @param frozenWeights of the base; none where every weight is trained, and then the trained tensors are the weights */
export function memoryNow(
  method: FineTuneConfig['method'],
  frozenWeights: number,
  { parameters, adam }: TrainState,
  gradients: ReadonlyMap<string, Float32Array>,
): Memory {
  const trained = bytesOf(parameters.values());
  const moments = bytesOf([...adam.moments.values()].flatMap(({ m, v }) => [m, v]));
  const known = { gradients: bytesOf(gradients.values()), optimizer: moments };
  return {
    known:
      method === 'lora'
        ? { weights: frozenWeights, adapter: trained, ...known }
        : { weights: trained, adapter: 0, ...known },
    measured: { current: process.memoryUsage.rss(), peak: peakBytes() },
  };
}

/** Highest resident size of this process so far. On Linux not maxRSS, which counts the parent before exec too. */
export function peakBytes(): number {
  const status = '/proc/self/status';
  const found = existsSync(status) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'));
  return (found ? Number(found[1]) : process.resourceUsage().maxRSS) * 1024;
}
