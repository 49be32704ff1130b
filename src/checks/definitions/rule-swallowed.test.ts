import { describe, expect, it } from 'vitest';
import { bandsOver, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { ruleSwallowed } from './rule-swallowed.ts';

const attributes = { score: 'integer', plan: 'text' };
const swallowed = (yaml: string) => ruleSwallowed.read(sketchProject(attributes, yaml).project);

describe('rule-swallowed', () => {
  it('names the earlier rules that together take everyone', () => {
    const [found, ...others] = swallowed(
      rulesOf({
        low: 'score < 50',
        pro: "plan = 'pro'",
        high: 'score >= 50',
        middle: 'score between 40 and 60',
      }),
    );
    expect(found?.data).toEqual({ segmentation: 'rules_under_test', segment: 'middle', takenBy: 'low high' });
    expect(found?.place?.line).toBe(9);
    expect(found?.message).toContain('`low` and `high` take everyone');
    expect(others).toEqual([]);
  });

  it('knows that a missing value makes no rule true', () => {
    expect(swallowed(rulesOf({ low: 'score < 50', high: 'score >= 50', unknown: 'score is null' }))).toEqual(
      [],
    );
  });

  it('leaves a rule that can never be true to another check', () => {
    expect(swallowed(rulesOf({ all: 'score is not null', never: 'score > 3 and score < 2' }))).toEqual([]);
  });

  it('is silent about bands and about rules that only overlap', () => {
    expect(swallowed(bandsOver('score', ['id: a, from: 0', 'id: b, from: 5', 'id: c, from: 9']))).toEqual([]);
    expect(swallowed(rulesOf({ a: 'score > 5', b: 'score > 3' }))).toEqual([]);
  });
});
