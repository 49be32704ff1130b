import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Stay } from '../../methods/method.ts';
import { and } from '../../sql/expression.ts';
import { canBeTrue, isCoveredBy } from '../../sql/satisfiable.ts';
import type { DefinitionCheck } from '../check.ts';

/** An exit edge that keeps nobody: whoever it is true of is placed in the segment anyhow, or it is never true. */
export const staysIdle: DefinitionCheck = {
  id: 'stays-idle',
  title: 'Exit edge that keeps nobody',
  source: 'Schmitt, A thermionic trigger, 1938: two edges hold only where the exit lies beyond the entry',
  severity: 'warning',
  summary: 'A `stays` is never true, or true only of customers whom the rules place in the segment anyhow.',
  needs: 'definitions',
  read: ({ segmentations }) => segmentations.filter(({ learning }) => !learning).flatMap(idleStays),
};

function idleStays({ id, rules, hysteresis }: Segmentation): readonly Finding[] {
  return (hysteresis?.stays ?? []).flatMap((stay) => {
    const why = idleBecause(stay, rules);
    if (!why) return [];
    return [
      warning('stays-idle', `\`stays\` of \`${stay.segment}\` in \`${id}\` keeps nobody: ${why}.`, {
        place: stay.place,
        hint: 'An exit edge lies beyond the entry edge: with `when: health < 40` it is `stays: health < 45`.',
        data: { segmentation: id, segment: stay.segment },
      }),
    ];
  });
}

function idleBecause({ segment, when }: Stay, rules: Segmentation['rules']): string | null {
  if (canBeTrue(when) === 'never') return 'it is never true';
  const last = rules.findLastIndex((rule) => rule.segment === segment);
  const others = rules.slice(0, last + 1).filter((rule) => rule.segment !== segment);
  if (others.some((rule) => canBeTrue(and([when, rule.when])) === 'possible')) return null;
  const own = rules.filter((rule) => rule.segment === segment).map((rule) => rule.when);
  return isCoveredBy(when, own) ? 'whoever it is true of is placed there anyhow' : null;
}
