import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { attributeUnused } from './attribute-unused.ts';

describe('attribute-unused', () => {
  it('names attributes nothing places by', () => {
    const { project } = sketchProject({ a: 'integer', b: 'integer', c: 'text' }, rulesOf({ x: 'a > 1' }));
    const found = attributeUnused.read(project);
    expect(found.map(({ message }) => message)).toEqual([
      'Nothing places customers by `b` of account.',
      'Nothing places customers by `c` of account.',
    ]);
    expect(found[0]).toMatchObject({ severity: 'note', place: { path: 'clade.yaml' } });
  });

  it('counts expressions, conditions, money, parents and churn as uses', () => {
    const { project } = readDefinitions([
      {
        path: 'clade.yaml',
        text: `kind: project
title: T
---
{ kind: source, id: s, file: s.csv, columns: { k: text, a: integer, b: integer, c: integer, d: integer, e: boolean, parent: text } }
---
{ kind: entity, id: firm, source: s, key: k, activeWhen: a > 1, formerWhen: a < 1, money: b }
---
{ kind: entity, id: person, source: s, key: k, belongsTo: { entity: firm, column: parent } }
---
{ kind: attribute, id: a, entity: firm, basis: value, from: s.a }
---
{ kind: attribute, id: b, entity: firm, basis: value, from: s.b }
---
{ kind: attribute, id: c, entity: firm, basis: value, from: s.c }
---
{ kind: attribute, id: gone, entity: firm, basis: lifecycle, means: churned, from: s.e }
---
{ kind: attribute, id: d, entity: person, basis: value, from: s.d }
---
{ kind: attribute, id: twice, entity: person, basis: value, value: d * 2 + firm.c }
`,
      },
    ]);
    const found = project ? attributeUnused.read(project) : [];
    expect(found.map(({ message }) => message)).toEqual(['Nothing places customers by `twice` of person.']);
  });

  it('counts what the entity above rolls up', () => {
    const { project } = readDefinitions([
      {
        path: 'clade.yaml',
        text: `kind: project
title: T
---
{ kind: source, id: s, file: s.csv, columns: { k: text, a: integer, b: integer, parent: text } }
---
{ kind: entity, id: firm, source: s, key: k, money: most }
---
{ kind: entity, id: person, source: s, key: k, belongsTo: { entity: firm, column: parent } }
---
{ kind: attribute, id: a, entity: person, basis: value, from: s.a }
---
{ kind: attribute, id: b, entity: person, basis: value, from: s.b }
---
{ kind: attribute, id: most, entity: firm, basis: value, rollup: { entity: person, function: max, of: a } }
`,
      },
    ]);
    const found = project ? attributeUnused.read(project) : [];
    expect(found.map(({ message }) => message)).toEqual(['Nothing places customers by `b` of person.']);
  });
});
