import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import { overlapOf } from '../../sql/intervals.ts';
import { axisOf } from '../axis.ts';
import type { DefinitionCheck } from '../check.ts';
import { formatNumber } from '../../base/format-number.ts';
import type { SteppedRange } from '../stated-ranges.ts';
import { steppedRanges } from '../stated-ranges.ts';

/** A segment that begins elsewhere than the text says. */
export const statedEdgeDiffers: DefinitionCheck = {
  id: 'stated-edge-differs',
  title: 'Edge differs from the stated one',
  source: 'Seed 002: >$50k stated, while a lower edge of 50,000 takes 50,000 in',
  severity: 'warning',
  summary: 'The lower edge that places customers is not the one the text states.',
  needs: 'definitions',
  read: ({ segmentations }) => segmentations.flatMap(differences),
};

function differences(segmentation: Segmentation): readonly Finding[] {
  const axis = axisOf(segmentation);
  const scale = steppedRanges(segmentation);
  if (!axis || !scale) return [];
  return scale.ranges.flatMap((range) => {
    const cut = axis.cuts.find(({ rule }) => rule.segment === range.segment.id);
    const [lowest, ...others] = cut ? overlapOf(cut.reach, cut.reach) : [];
    if (!lowest || others.length > 0) return [];
    const edge = lowest.from === null ? Number.NEGATIVE_INFINITY : Number(lowest.from);
    return differenceOf(range, edge, scale.steps);
  });
}

function differenceOf(range: SteppedRange, edge: number, steps: number | null): readonly Finding[] {
  const { low, segment, stated } = range;
  const rest = {
    place: stated.place,
    data: { segment: segment.id, ...(Number.isFinite(edge) ? { edge } : {}), stated: stated.text },
  };
  if (edge === stated.from && !stated.fromInclusive)
    return [
      note(
        'stated-edge-differs',
        `\`${stated.text}\` leaves ${formatNumber(edge)} itself out, and ${segment.title} takes it in.`,
        { ...rest, hint: 'Lower edges are inclusive here; say so in the text if it matters.' },
      ),
    ];
  const inSteps = steps === null ? edge : Math.round(edge * steps);
  const bothBelowZero = low <= 0 && inSteps <= 0;
  if (
    stated.from === null ||
    inSteps === low ||
    bothBelowZero ||
    Math.abs(inSteps - low) < Math.abs(low) * 1e-12
  )
    return [];
  const begins = Number.isFinite(edge) ? `begins at ${formatNumber(edge)}` : 'has no lower edge';
  return [
    warning('stated-edge-differs', `${segment.title} ${begins}, and \`${stated.text}\` is stated.`, {
      ...rest,
      hint: 'Change the edge or the text.',
    }),
  ];
}
