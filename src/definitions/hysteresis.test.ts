import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesIn, findingsIn } from '../../test/support/definition-findings.ts';
import { sketchProject } from '../../test/support/sketch-project.ts';
import { conditionsOf } from './conditions-of.ts';

const rules = (hysteresis: string, stays = '', fallback = '') =>
  `kind: segmentation
id: size
entity: account
method: rules
${hysteresis}
segments:
  - { id: small, when: seats < 40${stays} }
fallback: { id: large${fallback} }
${ACCOUNT}`;

const bands = (hysteresis: string, attribute = 'seats', more = '') =>
  `kind: segmentation
id: size
entity: account
method: bands
attribute: ${attribute}
${hysteresis}
segments: [{ id: low }, { id: mid, from: 20${more} }, { id: high, from: 50.5 }]
fallback: { id: unknown }
`;

describe('hysteresis', () => {
  it('reads grid, dwell and exit edges, the fallback’s too', () => {
    expect(
      codesIn(rules('hysteresis: { every: week, dwell: 30 }', ', stays: seats < 45', ', stays: seats > 35')),
    ).toEqual([]);
    const { project } = sketchProject(
      { seats: 'integer', mrr: 'money' },
      rules('hysteresis: { every: month }', ', stays: mrr < 45').replace(ACCOUNT, ''),
    );
    const [segmentation] = project.segmentations;
    expect(segmentation?.hysteresis).toMatchObject({
      grid: { every: 'month', weekday: 'sunday' },
      dwell: 0,
      stays: [{ segment: 'small', written: { text: 'mrr < 45' } }],
    });
    expect(segmentation && conditionsOf(segmentation)).toHaveLength(2);
  });

  it('places what makes no sense', () => {
    expect(findingsIn(rules('', ', stays: seats < 45', ', stays: seats > 35'))).toMatchObject([
      { at: '7:43', code: 'stays-without-hysteresis', severity: 'error' },
      { at: '8:31', code: 'stays-without-hysteresis' },
    ]);
    expect(codesIn(rules('hysteresis: { every: month, weekday: monday }'))).toEqual([
      '5:38 hysteresis-weekday',
    ]);
    expect(findingsIn(rules('hysteresis: { every: week, dwell: 7 }'))).toMatchObject([
      { at: '5:35', code: 'dwell-below-grid', severity: 'warning' },
    ]);
    expect(codesIn(rules('hysteresis: { every: week, dwell: 8 }'))).toEqual([]);
    expect(codesIn(rules('hysteresis: { every: day, dwell: 1 }'))).toEqual(['5:34 dwell-below-grid']);
    expect(codesIn(rules('hysteresis: { every: week, dwell: -1 }'))).toEqual(['5:35 wrong-value']);
    expect(codesIn(rules('hysteresis: { every: quarter }'))).toEqual(['5:22 wrong-value']);
    expect(codesIn(rules('hysteresis: { every: week, hold: 5 }'))).toEqual(['5:28 unknown-key']);
    expect(codesIn(rules('hysteresis: { every: week }', ', stays: seatz < 45'))).toEqual([
      '7:43 condition-unknown-name',
    ]);
  });

  it('is of the definition, spaces in an exit edge are not', () => {
    const hashOf = (text: string) =>
      sketchProject({ seats: 'integer' }, text.replace(ACCOUNT, '')).project.segmentations[0]?.hash;
    const one = hashOf(rules('hysteresis: { every: week }', ', stays: seats < 45'));
    expect(hashOf(rules('hysteresis: { every: week }', ', stays: seats<45'))).toBe(one);
    expect(hashOf(rules('hysteresis: { every: week }', ', stays: seats < 46'))).not.toBe(one);
    expect(hashOf(rules('hysteresis: { every: day }', ', stays: seats < 45'))).not.toBe(one);
  });

  it('makes exit edges of `hold`, but for bands that have their own', () => {
    const staysOf = (text: string) =>
      sketchProject({ seats: 'integer' }, text).project.segmentations[0]?.hysteresis?.stays.map(
        ({ segment, written }) => `${segment}: ${written.text}`,
      );
    expect(staysOf(bands('hysteresis: { every: week, hold: 5 }'))).toEqual([
      'low: seats < 25',
      'mid: seats >= 15 and seats < 55.5',
      'high: seats >= 45.5',
    ]);
    expect(staysOf(bands('hysteresis: { every: week, hold: 0.5 }', 'seats', ', stays: seats < 99'))).toEqual([
      'mid: seats < 99',
      'low: seats < 20.5',
      'high: seats >= 50.0',
    ]);
  });

  it('has no `hold` of dates, nor one that is no plain number', () => {
    expect(codesIn(`${bands('hysteresis: { every: week, hold: 1e-9 }')}${ACCOUNT}`)).toEqual([
      '6:34 hold-type',
    ]);
    const dated = `kind: segmentation
id: age
entity: account
method: bands
attribute: opened
hysteresis: { every: week, hold: 5 }
segments: [{ id: old }, { id: new, from: 2026-01-31 }]
fallback: { id: unknown }
${ACCOUNT}---
{ kind: attribute, id: opened, entity: account, basis: lifecycle, from: accounts.opened }
`;
    expect(codesIn(dated)).toEqual(['6:34 hold-type']);
  });
});
