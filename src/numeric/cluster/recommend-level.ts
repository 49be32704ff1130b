import type { DiscoveredLevel } from './describe-levels.ts';
import { PATTERN, RARE, STABLE } from './verdict.ts';

/**
 * Among the levels whose segments are clouds of their own and large enough: the stable one with the least criterion,
 * else the most stable one that shows a pattern where one cloud seldom does as well, else one group. Untested ones count
 * as stable; their verdict says so.
 */
export function recommendLevel(
  levels: readonly DiscoveredLevel[],
  apart: number,
  smallestShare: number,
): DiscoveredLevel {
  const jaccardOf = (level: DiscoveredLevel) => level.smallestJaccard ?? 1;
  const open = levels.filter(
    ({ segments, shares }) => segments > 1 && segments <= apart && Math.min(...shares) >= smallestShare,
  );
  const [stable] = open
    .filter((level) => jaccardOf(level) >= STABLE)
    .toSorted((one, other) => (one.cloudCriterion ?? Infinity) - (other.cloudCriterion ?? Infinity));
  const [pattern] = open
    .filter((level) => jaccardOf(level) >= PATTERN && (level.nullShare ?? 0) <= RARE)
    .toSorted((one, other) => jaccardOf(other) - jaccardOf(one));
  return stable ?? pattern ?? levels[0]!;
}
