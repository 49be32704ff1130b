import type { ShareInterval } from '../numeric/wilson.ts';
import { wilson } from '../numeric/wilson.ts';
import type { SegmentPair } from './segment-pairs.ts';

/** How well rules stand for groups, over the customers of a day. Intervals are Wilson's, of 95 %. */
export interface Fidelity {
  readonly customers: number;
  /** Customers whose rule says the segment they are in. */
  readonly agreeing: number;
  readonly agreement: ShareInterval | null;
  /** Share of the largest segment: how often one is right who says it of everybody. */
  readonly largestShare: number | null;
  readonly segments: readonly SegmentFidelity[];
}

/** Intervals are null where their base is below the minimum count: too few to say. */
export interface SegmentFidelity {
  readonly segment: string;
  /** Customers in it by the groups, by the rules, and by both. */
  readonly customers: number;
  readonly ruled: number;
  readonly both: number;
  /** Of those in it, the share that the rules put there. */
  readonly found: ShareInterval | null;
  /** Of those whom the rules put there, the share that is in it. */
  readonly belonging: ShareInterval | null;
}

/** `pairs` go from a customer's segment by the groups to that by the rules. */
export function fidelityOf(
  pairs: readonly SegmentPair[],
  segments: readonly string[],
  minimumCount: number,
): Fidelity {
  const count = (isCounted: (pair: SegmentPair) => boolean) =>
    pairs.reduce((sum, pair) => sum + (isCounted(pair) ? pair.customers : 0), 0);
  const shareOf = (part: number, base: number) =>
    base >= Math.max(1, minimumCount) ? wilson(part, base) : null;
  const customers = count(() => true);
  const agreeing = count(({ from, to }) => from === to);
  const told = segments.map((segment): SegmentFidelity => {
    const inside = count(({ from }) => from === segment);
    const ruled = count(({ to }) => to === segment);
    const both = count(({ from, to }) => from === segment && to === segment);
    return {
      ...{ segment, customers: inside, ruled, both },
      found: shareOf(both, inside),
      belonging: shareOf(both, ruled),
    };
  });
  return {
    customers,
    agreeing,
    agreement: shareOf(agreeing, customers),
    largestShare: customers === 0 ? null : Math.max(...told.map((one) => one.customers)) / customers,
    segments: told,
  };
}
