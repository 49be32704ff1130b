import type { Verdict } from '../../numeric/cluster/verdict.ts';
import { STABLE } from '../../numeric/cluster/verdict.ts';
import type { FoundLevel } from './found-level.ts';

/**
 * The level to take, 1 for none. `passedOver` is what the data alone would say, where a group of it brings too little.
 * `clouds` is how many clouds the data are; more than 1 where nothing is recommended means that no row is reliable.
 */
export interface Recommendation {
  readonly groups: number;
  readonly verdict: Verdict;
  readonly passedOver: number | null;
  readonly clouds: number;
}

/** The level a discovery recommends; where a group of it is below the money floor, the next coarser stable one above it. */
export function recommendLevel(levels: readonly FoundLevel[], recommended: number): Recommendation {
  const clouds = cloudsIn(levels);
  const first = levels.find(({ groups }) => groups === recommended);
  if (!first || first.groups === 1) return { groups: 1, verdict: 'no groups', passedOver: null, clouds };
  if (first.aboveFloor !== false)
    return { groups: first.groups, verdict: first.verdict, passedOver: null, clouds };
  const coarser = levels.findLast(
    ({ groups, stability, aboveFloor }) =>
      groups > 1 && groups < recommended && (stability?.jaccard ?? 1) >= STABLE && aboveFloor === true,
  );
  return {
    groups: coarser?.groups ?? 1,
    verdict: coarser?.verdict ?? first.verdict,
    passedOver: recommended,
    clouds,
  };
}

function cloudsIn(levels: readonly FoundLevel[]): number {
  const judged = levels.filter(({ cloudCriterion }) => cloudCriterion !== null);
  return judged.toSorted((a, b) => (a.cloudCriterion ?? 0) - (b.cloudCriterion ?? 0))[0]?.groups ?? 1;
}
