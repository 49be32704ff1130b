import { seededRandom } from '../../base/seeded-random.ts';

/**
 * `size` rows of `rows`, each once, ascending; all of them where there are no more. The same seed gives the same sample.
 * Source: Knuth, The Art of Computer Programming 2, algorithm S (selection sampling).
 */
export function sampleRows(rows: number, size: number, seed: number): Uint32Array {
  if (rows <= size) return Uint32Array.from({ length: rows }, (_, row) => row);
  const random = seededRandom(seed).fork('sample');
  const chosen = new Uint32Array(size);
  let taken = 0;
  for (let row = 0; taken < size; row++)
    if (random.next() * (rows - row) < size - taken) chosen[taken++] = row;
  return chosen;
}

/** The same rows in an order of chance, so that any beginning of them is a sample too (Fisher and Yates). */
export function shuffleRows(rows: Uint32Array, seed: number): Uint32Array {
  const random = seededRandom(seed).fork('shuffle');
  const shuffled = Uint32Array.from(rows);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const held = shuffled[last]!;
    shuffled[last] = shuffled[other]!;
    shuffled[other] = held;
  }
  return shuffled;
}

/**
 * `size` rows spread evenly over a table, ascending, each as often as its weight says; where the weights sum to no more,
 * as many as they sum to. Source: Madow, Annals of Mathematical Statistics 20 (1949), systematic sampling.
 */
export function spreadRows(weights: ArrayLike<number>, size: number): Uint32Array {
  let all = 0;
  for (let row = 0; row < weights.length; row++) all += weights[row]!;
  const chosen = new Uint32Array(Math.min(size, Math.round(all)));
  const step = all / chosen.length;
  let [taken, below] = [0, 0];
  for (let row = 0; row < weights.length; row++) {
    below += weights[row]!;
    while (taken < chosen.length && (taken + 0.5) * step < below) chosen[taken++] = row;
  }
  return chosen;
}
