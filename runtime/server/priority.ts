/** A run or an evaluation has hours; an interactive program has not. */
import { constants, setPriority } from 'node:os';

/** Lets interactive programs go first. A thread inherits it, so this comes before any is made. */
export function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some containers forbid it; the work gets done at any priority.
  }
}
