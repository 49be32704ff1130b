import type { SeededRandom } from '../../../src/base/seeded-random.ts';

/** A Poisson count (Knuth's product of uniforms; meant for rates below 100). */
export function poisson(rate: number, random: SeededRandom): number {
  const limit = Math.exp(-rate);
  let product = random.next();
  let count = 0;
  while (product > limit) {
    product *= random.next();
    count += 1;
  }
  return count;
}

/** What a normal is multiplied by to be Student's t: 1 where the degrees of freedom are infinite. */
export function studentScale(freedom: number, random: SeededRandom): number {
  if (freedom === Infinity) return 1;
  let squares = 0;
  for (let i = 0; i < freedom; i++) squares += random.normal() ** 2;
  return Math.sqrt(freedom / squares);
}
