import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Segmentation } from '../../definitions/project.ts';
import { canBeTrue, coverOf } from '../../sql/satisfiable.ts';
import type { DefinitionCheck } from '../check.ts';
import { listed } from '../../base/listed.ts';

/** A rule that earlier rules take everybody from: the order decides, and here it leaves nothing. */
export const ruleSwallowed: DefinitionCheck = {
  id: 'rule-swallowed',
  title: 'Rule swallowed by earlier ones',
  source: 'Seed 002: segments are mutually exclusive, without overlap confusion; decision lists, Rivest 1987',
  severity: 'warning',
  summary: 'Whoever the rule is true of has been placed by an earlier one, so its segment stays empty.',
  needs: 'definitions',
  read: ({ segmentations }) => segmentations.filter(({ learning }) => !learning).flatMap(swallowedRules),
};

function swallowedRules({ id, rules }: Segmentation): readonly Finding[] {
  return rules.flatMap(({ segment, when, place }, index) => {
    const earlier = rules.slice(0, index);
    if (earlier.length === 0 || canBeTrue(when) === 'never') return [];
    const cover = coverOf(
      when,
      earlier.map((rule) => rule.when),
    );
    if (!cover) return [];
    const names = cover.map((at) => `\`${earlier[at]?.segment}\``);
    return [
      warning(
        'rule-swallowed',
        `Nobody is left for \`${segment}\` in \`${id}\`: ${listed(names)} ${names.length === 1 ? 'takes' : 'take'} everyone it is true of.`,
        {
          place,
          hint: `Move \`${segment}\` before ${listed(names)}, or narrow ${names.length === 1 ? 'that rule' : 'those rules'}.`,
          data: {
            segmentation: id,
            segment,
            takenBy: cover.map((at) => earlier[at]?.segment ?? '').join(' '),
          },
        },
      ),
    ];
  });
}
