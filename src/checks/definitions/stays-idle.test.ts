import { describe, expect, it } from 'vitest';
import { sketchProject } from '../../../test/support/sketch-project.ts';
import { staysIdle } from './stays-idle.ts';

const segmentation = (segments: string) =>
  [
    'kind: segmentation',
    'id: health',
    'entity: account',
    'method: rules',
    'hysteresis: { every: week }',
    'segments:',
    segments,
    'fallback: { id: rest }',
    '',
  ].join('\n');

const told = (segments: string) =>
  staysIdle
    .read(sketchProject({ health: 'integer', paused: 'boolean' }, segmentation(segments)).project)
    .map(({ place, message }) => `${place?.line} ${message.split(': ')[1]}`);

describe('stays-idle', () => {
  it('is silent where the exit edge lies beyond the entry edge', () => {
    expect(told('  - { id: at_risk, when: health < 40, stays: health < 45 }')).toEqual([]);
  });

  it('tells an exit edge inside the entry edge, and one that is never true', () => {
    expect(
      told(
        '  - { id: at_risk, when: health < 40, stays: health < 35 }\n  - { id: fine, when: health >= 40, stays: "health < 3 and health > 4" }',
      ),
    ).toEqual(['7 whoever it is true of is placed there anyhow.', '8 it is never true.']);
  });

  it('is silent where an earlier rule may take those it is true of', () => {
    expect(
      told('  - { id: paused, when: paused }\n  - { id: at_risk, when: health < 40, stays: health < 35 }'),
    ).toEqual([]);
  });

  it('tells nothing of a segment that no rule leads to', () => {
    expect(told('  - { id: at_risk, when: health < 40 }').length).toBe(0);
  });
});
