import { normalQuantile } from './normal-quantile.ts';

/**
 * How well a number tells two groups apart. `auc`: the chance that one of the first group has more than one of the
 * second, ties counting half: 0.5 is no better than chance. The interval is DeLong's, cut off at 0 and 1.
 */
export interface Roc {
  readonly auc: number;
  readonly low: number;
  readonly high: number;
  readonly first: number;
  readonly second: number;
}

/**
 * AUC over distinct values: `first[i]` and `second[i]` are how many of each group have `values[i]`, which ascend.
 * Null when a group is empty, since nothing can then be told apart; the interval is missing (NaN never: it is the
 * whole of 0..1) where a group has one member.
 * Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988), in its mid-rank form (Sun, Xu 2014).
 */
export function rocOf(first: Float64Array, second: Float64Array, level = 0.95): Roc | null {
  const [m, n] = [total(first), total(second)];
  if (m === 0 || n === 0) return null;
  let wins = 0;
  let secondBelow = 0;
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] ?? 0, second[i] ?? 0];
    wins += a * (secondBelow + b / 2);
    secondBelow += b;
  }
  const auc = wins / (m * n);
  if (m === 1 || n === 1) return { auc, low: 0, high: 1, first: m, second: n };
  const error = Math.sqrt(
    placementVariance(first, second, auc, 'below') / m + placementVariance(second, first, auc, 'above') / n,
  );
  const reach = normalQuantile((1 + level) / 2) * error;
  return { auc, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach), first: m, second: n };
}

/** Variance over `of` of the share of `others` that each has on its side, ties counting half. */
function placementVariance(
  of: Float64Array,
  others: Float64Array,
  mean: number,
  side: 'below' | 'above',
): number {
  const [count, all] = [total(of), total(others)];
  let below = 0;
  let squares = 0;
  for (let i = 0; i < of.length; i++) {
    const tied = others[i] ?? 0;
    const share = (below + tied / 2) / all;
    const placement = side === 'below' ? share : 1 - share;
    squares += (of[i] ?? 0) * (placement - mean) ** 2;
    below += tied;
  }
  return squares / (count - 1);
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
