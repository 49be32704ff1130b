import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import { churnDisagrees } from './churn-disagrees.ts';

describe('churn-disagrees', () => {
  const { project } = sketchProject({ gone: 'boolean' }, rulesOf({ some: 'gone' }));
  const [entity] = project.entities as readonly [Entity];
  const [attribute] = entity.attributes as readonly [Attribute];
  const read = (leftButActive: number, stayedButFormer: number) =>
    churnDisagrees.read(
      evidenceOf(project, [], {
        churn: [{ entity, attribute, leftButActive, stayedButFormer, left: 110, active: 500, former: 40 }],
      }),
    );

  it('counts both ways of disagreeing', () => {
    expect(read(110, 0)[0]?.message).toContain('110 of the 110 that `gone` says left are customers');
    expect(read(3, 7)[0]?.message).toContain('; 7 of 40 former customers have not left by `gone`');
    expect(read(110, 0)[0]?.place).toEqual(attribute.place);
  });

  it('sets two sources against each other', () => {
    const second = { ...attribute, id: 'events' };
    const pair = { entity, first: attribute, second, firstLeft: 110, secondLeft: 352, both: 75 };
    const findings = (churnPairs: readonly (typeof pair)[]) =>
      churnDisagrees.read(evidenceOf(project, [], { churnPairs }));
    expect(findings([pair])).toMatchObject([{ data: { gone: 110, events: 352, both: 75 } }]);
    expect(findings([{ ...pair, firstLeft: 75, secondLeft: 75 }])).toEqual([]);
  });

  it('says nothing where they agree', () => {
    expect(read(0, 0)).toEqual([]);
  });
});
