import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { ruleNeverTrue } from './rule-never-true.ts';

const attributes = { score: 'integer', plan: 'text', paid: 'money' };
const never = (conditions: Readonly<Record<string, string>>) =>
  ruleNeverTrue.read(sketchProject(attributes, rulesOf(conditions)).project);

describe('rule-never-true', () => {
  it('finds contradictions at the place of the rule', () => {
    const found = never({
      fine: 'score > 5',
      lost: 'score > 80 and score < 20',
      odd: "plan = 'a' and plan = 'b'",
    });
    expect(found.map(({ data }) => data?.['segment'])).toEqual(['lost', 'odd']);
    expect(found[0]?.place).toMatchObject({ path: 'segments.yaml', line: 7 });
  });

  it('knows that whole numbers have nothing between 4 and 5, and money has', () => {
    expect(never({ a: 'score > 4 and score < 5' })).toHaveLength(1);
    expect(never({ a: 'paid > 4 and paid < 5' })).toEqual([]);
  });

  it('looks at the conditions of entities', () => {
    const { project } = readDefinitions([
      {
        path: 'clade.yaml',
        text: `kind: project
title: T
---
{ kind: source, id: s, file: s.csv, columns: { k: text, n: integer } }
---
kind: entity
id: thing
source: s
key: k
formerWhen: n > 5 and n < 3
---
{ kind: attribute, id: n, entity: thing, basis: value, from: s.n }
`,
      },
    ]);
    const [found] = project ? ruleNeverTrue.read(project) : [];
    expect(found?.place).toMatchObject({ line: 10, column: 13, length: 15 });
  });
});
