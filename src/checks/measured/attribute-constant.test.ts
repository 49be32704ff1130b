import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import { attributeConstant } from './attribute-constant.ts';

describe('attribute-constant', () => {
  const { project } = sketchProject({ a: 'integer' }, rulesOf({ some: 'a > 1' }));
  const [entity] = project.entities as readonly [Entity];
  const [attribute] = entity.attributes as readonly [Attribute];
  const read = (missing: number, isConstant: boolean) =>
    attributeConstant.read(
      evidenceOf(project, [], { missing: [{ entity, attribute, rows: 10, missing, isConstant }] }),
    );

  it('notes an attribute that tells nobody apart, with how many have it', () => {
    expect(read(3, true)[0]?.message).toBe(
      '`a` is the same for all 7 of `account` that have it on 2026-06-30.',
    );
  });

  it('says nothing of one that varies, nor of one that a single customer has', () => {
    expect(read(0, false)).toEqual([]);
    expect(read(9, true)).toEqual([]);
  });
});
