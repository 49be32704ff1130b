import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { constantOf } from './constants.ts';
import { axesOf, truthInCell } from './axes.ts';
import { leavesOf } from './leaves.ts';

const AS_OF = '2026-03-31' as CalendarDate;

function axesIn(attributes: Record<string, string>, ...conditions: readonly string[]) {
  const rules = Object.fromEntries(conditions.map((condition, index) => [`s${index}`, condition]));
  const { project } = sketchProject(attributes, rulesOf(rules));
  const { expressions } = leavesOf((project.segmentations[0]?.rules ?? []).map(({ when }) => when));
  return { leaves: expressions, axes: axesOf(expressions, AS_OF) };
}

const shown = ({ axes }: ReturnType<typeof axesIn>) =>
  axes.map(({ cuts }) =>
    cuts.map(({ constant, side }) => {
      const value = constantOf(constant, AS_OF);
      return `${side} ${value && 'digits' in value ? value.digits : value && 'value' in value ? value.value : ''}`;
    }),
  );

describe('axes', () => {
  it('cut before the constant for >= and <, after it for > and <=, on both sides for =', () => {
    expect(shown(axesIn({ a: 'integer' }, 'a >= 5 or a < 5', 'a > 7', '9 >= a', 'a = 2'))).toEqual([
      ['before 2', 'after 2', 'before 5', 'after 7', 'after 9'],
    ]);
  });

  it('order decimals exactly, dates by day and as_of among them', () => {
    expect(shown(axesIn({ m: 'money' }, 'm >= 9.5', 'm >= 10', 'm >= -1.25', 'm >= 100'))).toEqual([
      ['before -1.25', 'before 9.5', 'before 10', 'before 100'],
    ]);
    expect(
      shown(axesIn({ d: 'date' }, 'd > as_of - interval 1 month', "d > date '2026-03-01'", 'd <= as_of')),
    ).toEqual([['after 2026-02-28', 'after 2026-03-01', 'after 2026-03-31']]);
  });

  it('are one for equal expressions and none for texts, columns against columns and nulls', () => {
    expect(
      shown(
        axesIn(
          { a: 'integer', b: 'integer', t: 'text' },
          'a + b > 1',
          'a + b > 2',
          "t = 'x'",
          'a > b',
          'a is null',
        ),
      ),
    ).toEqual([['after 1', 'after 2']]);
  });

  it('tell the truth of each leaf in each cell', () => {
    const { leaves, axes } = axesIn({ a: 'integer' }, 'a >= 5', 'a <= 5', 'a = 5', 'a <> 5');
    const [axis] = axes;
    if (!axis) throw new Error('no axis');
    const cells = [0, 1, 2].map((cell) => leaves.map((leaf) => truthInCell(leaf, axis, cell, AS_OF)));
    expect(cells).toEqual([
      [false, true, false, true],
      [true, true, true, false],
      [true, false, false, true],
    ]);
  });
});
