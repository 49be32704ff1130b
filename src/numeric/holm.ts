/**
 * p-values corrected for there being many, in the order given: rejecting those below a level is then wrong in any of
 * them at most as often as the level says. Source: Holm, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const corrected = [...pValues];
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 0)));
    corrected[index] = highest;
  }
  return corrected;
}
