import { describe, expect, it } from 'vitest';
import { rulesOf, sketchProject } from '../../test/support/sketch-project.ts';
import { ruleSentences, vocabularyOf } from './rule-sentences.ts';

function sentences(yaml: string, segment: string, truth: Parameters<typeof ruleSentences>[3] = null) {
  const { project } = sketchProject(
    { days: 'integer', orders: 'integer', spent: 'money', plan: 'text' },
    yaml,
  );
  const [segmentation] = project.segmentations;
  if (!segmentation) throw new Error('no segmentation');
  return ruleSentences(segmentation, segment, vocabularyOf(project, segmentation.entity), truth);
}

const RFM = `
kind: segmentation
id: rfm
entity: account
method: rfm
recency: days
frequency: orders
monetary: spent
segments:
  - { id: best, title: Best, r: 4-5, f: 4-5, m: 4-5 }
  - { id: good, title: Good, r: 3-5, f: 3-5, m: 3-5 }
  - { id: gone, title: Gone, when: r <= 2 }
fallback: { id: rest, title: The rest }
`;

describe('ruleSentences', () => {
  it('name the segments before only where both rules can be true of a customer', () => {
    const rules = rulesOf({
      a: 'orders >= 5',
      b: "plan = 'pro'",
      c: 'orders < 5',
      d: 'orders = 3 or spent > 9',
    });
    expect(sentences(rules, 'a')).toEqual(['A customer is placed here when orders is at least 5.']);
    expect(sentences(rules, 'c')).toEqual([
      'A customer is placed here when orders is below 5.',
      'Before it comes “b”: whoever fits there is placed there.',
    ]);
    expect(sentences(rules, 'd')[1]).toBe(
      'Before it come “a”, “b” and “c”: whoever fits there is placed there.',
    );
    expect(sentences(rules, 'everyone_else')).toEqual(['A customer is placed here when no rule takes it.']);
  });

  it('tell a map of scores before anything is learned, by the cells that are claimed twice', () => {
    expect(sentences(RFM, 'best')).toEqual([
      'A customer is placed here when its scores are r 4-5, f 4-5, m 4-5.',
    ]);
    expect(sentences(RFM, 'good')[1]).toBe('Before it comes “Best”: whoever fits there is placed there.');
    expect(sentences(RFM, 'gone')).toEqual(['A customer is placed here when Recency score is at most 2.']);
    expect(sentences(RFM, 'rest')).toEqual(['A customer is placed here when no rule takes it.']);
  });

  it('say of how many a rule cannot be told', () => {
    const rules = rulesOf({ a: 'orders >= 5' });
    expect(sentences(rules, 'a', { trueCount: 3, falseCount: 4, unknownCount: 0 })).toHaveLength(1);
    expect(sentences(rules, 'a', { trueCount: 3, falseCount: 4, unknownCount: 2 })[1]).toMatch(
      /^For 2 of the 9 customers placed, former ones and prospects among them, it cannot be told/,
    );
  });
});
