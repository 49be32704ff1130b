/** Two ranks, counted from 1, of values that a quantile lies between. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

/**
 * The ranks of the two sorted values between which the `probability` quantile of what `count` values were drawn from
 * lies, at the level or above, whatever its distribution: from the binomial of how many fall below it. Null where there
 * are too few values for one of the ends. Source: Conover, Practical Nonparametric Statistics, section 3.2.
 */
export function quantileRanks(count: number, probability: number, level = 0.95): Ranks | null {
  const tail = (1 - level) / 2;
  const odds = Math.log(probability / (1 - probability));
  let logMass = count * Math.log(1 - probability);
  let below = Math.exp(logMass);
  let low = 0;
  let high = below >= 1 - tail ? 1 : 0;
  for (let k = 0; k < count && high === 0; k++) {
    if (below <= tail) low = k + 1;
    logMass += Math.log((count - k) / (k + 1)) + odds;
    below += Math.exp(logMass);
    if (below >= 1 - tail) high = k + 2;
  }
  return low >= 1 && high >= 1 && high <= count ? { low, high } : null;
}
