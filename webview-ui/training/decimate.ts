/** Fewer points for a line that looks the same: a screen has a thousand columns, a run a hundred thousand steps. */

/**
 * Which points to draw: the first, the last, and of each bucket the lowest and the highest, in their order, so that no
 * peak is lost. All of them where they are few.
 *
 * @param buckets about the width of the chart in pixels; at most 2·buckets + 2 points remain
 */
export function decimate(values: readonly number[], buckets: number): number[] {
  const { length } = values;
  if (length <= 2 * buckets + 2) return Array.from({ length }, (_, i) => i);
  const kept = [0];
  const inner = length - 2;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    kept.push(...extremes(values, from, to));
  }
  kept.push(length - 1);
  return kept;
}

function extremes(values: readonly number[], from: number, to: number): number[] {
  let [low, high] = [from, from];
  for (let i = from + 1; i < to; i++) {
    if ((values[i] as number) < (values[low] as number)) low = i;
    if ((values[i] as number) > (values[high] as number)) high = i;
  }
  return low === high ? [low] : low < high ? [low, high] : [high, low];
}
