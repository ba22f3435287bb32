/** "Creatinine rose to 1.9 and came back to 1.2": values of a claim that the note tells of one and the same. */

import { labelledAs } from './labels.ts';
import type { Reading, Sentence, Value } from './reading.ts';
import { isChange } from './reckoned-amounts.ts';
import { quantitiesIn } from './timeline.ts';
import { type Quantity, sameQuantity } from './units.ts';

/** Whether a value and another one of a claim that tells a change both stand behind one telling word of it in the note. */
export function isInSeries(value: Value, claim: Sentence, note: Reading): boolean {
  if (value.kind !== 'quantity' || !claim.words.some(isChange)) return false;
  const others = quantitiesIn(claim)
    .map(({ quantity }) => quantity)
    .filter((one) => one.dimension === value.quantity.dimension && one.value !== value.quantity.value);
  if (others.length === 0) return false;
  const has = (group: readonly Quantity[], one: Quantity) => group.some((told) => sameQuantity(one, told, ''));
  return labelledAs(claim, note).some(
    (group) => has(group, value.quantity) && others.some((other) => has(group, other)),
  );
}
