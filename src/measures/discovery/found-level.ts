import type { ExactNumber } from '../../sql/exact-number.ts';
import { addExact, divideExact, exactNumber, formatExact, multiplyExact } from '../../sql/exact-number.ts';
import type { DiscoveredLevel } from '../../numeric/cluster/describe-levels.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import type { Verdict } from '../../numeric/cluster/verdict.ts';
import type { ShareInterval } from '../../numeric/wilson.ts';
import { wilson } from '../../numeric/wilson.ts';

/**
 * One number of groups, as one row of a table to choose from. `bic` and `icl` (small is good) and `entropy` (nats a
 * customer) are of the plain mixture of as many components, null where the search did not get so far; all else is of
 * the groups as they would be placed. `doubt` is 0..1: how undecided the similarities are.
 */
export interface FoundLevel {
  readonly groups: number;
  readonly verdict: Verdict;
  readonly bic: number | null;
  readonly icl: number | null;
  readonly entropy: number | null;
  readonly doubt: number;
  /** BIC as a mixture of clouds: the row with the least says how many clouds there are; null where nobody asked. */
  readonly cloudCriterion: number | null;
  readonly stability: Stability | null;
  /** How often customers of one cloud part as well into as many groups, 0..1; null for one group, and where nobody asked. */
  readonly nullShare: number | null;
  readonly smallestShare: ShareInterval;
  /** Of the group with the least; null without money. Digits. */
  readonly smallestMoney: string | null;
  /** Whether every group has as much; null without a floor. */
  readonly aboveFloor: boolean | null;
  /** The largest first. */
  readonly found: readonly FoundGroup[];
}

/** Mean Jaccard coefficient over the refits, 0..1, and its standard error. */
export interface Stability {
  readonly jaccard: number;
  readonly error: number;
}

export interface FoundGroup {
  /** From 1, the largest first. */
  readonly number: number;
  /** Counted, or estimated where only a sample was read. */
  readonly customers: number;
  /** Of all customers; low and high are the same where everybody was read. */
  readonly share: ShareInterval;
  /** What they pay, digits; null without money. */
  readonly money: string | null;
  readonly stability: Stability | null;
  /** The groups of the level with one group fewer that its customers are in, most of them first; none at the first level. */
  readonly origins: readonly Origin[];
}

/** A group of the level before, and the share (0..1) of a group that comes from it; shares of all origins sum to 1. */
export interface Origin {
  readonly number: number;
  readonly share: number;
}

/** A level as it is placed: the group of every customer read, from 0. */
export interface PlacedLevel {
  readonly level: DiscoveredLevel;
  readonly frozen: FrozenMixture;
  readonly labels: Int32Array;
}

/** Who was read and searched: how many of how many, what each pays (digits, null missing), and what a group should bring. */
export interface Base {
  readonly rows: number;
  readonly searched: number;
  readonly customers: number;
  readonly money: readonly (string | null)[] | null;
  readonly moneyFloor: number | null;
}

/** Levels in words of customers and money, one group first. */
export function foundLevels(placed: readonly PlacedLevel[], base: Base): readonly FoundLevel[] {
  return placed.map((one, index) => foundLevel(one, placed[index - 1]?.labels ?? null, base));
}

function foundLevel(
  { level, frozen, labels }: PlacedLevel,
  coarser: Int32Array | null,
  base: Base,
): FoundLevel {
  const counts = countsOf(labels, frozen.groups.length);
  const money = base.money && moneyOf(labels, frozen.groups.length, base.money, base);
  const found = frozen.groups.map((group, index): FoundGroup => ({
    number: index + 1,
    customers: Math.round(((counts[index] ?? 0) * base.customers) / base.rows),
    share: shareOf(counts[index] ?? 0, base),
    money: money?.[index] ?? null,
    stability: stabilityOf(level, level.groups.indexOf(group)),
    origins: coarser ? originsOf(labels, coarser, index) : [],
  }));
  const smallest = found.reduce((least, one) => (one.customers < least.customers ? one : least));
  const shaky = found
    .map(({ stability }) => stability)
    .toSorted((a, b) => (a?.jaccard ?? 1) - (b?.jaccard ?? 1));
  const poorest = (money ?? []).toSorted((a, b) => Number(a) - Number(b))[0] ?? null;
  return {
    groups: frozen.groups.length,
    verdict: level.verdict,
    bic: level.fit?.bic ?? null,
    icl: level.fit?.icl ?? null,
    entropy: level.fit && level.fit.entropy / base.searched,
    doubt: level.doubt,
    cloudCriterion: level.cloudCriterion,
    stability: level.segments === 1 ? null : (shaky[0] ?? null),
    nullShare: level.segments === 1 ? null : level.nullShare,
    smallestShare: smallest.share,
    smallestMoney: poorest,
    aboveFloor: base.moneyFloor === null || poorest === null ? null : Number(poorest) >= base.moneyFloor,
    found,
  };
}

function countsOf(labels: Int32Array, groups: number): readonly number[] {
  const counts = Array.from({ length: groups }, () => 0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

function shareOf(count: number, { rows, customers }: Base): ShareInterval {
  const { share, low, high } = wilson(count, rows);
  return rows === customers ? { share, low: share, high: share } : { share, low, high };
}

/** Exact where everybody was read, else scaled to all customers and rounded to whole units. */
function moneyOf(
  labels: Int32Array,
  groups: number,
  money: readonly (string | null)[],
  { rows, customers }: Base,
): readonly string[] {
  const sums = Array.from({ length: groups }, (): ExactNumber => ({ unscaled: 0n, scale: 0 }));
  money.forEach((digits, row) => {
    const group = labels[row] ?? 0;
    if (digits !== null) sums[group] = addExact(sums[group]!, exactNumber(digits));
  });
  if (rows === customers) return sums.map(formatExact);
  return sums.map((sum) => {
    const scaled = divideExact(
      multiplyExact(sum, { unscaled: BigInt(customers), scale: 0 }),
      { unscaled: BigInt(rows), scale: 0 },
      0,
    );
    return scaled ? formatExact(scaled) : '0';
  });
}

function stabilityOf({ stability }: DiscoveredLevel, group: number): Stability | null {
  const [jaccard, error] = [stability?.jaccards[group], stability?.errors[group]];
  return jaccard === undefined || error === undefined ? null : { jaccard, error };
}

function originsOf(labels: Int32Array, coarser: Int32Array, group: number): readonly Origin[] {
  const counts = new Map<number, number>();
  let all = 0;
  labels.forEach((label, row) => {
    if (label !== group) return;
    const was = coarser[row] ?? 0;
    counts.set(was, (counts.get(was) ?? 0) + 1);
    all += 1;
  });
  return [...counts]
    .toSorted(([a, many], [b, few]) => few - many || a - b)
    .map(([was, count]) => ({ number: was + 1, share: count / all }));
}
