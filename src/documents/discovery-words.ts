import type { Verdict } from '../numeric/cluster/verdict.ts';
import { PATTERN, STABLE } from '../numeric/cluster/verdict.ts';
import type { Stability } from '../measures/discovery/found-level.ts';
import type { Recommendation } from '../measures/discovery/recommend-level.ts';

/** What each verdict on a number of groups means, for who has to act on it. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  natural: `each group is a cloud of its own in the data, one cloud seldom does as well (0.05 or less), and all come back in new samples (smallest Jaccard ${STABLE} or more)`,
  reproducible:
    'the groups come back in new samples, but cut what is one cloud: edges by decision, as bands are',
  constructed: `another sample would draw them otherwise; from ${PATTERN} on there is a pattern, below do not use them`,
  'no groups': 'everybody together: the answer where no other row is recommended',
  untested: 'nobody has looked whether they come back in new samples',
};

/** The recommendation of a discovery in plain words; `stability` is that of its least stable group. */
export function recommendationWords(
  { groups, verdict, passedOver, clouds }: Recommendation,
  stability: Stability | null,
): string {
  if (passedOver !== null) {
    const instead = groups === 1 ? 'none is recommended' : `${groups} groups are recommended (${verdict})`;
    return `The data say ${passedOver} groups, but one of them brings less money than the floor: ${instead}.`;
  }
  switch (verdict) {
    case 'natural':
      return `Recommended: ${groups} groups, natural. ${sentence(verdictMeanings.natural)}${doubt(stability)}`;
    case 'constructed':
      return `Recommended with doubt: ${groups} groups show a pattern that new samples draw somewhat otherwise. Look at them before you act on them.`;
    case 'untested':
      return `${groups} groups look best, but ${verdictMeanings.untested}: ask again with --bootstraps 30.`;
    case 'reproducible':
      return `Recommended: ${groups} groups, reproducible. ${sentence(verdictMeanings.reproducible)}`;
    case 'no groups':
      return `${clouds === 1 ? ONE_CLOUD : `No row is recommended: these customers are not all alike (${clouds} clouds describe them better than one), but no row came back in new samples with a least Jaccard of ${PATTERN} and 2 % of customers in every group. More customers, or fewer and better attributes, may show more.`} Bands and rules can part them at edges you decide; so would any row of the table, and its definition would say so.`;
  }
}

const ONE_CLOUD =
  'No groups: nothing divides these customers by itself, they are one cloud, and no row is recommended.';

/** Two standard errors down the mean may belong to groups that are not stable. */
function doubt(stability: Stability | null): string {
  if (stability === null || stability.jaccard - 2 * stability.error >= STABLE) return '';
  return ` But ${stability.jaccard.toFixed(2)} ± ${stability.error.toFixed(2)} may be less than ${STABLE}: take more refits (--bootstraps 100) before you rely on it.`;
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
