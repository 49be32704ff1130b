import type { SegmentPair } from './segment-pairs.ts';

/** Whether a segment is still the same one after learning anew. */
export interface NameMatch {
  readonly segment: string;
  readonly before: number;
  readonly after: number;
  readonly both: number;
  /** Customers in it before and after, of those in it at either time, 0..1; null where nobody was or is. */
  readonly jaccard: number | null;
  /** Below 0.5 most of those who are or were in it are not both: the name says something else now. */
  readonly isSame: boolean;
}

const LEAST_JACCARD = 0.5;

/** The customers a name kept, of every segment in the order given. Source: Jaccard 1901; Hennig 2007 for 0.5. */
export function nameMatches(
  pairs: readonly SegmentPair[],
  segments: readonly string[],
): readonly NameMatch[] {
  const count = (isCounted: (pair: SegmentPair) => boolean) =>
    pairs.reduce((sum, pair) => sum + (isCounted(pair) ? pair.customers : 0), 0);
  return segments.map((segment) => {
    const before = count(({ from }) => from === segment);
    const after = count(({ to }) => to === segment);
    const both = count(({ from, to }) => from === segment && to === segment);
    const either = before + after - both;
    const jaccard = either === 0 ? null : both / either;
    return { segment, before, after, both, jaccard, isSame: jaccard === null || jaccard >= LEAST_JACCARD };
  });
}
