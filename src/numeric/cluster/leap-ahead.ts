import type { MixturePass } from './mixture.ts';

/**
 * Where three passes in a row lead to: what the M step is told, carried on along their path. What would be less than
 * nothing is nothing, so that parameters learned from it are always possible.
 * Source: Varadhan and Roland, Scandinavian Journal of Statistics 35 (2008), SQUAREM with its third step length; theirs is
 * of parameters.
 */
export function leapAhead([first, second, third]: readonly MixturePass[]): MixturePass {
  const [zero, one, two] = [first!.histogram, second!.histogram, third!.histogram];
  let [steps, bends] = [0, 0];
  for (let i = 0; i < zero.length; i++) {
    const step = one[i]! - zero[i]!;
    const bend = two[i]! - one[i]! - step;
    steps += step * step;
    bends += bend * bend;
  }
  const length = Math.min(LONGEST, Math.max(1, Math.sqrt(steps / Math.max(bends, 1e-300))));
  const histogram = new Float64Array(zero.length);
  for (let i = 0; i < zero.length; i++) {
    const step = one[i]! - zero[i]!;
    const bend = two[i]! - one[i]! - step;
    histogram[i] = Math.max(0, zero[i]! + 2 * length * step + length * length * bend);
  }
  return { ...third!, histogram };
}

/** Steps are carried on so far at most. */
const LONGEST = 16;
