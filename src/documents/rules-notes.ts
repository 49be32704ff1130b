import { countOf } from '../checks/number-words.ts';
import type { Fidelity, SegmentFidelity } from '../measures/fidelity.ts';
import type { ShareInterval } from '../numeric/wilson.ts';

/** Where rules come from and how well they stand for the groups, as sentences above their definition. */
export function rulesAbout(
  id: string,
  of: { readonly id: string; readonly title: string },
  asOf: string,
  learnedAsOf: string,
  { customers, agreement, largestShare }: Fidelity,
): readonly string[] {
  const agree =
    agreement === null
      ? `Of ${countOf(customers, 'customer')} too few to say how many are where the groups have them.`
      : `Of ${countOf(customers, 'customer')} on ${asOf} they put ${shareWords(agreement)} where the groups do; saying the largest segment of everybody would be right of ${percent(largestShare ?? 0)}.`;
  return [
    `Rules that stand for the groups of \`${of.id}\` (${of.title}), a small tree grown by \`clade rules\` from what was learned on ${learnedAsOf}. ${agree}`,
    `Beside a segment: how many of the customers in the group its rule finds, and how many of those it takes belong there. They are rules like any others from here on: change them as you see fit. After the next run \`clade crosstab ${of.id} ${id}\` sets the two against each other.`,
  ];
}

/** What stands beside one rule. */
export function ruleNote({ customers, ruled, found, belonging }: SegmentFidelity): string {
  const finds = found
    ? `finds ${shareWords(found)} of ${customers}`
    : `${customers} in the group, too few to say`;
  const belong = belonging ? `${shareWords(belonging)} of ${ruled} belong` : `takes ${ruled}, too few to say`;
  return `${finds}; ${belong}`;
}

/** `94.0 % (92.1 to 95.5)`. */
export const shareWords = ({ share, low, high }: ShareInterval): string =>
  `${percent(share)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
