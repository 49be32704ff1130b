import type { CalendarDate } from '../../base/calendar-date.ts';
import { leavesOf } from '../../methods/decision-list/leaves.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { aggregate, choose, column, integer, isNull } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { cellsOf } from './cells.ts';
import { placedRows } from './layers.ts';
import { placingsOf } from './placings.ts';
import type { Scan } from './scan.ts';
import { withJoins } from './scan.ts';
import type { Wanted } from './side.ts';

/** Columns of a counted scan: status, and of how many customers a row stands, with their money, known of so many. */
export const COUNTED = {
  status: column(FACTS.status, TEXT),
  customers: column('_customers', INTEGER),
  money: column('_sum', MONEY),
  priced: column('_priced', INTEGER),
} as const;

/** With more cells than this, counting them first may cost as much as placing everybody. */
const MOST_CELLS = 2 ** 20;

/**
 * The same placements with rows of many customers each: those who lie in the same cells of all axes are counted in one
 * scan of the facts, and only then placed.
 */
export function countedScan(facts: Relation, wanted: readonly Wanted[], asOf: CalendarDate): Scan {
  const placings = placingsOf(wanted, asOf);
  const rows = withJoins(facts, placings);
  const carried = placings.joins.flatMap(({ take }) => take.map(({ as }) => as));
  const worked = new Set([...placings.asked].map(({ name }) => `${name}_segment`));
  const leaves = leavesOf(
    [...placings.placings.values()].flatMap(({ rules }) => rules.map(({ when }) => when)),
  );
  const isAfter = (name: string) => worked.has(name) || carried.includes(name);
  const mixed = leaves.expressions.some((leaf) => {
    const read = columnNames(leaf);
    return read.some((name) => worked.has(name)) && !read.every(isAfter);
  });
  const cells = cellsOf(
    leaves.expressions.filter((leaf) => !columnNames(leaf).every(isAfter)),
    asOf,
  );
  const { placements } = placings;
  return mixed || cells.combinations > MOST_CELLS
    ? { relation: placedRows(ofOneEach(rows), placings, (leaf) => leaf), placements }
    : { relation: placedRows(counted(rows, cells.columns, carried), placings, cells.leafOf), placements };
}

function counted(rows: Relation, cells: readonly NamedExpression[], carried: readonly string[]): Relation {
  const own = [FACTS.status, ...carried].map((name) => ({ name, expression: column(name, TEXT) }));
  const money = column(FACTS.money, MONEY);
  const grouped = select(rows, [...own, ...cells, { name: FACTS.money, expression: money }]);
  const groups = columnsOf(grouped)
    .filter(({ name }) => name !== FACTS.money)
    .map(({ name, type }) => ({ name, expression: column(name, type) }));
  return select(
    grouped,
    [
      ...groups,
      { name: '_customers', expression: aggregate('count', null, INTEGER) },
      { name: '_sum', expression: aggregate('sum', money, MONEY) },
      { name: '_priced', expression: aggregate('count', money, INTEGER) },
    ],
    { groupBy: groups.map(({ expression }) => expression) },
  );
}

function ofOneEach(rows: Relation): Relation {
  const money = column(FACTS.money, MONEY);
  return extend(rows, [
    { name: '_customers', expression: integer(1) },
    { name: '_sum', expression: money },
    { name: '_priced', expression: choose([{ when: isNull(money), then: integer(0) }], integer(1), INTEGER) },
  ]);
}
