import type { Finding } from '../../base/finding.ts';
import { note } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { WrittenInterval } from '../../sql/intervals.ts';
import { gapsBetween } from '../../sql/intervals.ts';
import { axisOf } from '../axis.ts';
import type { DefinitionCheck } from '../check.ts';

/** Values of the one attribute that all rules cut, and that none of them takes. */
export const rulesGap: DefinitionCheck = {
  id: 'rules-gap',
  title: 'Values left to the fallback',
  source: 'Seeds 000 and 001: ranges that do not meet; semantics: the fallback is named, never silent',
  severity: 'note',
  summary: 'Rules over one ordered attribute leave some of its values to the fallback.',
  needs: 'definitions',
  read: ({ segmentations }) => segmentations.flatMap(gapsOf),
};

function gapsOf(segmentation: Segmentation): readonly Finding[] {
  const axis = axisOf(segmentation);
  if (!axis || axis.cuts.length < 2) return [];
  const [first, ...rest] = axis.cuts;
  const gaps = gapsBetween([first.reach, ...rest.map(({ reach }) => reach)]);
  const { id, fallback, place } = segmentation;
  return gaps.filter(isTold).map(({ from, below }) =>
    note(
      'rules-gap',
      `${rangeWords({ from, below })} belongs to no rule of \`${id}\` and goes to \`${fallback.id}\`.`,
      {
        place,
        hint: 'Where that is meant, nothing is to do.',
        data: { segmentation: id, ...(from === null ? {} : { from }), ...(below === null ? {} : { below }) },
      },
    ),
  );
}

/** Counts and amounts begin at zero: what is below needs no rule. */
function isTold({ from, below }: WrittenInterval): boolean {
  return !(from === null && below !== null && Number(below) <= 0);
}

function rangeWords({ from, below }: WrittenInterval): string {
  if (from === null) return `What is below ${below}`;
  return below === null ? `${from} and above` : `From ${from} to below ${below}`;
}
