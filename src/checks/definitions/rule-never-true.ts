import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { Entity } from '../../definitions/project.ts';
import { canBeTrue } from '../../sql/satisfiable.ts';
import type { DefinitionCheck } from '../check.ts';

/** A rule, or a condition of an entity, that is true of nobody whatever the data. */
export const ruleNeverTrue: DefinitionCheck = {
  id: 'rule-never-true',
  title: 'Rule that is never true',
  source: 'Seed 003: a segment must be measurable and substantial; an impossible one is neither',
  severity: 'warning',
  summary: 'No value of the attributes makes the condition true, so its segment stays empty.',
  needs: 'definitions',
  read: ({ segmentations, entities }) => [
    ...entities.flatMap(impossibleConditions),
    ...segmentations
      .filter(({ learning }) => !learning)
      .flatMap(({ id, rules }) =>
        rules
          .filter(({ when }) => canBeTrue(when) === 'never')
          .map(({ segment, place }) =>
            warning('rule-never-true', `The rule of \`${segment}\` in \`${id}\` can never be true.`, {
              place,
              hint: 'Its parts contradict each other; look at the edges and at `and`.',
              data: { segmentation: id, segment },
            }),
          ),
      ),
  ],
};

function impossibleConditions({ id, activeWhen, formerWhen }: Entity): readonly Finding[] {
  const written = [
    { key: 'activeWhen', condition: activeWhen },
    { key: 'formerWhen', condition: formerWhen },
  ];
  return written.flatMap(({ key, condition }) =>
    condition && canBeTrue(condition.expression) === 'never'
      ? [
          warning('rule-never-true', `\`${key}\` of \`${id}\` can never be true.`, {
            place: condition.origin.at(0, condition.text.length),
            hint: 'Its parts contradict each other; look at the edges and at `and`.',
            data: { entity: id },
          }),
        ]
      : [],
  );
}
