/** How much two texts share. */
export interface Overlap {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param shared tokens, of `predicted` and of `wanted`; nothing shared is 0 throughout */
export function overlapOf(shared: number, predicted: number, wanted: number): Overlap {
  const [precision, recall] = [predicted === 0 ? 0 : shared / predicted, wanted === 0 ? 0 : shared / wanted];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}
