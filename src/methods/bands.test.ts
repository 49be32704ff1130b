import { describe, expect, it } from 'vitest';
import { bandsOver, sketchProject } from '../../test/support/sketch-project.ts';

const textsOf = (attributes: Record<string, string>, attribute: string, segments: readonly string[]) =>
  sketchProject(attributes, bandsOver(attribute, segments)).project.segmentations[0]?.rules.map(
    ({ segment, written }) => `${segment}: ${written?.text}`,
  );

describe('bands', () => {
  it('reach from their edge up to the next one, whatever their order in the file', () => {
    expect(
      textsOf({ arr: 'money' }, 'arr', ['id: big, from: 50000', 'id: tiny, from: 0', 'id: mid, from: 999.5']),
    ).toEqual(['tiny: arr >= 0 and arr < 999.5', 'mid: arr >= 999.5 and arr < 50000', 'big: arr >= 50000']);
  });

  it('may be open below, cut dates, and cut an expression', () => {
    expect(textsOf({ n: 'integer' }, 'n', ['id: low', 'id: high, from: 10'])).toEqual([
      'low: n < 10',
      'high: n >= 10',
    ]);
    expect(textsOf({ since: 'date' }, 'since', ['id: old', 'id: new, from: 2026-01-31'])?.[1]).toBe(
      "new: since >= date '2026-01-31'",
    );
    expect(textsOf({ n: 'integer' }, 'n * 2', ['id: some, from: 1'])).toEqual(['some: (n * 2) >= 1']);
  });

  const findingsOf = (attributes: Record<string, string>, attribute: string, segments: readonly string[]) => {
    try {
      return sketchProject(attributes, bandsOver(attribute, segments)).findings.map(({ message }) => message);
    } catch (cause) {
      return [(cause as Error).message];
    }
  };

  it('refuse texts, edges that are none, and two bands that begin at one edge', () => {
    expect(findingsOf({ plan: 'text' }, 'plan', ['id: a, from: 1'])[0]).toContain(
      'Bands need a number or a date',
    );
    expect(findingsOf({ n: 'integer' }, 'n', ['id: a, from: lots'])[0]).toContain(
      'neither a plain number nor a date',
    );
    expect(findingsOf({ n: 'integer' }, 'n', ['id: a, from: 5', 'id: b, from: 5.0'])[0]).toContain(
      'begin at the same edge',
    );
    expect(findingsOf({ n: 'integer' }, 'n', ['id: a', 'id: b'])[0]).toContain('begin at the same edge');
  });
});
