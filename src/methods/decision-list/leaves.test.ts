import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { evaluate } from '../../../test/support/evaluate.ts';
import { leafColumn, leavesOf, withTruths } from './leaves.ts';

const AS_OF = '2026-03-31' as CalendarDate;

const rulesIn = (...conditions: readonly string[]) =>
  sketchProject(
    { a: 'boolean', b: 'boolean', c: 'boolean', n: 'integer' },
    rulesOf(Object.fromEntries(conditions.map((text, index) => [`s${index}`, text]))),
  ).project.segmentations[0]?.rules.map(({ when }) => when) ?? [];

describe('leaves', () => {
  it('are each kept once, however often they are written', () => {
    const leaves = leavesOf(rulesIn('a and n > 1', 'not (n > 1) or b', 'at_least(2, a, b, n   >   1)'));
    expect(leaves.expressions).toHaveLength(3);
  });

  it('mean the same over their columns, whatever is known of some of them beforehand', () => {
    const rules = rulesIn(
      'a and (b or not c)',
      'at_least(2, a, b, c) is true',
      'not (a and b) is false or c',
    );
    const random = seededRandom(5);
    const values = [true, false, null];
    for (let round = 0; round < 300; round++) {
      const row = Object.fromEntries(
        ['a', 'b', 'c'].map((name) => [name, values[random.integer(0, 2)] ?? null]),
      );
      for (const rule of rules) {
        const leaves = leavesOf(rules);
        const overColumns = leaves.overColumns(rule);
        const leafRow = Object.fromEntries(
          leaves.expressions.map((leaf, index) => [leafColumn(index), evaluate(leaf, row, AS_OF)]),
        );
        expect(evaluate(overColumns, leafRow, AS_OF)).toBe(evaluate(rule, row, AS_OF));
        const known = Object.entries(leafRow).flatMap(([name, truth]) =>
          typeof truth === 'boolean' && random.next() < 0.5 ? [[name, truth] as const] : [],
        );
        expect(evaluate(withTruths(overColumns, new Map(known)), leafRow, AS_OF)).toBe(
          evaluate(rule, row, AS_OF),
        );
      }
    }
  });
});
