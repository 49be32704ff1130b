import { describe, expect, it } from 'vitest';
import { warning } from '../base/finding.ts';
import { compareFindings } from './compare-findings.ts';

const at = (path: string, line: number) => ({ place: { path, line, column: 1, length: 0 } });

describe('findings of two sides', () => {
  it('are the same on another line, changed with other numbers, and else new or gone', () => {
    const before = [
      warning('empty', 'Nobody is in `a`.', at('x.yaml', 3)),
      warning('share', '12 of 340 (3.5 %) lack data.', at('x.yaml', 9)),
      warning('empty', 'Nobody is in `b`.', at('x.yaml', 20)),
    ];
    const after = [
      warning('share', '1,200 of 3,400 (35.3 %) lack data.', at('x.yaml', 10)),
      warning('empty', 'Nobody is in `a`.', at('x.yaml', 4)),
      warning('empty', 'Nobody is in `a`.', at('y.yaml', 4)),
    ];
    expect(compareFindings(before, after)).toEqual({
      same: 1,
      changed: [{ before: before[1], after: after[0] }],
      added: [after[2]],
      gone: [before[2]],
    });
  });

  it('are paired one by one: a second of the same words is new', () => {
    const one = warning('repeated', 'Twice.');
    expect(compareFindings([one], [one, one])).toMatchObject({ same: 1, added: [one], gone: [] });
    expect(compareFindings([one, one], [one])).toMatchObject({ same: 1, added: [], gone: [one] });
    const rule = (number: number) => warning('rule', `Rule ${number} is never true.`);
    const { added, gone, changed } = compareFindings([rule(1), rule(2)], [rule(2), rule(3)]);
    expect([added, gone, changed]).toEqual([[], [], [{ before: rule(1), after: rule(3) }]]);
  });
});
