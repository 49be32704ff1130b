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
  const [drawn, times, copies] = [new Uint32Array(rows), new Float32Array(rows), new Float32Array(rows)];
  let found = 0;
  for (let row = 0; row < rows; row++) {
    for (let left = weights === null ? 1 : weights[row]!; left > 0; left -= 1) {
      const share = left < 1 ? left : 1;
      const count = poisson(share === 1 ? ONCE : Math.exp(-share), random.next);
      times[found]! += count;
      if (count > 0) copies[found]! += share;
    }
    if (times[found]! > 0) drawn[found++] = row;
  }
  return { rows: drawn.slice(0, found), times: times.slice(0, found), copies: copies.slice(0, found) };
}

const ONCE = Math.exp(-1);

/** A Poisson count, `limit` being e to minus its mean (Knuth's product of uniforms). */
function poisson(limit: number, next: () => number): number {
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
