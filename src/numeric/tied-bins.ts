/**
 * Bins of about equal size over distinct values in ascending order, `counts[i]` rows each: the bin, from 0, of each
 * value. Equal values are never parted: a value goes where the middle of its rows falls, so bins may be empty.
 */
export function tiedBins(counts: Float64Array, bins: number): Int32Array {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const chosen = new Int32Array(counts.length);
  let below = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    chosen[i] = all === 0 ? 0 : Math.min(bins - 1, Math.floor((bins * (below + count / 2)) / all));
    below += count;
  }
  return chosen;
}
