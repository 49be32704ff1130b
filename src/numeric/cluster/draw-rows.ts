import { seededRandom } from '../../base/seeded-random.ts';

/** Rows drawn, how often each counts, and how many of its copies were drawn at least once. */
export interface Draws {
  readonly rows: Uint32Array;
  readonly times: Float32Array;
  readonly copies: Float32Array;
}

/**
 * About as many rows as there are, drawn with replacement: Poisson of mean 1, one stream a repeat. A weight of 3 stands
 * for three copies of the row, each drawn by itself.
 */
export function drawRows(rows: number, weights: Float32Array | null, seed: number, repeat: number): Draws {
  const random = seededRandom(seed).fork(`bootstrap ${repeat}`);
  const draws: { row: number; times: number; copies: number }[] = [];
  for (let row = 0; row < rows; row++) {
    let [times, copies] = [0, 0];
    for (let left = weights?.[row] ?? 1; left > 0; left -= 1) {
      const share = Math.min(1, left);
      const count = poisson(share, random.next);
      times += count;
      if (count > 0) copies += share;
    }
    if (times > 0) draws.push({ row, times, copies });
  }
  return {
    rows: Uint32Array.from(draws, ({ row }) => row),
    times: Float32Array.from(draws, ({ times }) => times),
    copies: Float32Array.from(draws, ({ copies }) => copies),
  };
}

/** A Poisson count (Knuth's product of uniforms). */
function poisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, next()];
  while (product > limit) {
    count += 1;
    product *= next();
  }
  return count;
}
