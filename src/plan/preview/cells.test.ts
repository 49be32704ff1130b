import { describe, expect, it } from 'vitest';
import { writeCondition, writeRow } from '../../../test/support/arbitrary-condition.ts';
import { conditionScope } from '../../../test/support/condition-scope.ts';
import { evaluate } from '../../../test/support/evaluate.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { placeFinder } from '../../base/place.ts';
import { seededRandom } from '../../base/seeded-random.ts';
import type { SeededRandom } from '../../base/seeded-random.ts';
import type { Row } from '../../engines/engine.ts';
import { leavesOf } from '../../methods/decision-list/leaves.ts';
import type { Expression } from '../../sql/expression.ts';
import { readCondition } from '../../sql/read-condition.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../sql/value-type.ts';
import { expressionKey } from '../../sql/walk.ts';
import type { Cells } from './cells.ts';
import { cellsOf } from './cells.ts';

const AS_OF = '2026-06-30' as CalendarDate;
const columns = [
  { name: 'mrr', type: decimal(18, 2) },
  { name: 'seats', type: INTEGER },
  { name: 'score', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'is_trial', type: BOOLEAN },
  { name: 'signup', type: DATE },
];
const scope = conditionScope(columns);

function conditionOf(text: string): Expression {
  const { written } = readCondition(text, placeFinder('', text), scope);
  if (!written) throw new Error(text);
  return written.expression;
}

const leavesIn = (texts: readonly string[]) => leavesOf(texts.map(conditionOf)).expressions;

function someLeaves(random: SeededRandom): readonly Expression[] {
  const edge = () =>
    `seats ${['<', '<=', '>', '>=', '=', '<>'][random.integer(0, 5)]} ${random.integer(0, 20)}`;
  return leavesIn([...Array.from({ length: 3 }, () => writeCondition(random, { columns })), edge(), edge()]);
}

/** The row that a customer is counted in. */
const cellsOfRow = (cells: Cells, row: Row): Row =>
  Object.fromEntries(cells.columns.map(({ name, expression }) => [name, evaluate(expression, row, AS_OF)]));

describe('cells', () => {
  it('answer every condition as the customer itself would, whichever conditions move', () => {
    let asked = 0;
    for (let seed = 0; seed < 60; seed++) {
      const random = seededRandom(seed);
      const leaves = someLeaves(random);
      const moving = new Set(leaves.filter(() => random.next() < 0.3).map(expressionKey));
      const cells = cellsOf(leaves, AS_OF, (leaf) => moving.has(expressionKey(leaf)));
      for (let index = 0; index < 8; index++) {
        const row = writeRow(random, { columns });
        const counted = cellsOfRow(cells, row);
        for (const leaf of leaves) {
          const said = evaluate(cells.leafOf(leaf), counted, AS_OF);
          expect({ seed, leaf, said }).toEqual({ seed, leaf, said: evaluate(leaf, row, AS_OF) });
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(2_000);
  });

  it('are the same columns wherever a moving edge stands, so that what was counted answers again', () => {
    const rows = (edge: number) => {
      const before = leavesIn(['seats >= 10', 'mrr > 100', "plan = 'team'"]);
      const all = leavesIn(['seats >= 10', 'mrr > 100', "plan = 'team'", `seats >= ${edge}`]);
      const known = new Set(before.map(expressionKey));
      return cellsOf(all, AS_OF, (leaf) => !known.has(expressionKey(leaf))).columns;
    };
    expect(rows(12)).toEqual(rows(17));
    expect(rows(12).map(({ name }) => name)).toEqual(['_c1', '_l1', '_v1']);
    expect(rows(10).map(({ name }) => name)).toEqual(['_c1', '_c2', '_l1']);
  });

  it('count what an edge divides once, and a missing value in no cell', () => {
    const { columns: counted, combinations } = cellsOf(
      leavesIn(['seats >= 10', 'seats < 10', 'seats > 20', 'seats = 20']),
      AS_OF,
    );
    expect(counted).toHaveLength(1);
    expect(combinations).toBe(5);
    const cellFor = (seats: number | null) =>
      counted.map(({ expression }) => evaluate(expression, { seats }, AS_OF));
    expect([9, 10, 19, 20, 21].map(cellFor)).toEqual([[0], [1], [1], [2], [3]]);
    expect(cellFor(null)).toEqual([null]);
  });
});
