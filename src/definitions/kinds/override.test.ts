import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesIn } from '../../../test/support/definition-findings.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';

const SEGMENTATION = `---
kind: segmentation
id: value
entity: account
method: rules
segments: [{ id: big, when: mrr > 1000 }]
fallback: { id: rest }
`;

const overrideOf = (more: string, id = 'one') =>
  `---\n{ kind: override, id: ${id}, segmentation: value, customer: a, segment: big, reason: why, owner: ann, ${more} }\n`;
const codes = (...overrides: readonly string[]) =>
  codesIn([ACCOUNT, SEGMENTATION, ...overrides].join('')).map((told) => told.split(' ')[1]);

describe('an override', () => {
  it('places customers in a segment from a day until another, and is no part of the segmentation', () => {
    const plain = sketchProject({ a: 'integer' }, rulesOf({ big: 'a > 1' })).project;
    const yaml = `${rulesOf({ big: 'a > 1' })}\n---\n{ kind: override, id: one, segmentation: rules_under_test, customer: [x, y], segment: everyone_else, reason: why, owner: ann, from: 2026-01-01, until: 2026-02-01 }`;
    const { project } = sketchProject({ a: 'integer' }, yaml);
    const [segmentation] = project.segmentations;
    expect(segmentation?.overrides).toMatchObject([
      { id: 'one', customers: ['x', 'y'], segment: 'everyone_else', from: '2026-01-01', until: '2026-02-01' },
    ]);
    expect(segmentation?.hash).toBe(plain.segmentations[0]?.hash);
    expect(project.hash).not.toBe(plain.hash);
  });

  it('is refused where it names what there is not, and where its days are none or run backwards', () => {
    const days = 'from: 2026-01-01, until: 2026-12-31';
    expect(codes(overrideOf(days))).toEqual([]);
    expect(codes(overrideOf(days).replace('value', 'valeu'))).toEqual(['unknown-reference']);
    expect(codes(overrideOf(days).replace('big', 'bgi'))).toEqual(['unknown-reference']);
    expect(codes(overrideOf('from: 2026-02-30, until: 2026-12-31'))).toEqual(['not-a-day']);
    expect(codes(overrideOf('from: 2026-03-01, until: 2026-02-01'))).toEqual(['override-backwards']);
  });

  it('is refused where another places the same customer on the same day', () => {
    const first = overrideOf('from: 2026-01-01, until: 2026-03-31');
    expect(codes(first, overrideOf('from: 2026-04-01, until: 2026-06-30', 'two'))).toEqual([]);
    expect(codes(first, overrideOf('from: 2026-03-31, until: 2026-06-30', 'two'))).toEqual([
      'override-twice',
    ]);
  });
});
