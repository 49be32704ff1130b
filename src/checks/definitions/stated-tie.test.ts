import { describe, expect, it } from 'vitest';
import { bandsOver, brief, sketchProject } from '../../../test/support/sketch-project.ts';
import { statedTie } from './stated-tie.ts';

function ties(type: string, segments: readonly string[]) {
  return statedTie.read(sketchProject({ amount: type }, bandsOver('amount', segments)).project);
}

describe('stated-tie', () => {
  it('names the one value two ranges share', () => {
    const [tie, ...others] = ties('integer', [
      'id: a, from: 10, stated: 10-50',
      'id: b, from: 50, stated: 50-500',
    ]);
    expect(tie && brief(tie)).toBe('segments.yaml:8:32 warning {"from":50,"to":50,"first":"a","second":"b"}');
    expect(tie?.message).toBe('`10-50` (a) and `50-500` (b) both hold 50.');
    expect(others).toEqual([]);
  });

  it('names every pair that overlaps, and how far', () => {
    const segments = [
      'id: a, from: 0, stated: 0-60',
      'id: b, from: 50, stated: 50-100',
      'id: c, from: 55, stated: 55+',
    ];
    expect(ties('money', segments).map(({ data }) => data)).toEqual([
      { from: 50, to: 60, first: 'a', second: 'b' },
      { from: 55, to: 60, first: 'a', second: 'c' },
      { from: 55, to: 100, first: 'b', second: 'c' },
    ]);
  });

  it('sees none where one end is open', () => {
    expect(ties('double', ['id: a, from: 0, stated: <30', 'id: b, from: 30, stated: 30+'])).toEqual([]);
    expect(ties('double', ['id: a, from: 0, stated: 0-30', 'id: b, from: 30, stated: ">30"'])).toEqual([]);
    expect(ties('double', ['id: a, from: 0, stated: 0-30', 'id: b, from: 30, stated: "30+"'])).toHaveLength(
      1,
    );
  });

  it('reads a range without an upper end as endless', () => {
    const [tie] = ties('integer', ['id: a, from: 0, stated: 10+', 'id: b, from: 50, stated: 50+']);
    expect(tie?.message).toContain('both hold what is above 50');
  });
});
