/** Draws what is out of date piece by piece, so that the page stays at hand however fast the figures come. */

/** ms between two drawings of one item. */
const pace = 250;

/** One item a frame, each a few times a second. @returns call it when all of them are out of date */
export function drawingInTurn<T>(items: readonly T[], draw: (item: T) => void): () => void {
  const drawnAt = new Map<T, number>();
  const waiting = new Set<T>();
  let isUnderWay = false;
  const drawNext = (now: number) => {
    const next = [...waiting].find((item) => now - (drawnAt.get(item) ?? Number.NEGATIVE_INFINITY) >= pace);
    if (next !== undefined) {
      waiting.delete(next);
      drawnAt.set(next, now);
      draw(next);
    }
    isUnderWay = waiting.size > 0;
    if (isUnderWay) requestAnimationFrame(drawNext);
  };
  return () => {
    for (const item of items) waiting.add(item);
    if (isUnderWay) return;
    isUnderWay = true;
    requestAnimationFrame(drawNext);
  };
}
