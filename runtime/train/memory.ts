/** What a run occupies: known by part, and measured for the process. Bytes throughout. */
import type { Memory } from '../protocol/events.ts';
import type { TrainState } from './state.ts';

const bytesOf = (tensors: Iterable<Float32Array>) => [...tensors].reduce((sum, { byteLength }) => sum + byteLength, 0);

export function memoryNow(
  frozenWeights: number,
  { parameters }: TrainState,
  gradients: ReadonlyMap<string, Float32Array>,
): Memory {
  const trained = bytesOf(parameters.values());
  return {
    known: { weights: frozenWeights, adapter: trained, gradients: bytesOf(gradients.values()), optimizer: 2 * trained },
    measured: { current: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 },
  };
}
