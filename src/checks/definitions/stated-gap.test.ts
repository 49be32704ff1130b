import { describe, expect, it } from 'vitest';
import { bandsOver, brief, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { statedGap } from './stated-gap.ts';

function gaps(type: string, segments: readonly string[]) {
  return statedGap.read(sketchProject({ amount: type }, bandsOver('amount', segments)).project).map(brief);
}

function twoRules(last: string): string {
  return rulesOf({ a: 'seats < 5', b: last })
    .replace('id: a,', 'id: a, stated: 1-4,')
    .replace('id: b,', 'id: b, stated: 9+,');
}

describe('stated-gap', () => {
  it('sees none between 20-499 and 500+ for whole numbers', () => {
    const segments = [
      'id: a, stated: <20',
      'id: b, from: 20, stated: 20–499 staff',
      'id: c, from: 500, stated: 500+',
    ];
    expect(gaps('integer', segments)).toEqual([]);
  });

  it('names the cents between $49,999 and $50,000', () => {
    const segments = ['id: a, from: 0, stated: "$0 - $49,999"', 'id: b, from: 50000, stated: "$50,000+"'];
    expect(gaps('money', segments)).toEqual([
      'segments.yaml:8:35 warning {"from":49999.01,"to":49999.99,"below":"a","above":"b"}',
    ]);
  });

  it('sees an open end between two doubles', () => {
    const open = ['id: a, from: 0, stated: <5', 'id: b, from: 5, stated: ">5"'];
    const closed = ['id: a, from: 0, stated: <5', 'id: b, from: 5, stated: "5+"'];
    expect(gaps('double', open)).toEqual([
      'segments.yaml:8:31 warning {"from":5,"to":5,"below":"a","above":"b"}',
    ]);
    expect(gaps('double', closed)).toEqual([]);
  });

  it('says that nobody below the lowest range has a place', () => {
    const segments = ['id: a, from: 10, stated: 10-50', 'id: b, from: 51, stated: 51+'];
    expect(gaps('integer', segments)).toEqual(['segments.yaml:7:32 warning {"to":10,"above":"a"}']);
  });

  it('notes an end above, but not of scores from 0 to 100', () => {
    expect(gaps('integer', ['id: a, from: 0, stated: 0-9', 'id: b, from: 10, stated: 10-80'])).toEqual([
      'segments.yaml:8:32 note {"from":80,"below":"b"}',
    ]);
    expect(gaps('integer', ['id: a, from: 0, stated: 0-9', 'id: b, from: 10, stated: 10-100'])).toEqual([]);
  });

  it('is silent where a range inside another ends first', () => {
    const segments = [
      'id: a, from: 0, stated: 0-100',
      'id: b, from: 5, stated: 5-9',
      'id: c, from: 50, stated: 101+',
    ];
    expect(gaps('integer', segments)).toEqual([]);
  });

  it('does not judge a segmentation that states only some ranges', () => {
    expect(
      gaps('integer', ['id: a, from: 0, stated: 0-9', 'id: b, from: 10', 'id: c, from: 50, stated: 50+']),
    ).toEqual([]);
  });

  it('judges rules over one attribute too, and none over two', () => {
    const attributes = { seats: 'integer', logins: 'integer' };
    const read = (last: string) => statedGap.read(sketchProject(attributes, twoRules(last)).project);
    expect(read('seats >= 5').map(({ data }) => data)).toEqual([
      { to: 1, above: 'a' },
      { from: 5, to: 8, below: 'a', above: 'b' },
    ]);
    expect(read('logins >= 5')).toEqual([]);
  });
});
