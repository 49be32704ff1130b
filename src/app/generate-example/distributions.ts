import type { SeededRandom } from '../../base/seeded-random.ts';

/** True with probability `share` (0..1). */
export function chance(random: SeededRandom, share: number): boolean {
  return random.next() < share;
}

/** Log-normal: half of the draws lie below `median`; `spread` is the standard deviation of the logarithm. */
export function logNormal(random: SeededRandom, median: number, spread: number): number {
  return median * Math.exp(random.normal(0, spread));
}

/** Waiting time with the given mean, in the mean's own unit. */
export function exponential(random: SeededRandom, mean: number): number {
  return -mean * Math.log(1 - random.next());
}

/** A count with the given mean: Knuth's product below 30, the rounded normal above. */
export function poisson(random: SeededRandom, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(random.normal(mean, Math.sqrt(mean))));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

/** One of the keys, each as likely as its weight says; weights need not sum to 1. */
export function pickWeighted<Key extends string>(
  random: SeededRandom,
  weights: Readonly<Record<Key, number>>,
): Key {
  const entries = Object.entries(weights) as [Key, number][];
  let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    rest -= weight;
    if (rest < 0) return key;
  }
  return entries[entries.length - 1]![0];
}

/** One of the items, all equally likely. */
export function pickOne<Item>(random: SeededRandom, items: readonly [Item, ...Item[]]): Item {
  return items[random.integer(0, items.length - 1)] ?? items[0];
}

export function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}
