import { describe, expect, it } from 'vitest';
import { brief, sketchProject } from '../../../test/support/sketch-project.ts';
import { rfmMap } from './rfm-map.ts';

const told = (lines: readonly string[], segments: readonly string[]) =>
  rfmMap.read(
    sketchProject(
      { days: 'integer', orders: 'integer', spent: 'money' },
      [
        'kind: segmentation',
        'id: shop',
        'entity: account',
        'method: rfm',
        'recency: days',
        'frequency: orders',
        'monetary: spent',
        ...lines,
        'segments:',
        ...segments.map((segment) => `  - { ${segment} }`),
        'fallback: { id: rest }',
      ].join('\n'),
    ).project,
  );

const FIVE = ['id: champions', 'id: loyal', 'id: promising', 'id: at_risk', 'id: dormant'];

describe('rfm-map', () => {
  it('finds the 48 cells that the table of seed 002 leaves out', () => {
    const [found, ...others] = told(['preset: seed_002'], FIVE);
    expect(others).toEqual([]);
    expect(found?.message).toContain('48 of 125');
    expect(found?.message).toContain('223–321, 334–432');
    expect(found?.severity).toBe('warning');
  });

  it('has nothing to say of the repaired map', () => {
    expect(told(['preset: repaired'], FIVE)).toEqual([]);
  });

  it('notes cells that an earlier segment has, once a segment', () => {
    const findings = told(
      ['scores: 2'],
      ['id: new, r: 2', 'id: big, m: 2', "id: often, cells: ['121-122', '221']", 'id: rest_of_them, r: 1-2'],
    );
    expect(findings.map(brief)).toEqual([
      'segments.yaml:11:19 note {"segmentation":"shop","segment":"big","earlier":"new","cells":2}',
      'segments.yaml:12:25 note {"segmentation":"shop","segment":"often","earlier":"big new","cells":2}',
      'segments.yaml:13:28 note {"segmentation":"shop","segment":"rest_of_them","earlier":"big often new","cells":7}',
    ]);
  });

  it('finds segments without a cell, at their place', () => {
    const findings = told(
      ['scores: 3'],
      ['id: all, r: 1-3', 'id: late, cells: [111, 222]', 'id: no, when: r > 3'],
    );
    expect(findings.map(brief)).toEqual([
      'segments.yaml:11:24 warning {"segmentation":"shop","segment":"late","claimed":2}',
      'segments.yaml:12:21 warning {"segmentation":"shop","segment":"no","claimed":0}',
    ]);
  });

  it('is silent of a map that shares its cells out', () => {
    expect(told(['scores: 2'], ['id: high, when: r + f + m >= 5', 'id: low, when: r + f + m < 5'])).toEqual(
      [],
    );
  });
});
