import type { SegmentDefinition, Segmentation, StatedRange } from '../definitions/project.ts';
import { axisOf, stepsPerUnit } from './axis.ts';

/**
 * A stated range in steps of its attribute, so that neighbours can be told: 20-499 and 500+ leave nothing out
 * for whole numbers. Where values are continuous a step is the unit and ends may be open. Ends may be infinite.
 */
export interface SteppedRange {
  readonly segment: SegmentDefinition;
  readonly stated: StatedRange;
  readonly low: number;
  readonly lowIncluded: boolean;
  readonly high: number;
  readonly highIncluded: boolean;
}

export interface StatedScale {
  /** Steps in a unit, null where values are continuous. */
  readonly steps: number | null;
  /** By their lower ends. */
  readonly ranges: readonly SteppedRange[];
  /** Whether every segment of the segmentation states its range. */
  readonly complete: boolean;
}

/** The stated ranges of a segmentation over one number; null where its rules look at anything else. */
export function steppedRanges(segmentation: Segmentation): StatedScale | null {
  const axis = axisOf(segmentation);
  if (!axis || axis.subject.type.kind === 'date') return null;
  const steps = stepsPerUnit(axis.subject.type);
  const ranges = segmentation.segments
    .flatMap((segment) => (segment.stated ? [inSteps(segment, segment.stated, steps)] : []))
    .sort((a, b) => a.low - b.low || a.high - b.high);
  return { steps, ranges, complete: ranges.length === segmentation.segments.length };
}

function inSteps(segment: SegmentDefinition, stated: StatedRange, steps: number | null): SteppedRange {
  const low = stated.from ?? Number.NEGATIVE_INFINITY;
  const high = stated.to ?? Number.POSITIVE_INFINITY;
  const { fromInclusive, toInclusive } = stated;
  if (steps === null)
    return { segment, stated, low, lowIncluded: fromInclusive, high, highIncluded: toInclusive };
  return {
    segment,
    stated,
    low: Math.round(low * steps) + (fromInclusive ? 0 : 1),
    lowIncluded: true,
    high: Math.round(high * steps) - (toInclusive ? 0 : 1),
    highIncluded: true,
  };
}
