/**
 * What segments are. *natural*: clouds of their own that come back in new samples; *reproducible*: they come back, but
 * cut what is one cloud; *constructed*: they would be drawn otherwise next time; *no groups*: one cloud, nothing to find;
 * *untested*: nobody looked whether they come back.
 * Source: Dolnicar, Grün and Leisch, Market Segmentation Analysis (2018), ch. 7; the words for one cloud are ours.
 */
export type Verdict = 'natural' | 'reproducible' | 'constructed' | 'no groups' | 'untested';

/** Jaccard coefficients from here on are stable, from the second a pattern; below it a segment dissolves (Hennig 2007). */
export const STABLE = 0.75;
export const PATTERN = 0.6;
/** Tables of one cloud may do as well this often where segments are clouds of their own. */
export const RARE = 0.05;

/**
 * What a verdict rests on: how many segments, whether each is a cloud of its own, the least stable one's Jaccard, and how
 * often one cloud does as well; null where nobody looked.
 */
export interface VerdictEvidence {
  readonly segments: number;
  readonly apart: boolean;
  readonly smallestJaccard: number | null;
  readonly nullShare: number | null;
}

export function verdictOf({ segments, apart, smallestJaccard, nullShare }: VerdictEvidence): Verdict {
  if (segments === 1) return 'no groups';
  if (smallestJaccard === null) return 'untested';
  if (smallestJaccard < STABLE) return 'constructed';
  return apart && (nullShare ?? 0) <= RARE ? 'natural' : 'reproducible';
}
