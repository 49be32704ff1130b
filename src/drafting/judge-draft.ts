import type { Draft, DraftSegmentation } from './draft.ts';
import { formatNumber } from '../base/format-number.ts';
import { percent } from './numbers-in-words.ts';

/** Where customers of the day went, by the real placement. */
export interface PlacedCounts {
  readonly segmentation: string;
  readonly active: number;
  readonly segments: readonly {
    readonly segment: string;
    readonly active: number;
    readonly isFallback: boolean;
  }[];
}

/** One group with more holds nearly everybody; a fallback with more swallows them. */
const MOST_IN_ONE = 0.95;
const MOST_IN_FALLBACK = 0.5;

/** A draft with the share of each segment beside it, and without segmentations of its own that tell nobody apart. */
export function judgeDraft(
  draft: Draft,
  placed: readonly PlacedCounts[],
  asOf: string,
  choosePrimary: (draft: Draft) => Draft,
): Draft {
  const judged = draft.segmentations.map((one) => {
    const counts = placed.find(({ segmentation }) => segmentation === one.id) ?? null;
    return {
      one: counts ? withShares(one, counts, asOf) : one,
      why: counts && !one.isGiven ? whyNot(counts) : null,
    };
  });
  const kept = judged.filter(({ why }) => why === null).map(({ one }) => one);
  const dropped = judged.flatMap(({ one, why }) =>
    why === null ? [] : [`No segmentation \`${one.id}\`: ${why}.`],
  );
  return choosePrimary({ ...draft, segmentations: kept, leftOut: [...draft.leftOut, ...dropped] });
}

function whyNot({ active, segments }: PlacedCounts): string | null {
  const named = segments.filter(({ isFallback }) => !isFallback);
  const most = Math.max(0, ...named.map((one) => one.active));
  const left = segments.find(({ isFallback }) => isFallback)?.active ?? 0;
  if (active === 0) return null;
  if (most > active * MOST_IN_ONE)
    return `one segment would hold ${formatNumber(most)} of ${formatNumber(active)} customers`;
  return left > active * MOST_IN_FALLBACK
    ? `${formatNumber(left)} of ${formatNumber(active)} customers would be in its fallback`
    : null;
}

function withShares(
  segmentation: DraftSegmentation,
  { active, segments }: PlacedCounts,
  asOf: string,
): DraftSegmentation {
  if (active === 0) return segmentation;
  const share = (id: string) => percent(segments.find(({ segment }) => segment === id)?.active ?? 0, active);
  return {
    ...segmentation,
    segments: segmentation.segments.map((segment) => ({
      ...segment,
      note: segment.note ? `${share(segment.id)}; ${segment.note}` : share(segment.id),
    })),
    notes: { ...segmentation.notes, segments: `shares: of ${formatNumber(active)} customers on ${asOf}` },
  };
}
