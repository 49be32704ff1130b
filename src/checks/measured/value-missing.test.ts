import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import { valueMissing } from './value-missing.ts';

describe('value-missing', () => {
  const { project } = sketchProject({ a: 'integer', b: 'integer', c: 'integer' }, rulesOf({ some: 'a > 1' }));
  const [entity] = project.entities as readonly [Entity];
  const read = (...missing: readonly number[]) =>
    valueMissing.read(
      evidenceOf(project, [], {
        missing: missing.map((count, index) => ({
          entity,
          attribute: entity.attributes[index] as Attribute,
          rows: 100,
          missing: count,
          isConstant: false,
        })),
      }),
    );

  it('warns of an attribute nobody has, and notes the others once, the emptiest first', () => {
    const found = read(11, 100, 40);
    expect(found.map(({ severity }) => severity)).toEqual(['warning', 'note']);
    expect(found[0]?.message).toBe('`b` is missing for all 100 of `account` on 2026-06-30.');
    expect(found[1]?.message).toContain('values are missing: `c` of 40, `a` of 11.');
  });

  it('says nothing where nothing is missing', () => {
    expect(read(0, 0, 0)).toEqual([]);
  });
});
