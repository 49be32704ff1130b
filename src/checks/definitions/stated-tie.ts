import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { DefinitionCheck } from '../check.ts';
import { formatNumber } from '../../base/format-number.ts';
import type { SteppedRange } from '../stated-ranges.ts';
import { steppedRanges } from '../stated-ranges.ts';

/** Values that two stated ranges both hold. */
export const statedTie: DefinitionCheck = {
  id: 'stated-tie',
  title: 'Stated ranges overlap',
  source: 'Seeds 001 (10-50 and 50-500 employees) and 002 (30, 90 and 365 days; $10k)',
  severity: 'warning',
  summary: 'Values that two of the ranges a text states for the segments both take in.',
  needs: 'definitions',
  read: ({ segmentations }) =>
    segmentations.flatMap((segmentation) => {
      const { ranges, steps } = steppedRanges(segmentation) ?? { ranges: [], steps: null };
      return ranges.flatMap((range, index) =>
        ranges.slice(index + 1).flatMap((later) => tieOf(range, later, steps)),
      );
    }),
};

function tieOf(first: SteppedRange, second: SteppedRange, steps: number | null): readonly Finding[] {
  const low = Math.max(first.low, second.low);
  const high = Math.min(first.high, second.high);
  if (low > high || (low === high && !(holds(first, low) && holds(second, low)))) return [];
  const [from, to] = [low / (steps ?? 1), high / (steps ?? 1)];
  const values =
    from === to
      ? formatNumber(from)
      : to === Number.POSITIVE_INFINITY
        ? `what is above ${formatNumber(from)}`
        : `${formatNumber(from)} to ${formatNumber(to)}`;
  return [
    warning(
      'stated-tie',
      `\`${first.stated.text}\` (${first.segment.title}) and \`${second.stated.text}\` (${second.segment.title}) both hold ${values}.`,
      {
        place: second.stated.place,
        hint: 'Here the lower edge decides, or the order of the rules; let the text say the same.',
        data: { from, to, first: first.segment.id, second: second.segment.id },
      },
    ),
  ];
}

function holds({ low, lowIncluded, high, highIncluded }: SteppedRange, value: number): boolean {
  return (
    (value > low || (value === low && lowIncluded)) && (value < high || (value === high && highIncluded))
  );
}
