import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { DefinitionCheck } from '../check.ts';
import { formatNumber } from '../../base/format-number.ts';
import type { StatedScale, SteppedRange } from '../stated-ranges.ts';
import { steppedRanges } from '../stated-ranges.ts';

/** Values that no stated range holds: between two ranges, under the lowest, over the highest. */
export const statedGap: DefinitionCheck = {
  id: 'stated-gap',
  title: 'Stated ranges leave values out',
  source: 'Seeds 000 (contract values between $49,999 and $50,000) and 001 (firms of fewer than 10)',
  severity: 'warning',
  summary: 'Values that none of the ranges a text states for the segments would take in.',
  needs: 'definitions',
  read: ({ segmentations }) =>
    segmentations.flatMap((segmentation) => {
      const scale = steppedRanges(segmentation);
      return scale?.complete ? [...under(scale), ...between(scale), ...over(scale)] : [];
    }),
};

function between({ ranges, steps }: StatedScale): readonly Finding[] {
  const findings: Finding[] = [];
  let reach = ranges[0];
  for (const next of ranges.slice(1)) {
    if (!reach) break;
    if (leavesOut(reach, next, steps)) findings.push(gapBetween(reach, next, steps));
    if (next.high > reach.high) reach = next;
  }
  return findings;
}

function leavesOut(before: SteppedRange, next: SteppedRange, steps: number | null): boolean {
  if (steps !== null) return next.low > before.high + 1;
  return next.low > before.high || (next.low === before.high && !next.lowIncluded && !before.highIncluded);
}

function gapBetween(before: SteppedRange, next: SteppedRange, steps: number | null): Finding {
  const from = steps === null ? before.high : (before.high + 1) / steps;
  const to = steps === null ? next.low : (next.low - 1) / steps;
  const [first, last] = [formatNumber(from), formatNumber(to)];
  const values =
    from === to ? first : steps === null ? `what lies between ${first} and ${last}` : `${first} to ${last}`;
  return warning(
    'stated-gap',
    `No stated range holds ${values}: \`${before.stated.text}\` is ${before.segment.title}, \`${next.stated.text}\` is ${next.segment.title}.`,
    {
      place: next.stated.place,
      hint: `State one range up to where the next begins; a band takes in everything up to the next edge.`,
      data: { from, to, below: before.segment.id, above: next.segment.id },
    },
  );
}

/** Amounts and counts begin at zero, so a lowest range that begins above it leaves some out. */
function under({ ranges, steps }: StatedScale): readonly Finding[] {
  const [lowest] = ranges;
  if (!lowest || lowest.low <= 0) return [];
  const to = lowest.low / (steps ?? 1);
  return [
    warning('stated-gap', `No stated range holds values below ${formatNumber(to)}.`, {
      place: lowest.stated.place,
      hint: `Who is there goes to the fallback unless \`${lowest.segment.id}\` has no lower edge.`,
      data: { to, above: lowest.segment.id },
    }),
  ];
}

/** Nothing lies over 100 where ranges go from 0 to 100: that is how scores are told. */
function over({ ranges, steps }: StatedScale): readonly Finding[] {
  const highest = ranges.reduce((best, one) => (one.high > best.high ? one : best));
  const from = highest.high / (steps ?? 1);
  const isScore = (ranges[0]?.low ?? 0) <= 0 && from === 100;
  if (from === Number.POSITIVE_INFINITY || isScore) return [];
  return [
    note('stated-gap', `No stated range holds values above ${formatNumber(from)}.`, {
      place: highest.stated.place,
      hint: `The highest band is open above: it takes them all the same.`,
      data: { from, below: highest.segment.id },
    }),
  ];
}
