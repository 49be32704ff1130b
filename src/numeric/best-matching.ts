/**
 * Gives each row of a square table of worths a column of its own so that the sum of worths is greatest:
 * `match[row]` is its column. Exact, by subsets, so for at most 16 rows; of equal sums the one with lower columns first.
 * Source: Held and Karp, Journal of SIAM 10 (1962), for the recursion over subsets.
 */
export function bestMatching(worth: readonly (readonly number[])[]): readonly number[] {
  const size = worth.length;
  if (size > MOST) throw new RangeError(`${size} rows are too many to match, ${MOST} can be`);
  const best = new Float64Array(1 << size).fill(-Infinity);
  const taken = new Int8Array(1 << size);
  best[0] = 0;
  for (let used = 0; used < 1 << size; used++) {
    const row = bitsOf(used);
    for (let column = 0; column < size; column++) {
      const next = used | (1 << column);
      const sum = best[used]! + (worth[row]?.[column] ?? 0);
      if (next !== used && sum > best[next]! + TIE) {
        best[next] = sum;
        taken[next] = column;
      }
    }
  }
  const match = Array.from({ length: size }, () => 0);
  for (let row = size - 1, used = (1 << size) - 1; row >= 0; row--) {
    match[row] = taken[used]!;
    used &= ~(1 << taken[used]!);
  }
  return match;
}

const MOST = 16;
/** Sums of the same worths in another order are the same sum. */
const TIE = 1e-12;

function bitsOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
