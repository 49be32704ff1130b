import { describe, expect, it } from 'vitest';
import { brief, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { hybridCells } from './hybrid-cells.ts';

const LAYERS = [
  rulesOf({ small: 'n < 10', large: 'n >= 10' }, 'size'),
  rulesOf({ well: 'h > 5', ill: 'h <= 5' }, 'state'),
].join('---\n');

const told = (cells: readonly string[], options = 'cross: [size, state]') => {
  const yaml = [
    'kind: segmentation',
    'id: both',
    'entity: account',
    'method: hybrid',
    options,
    'segments:',
    ...cells.map((one, index) => `  - { id: s${index + 1}, cells: ${one} }`),
    'fallback: { id: rest }',
  ].join('\n');
  const { project } = sketchProject({ n: 'integer', h: 'integer' }, `${yaml}\n---\n${LAYERS}`);
  return hybridCells.read(project);
};

describe('hybrid-cells', () => {
  it('counts the cells of a cross, fallbacks among them, that are in no segment', () => {
    const findings = told(['{ size: large, state: ill }', '{ size: large }', '{ state: well }']);
    expect(findings.map(brief)).toEqual([
      'segments.yaml:2:5 note {"segmentation":"both","cells":4,"of":9}',
      'segments.yaml:8:22 note {"segmentation":"both","segment":"s2","earlier":"s1","cells":1}',
      'segments.yaml:9:22 note {"segmentation":"both","segment":"s3","earlier":"s2","cells":1}',
    ]);
    expect(findings[0]?.message).toContain('small × ill and everyone_else × ill');
  });

  it('warns of a segment that earlier ones leave nothing, and of more segments than the limit', () => {
    expect(told(['{ size: any }', '{ size: small }']).map(brief)).toEqual([
      'segments.yaml:8:22 warning {"segmentation":"both","segment":"s2","claimed":3}',
    ]);
    const eight = Array.from({ length: 8 }, () => '{ size: large, state: well }');
    expect(told(eight).filter(({ data }) => data?.['to'] === 7)).toMatchObject([
      { severity: 'warning', data: { segments: 8, to: 7 } },
    ]);
  });

  it('splits only what a cascade splits', () => {
    const [open, ...others] = told(
      ['{ size: large, state: [well, ill] }'],
      'cascade: { of: size, split: { large: state } }',
    );
    expect(others).toEqual([]);
    expect(open?.data).toEqual({ segmentation: 'both', cells: 3, of: 5 });
  });

  it('is silent of a hybrid that takes every cell once', () => {
    expect(told(['{ size: large }', '{ size: [small, everyone_else] }'])).toEqual([]);
  });
});
