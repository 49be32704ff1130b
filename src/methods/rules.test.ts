import { describe, expect, it } from 'vitest';
import { rulesOf, sketchProject } from '../../test/support/sketch-project.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';

describe('rules', () => {
  it('keep the order of the file, with the text and place of each condition', () => {
    const { project } = sketchProject({ a: 'integer' }, rulesOf({ high: 'a > 9', low: 'a < 1' }));
    const rules = project.segmentations[0]?.rules ?? [];
    expect(rules.map(({ segment, written, place }) => [segment, written?.text, place.line])).toEqual([
      ['high', 'a > 9', 6],
      ['low', 'a < 1', 7],
    ]);
  });

  it('report every condition that cannot be read, each at its place', () => {
    const { findings } = readDefinitions([
      {
        path: 'clade.yaml',
        text: 'kind: project\ntitle: T\n---\n{ kind: source, id: s, file: s.csv, columns: { k: text } }\n---\n{ kind: entity, id: account, source: s, key: k }',
      },
      { path: 'rules.yaml', text: rulesOf({ first: 'nobody > 1', second: 'missing = 2' }) },
    ]);
    expect(findings.map(({ code, place }) => [code, place?.line])).toEqual([
      ['condition-unknown-name', 6],
      ['condition-unknown-name', 7],
    ]);
  });
});
