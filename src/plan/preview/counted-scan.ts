import type { CalendarDate } from '../../base/calendar-date.ts';
import { leavesOf } from '../../methods/decision-list/leaves.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, choose, column, integer, isNull } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { columnNames, expressionKey } from '../../sql/walk.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import { cellsOf } from './cells.ts';
import { placedRows } from './layers.ts';
import type { Placings } from './placings.ts';
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

/** Customers counted before they are placed, and what is placed over such rows, wherever they stand. */
export interface Counting {
  readonly rows: Relation;
  readonly scan: (rows: Relation) => Scan;
}

/**
 * The same placements with rows of many customers each: those who lie in the same cells of all axes are counted in one
 * scan of the facts, and only then placed.
 */
export function countedScan(facts: Relation, wanted: readonly Wanted[], asOf: CalendarDate): Scan {
  const counting = countingOf(facts, wanted, asOf, () => false);
  if (counting) return counting.scan(counting.rows);
  const placings = placingsOf(wanted, asOf);
  const rows = ofOneEach(withJoins(facts, placings));
  return {
    relation: placedRows(rows, placings, (leaf) => leaf),
    placements: placings.placements,
  };
}

/**
 * Rows that answer this question and every other in which the same edges move: of what only some of the versions ask, the
 * values themselves are counted by. Null where counting first is of no use.
 */
export function countingByMoving(
  facts: Relation,
  wanted: readonly Wanted[],
  asOf: CalendarDate,
): Counting | null {
  const versions = wanted.map((one) => new Set(leavesIn(placingsOf([one], asOf)).map(expressionKey)));
  const isEverywhere = (key: string) => versions.length > 1 && versions.every((keys) => keys.has(key));
  return countingOf(facts, wanted, asOf, (leaf) => !isEverywhere(expressionKey(leaf)));
}

const leavesIn = ({ placings }: Placings) =>
  leavesOf([...placings.values()].flatMap(({ rules }) => rules.map(({ when }) => when))).expressions;

function countingOf(
  facts: Relation,
  wanted: readonly Wanted[],
  asOf: CalendarDate,
  isMoving: (leaf: Expression) => boolean,
): Counting | null {
  const placings = placingsOf(wanted, asOf);
  const carried = placings.joins.flatMap(({ take }) => take.map(({ as }) => as));
  const worked = new Set([...placings.asked].map(({ name }) => `${name}_segment`));
  const leaves = leavesIn(placings);
  const isAfter = (name: string) => worked.has(name) || carried.includes(name);
  const isMixed = leaves.some((leaf) => {
    const read = columnNames(leaf);
    return read.some((name) => worked.has(name)) && !read.every(isAfter);
  });
  const cells = cellsOf(
    leaves.filter((leaf) => !columnNames(leaf).every(isAfter)),
    asOf,
    isMoving,
  );
  if (isMixed || cells.combinations > MOST_CELLS) return null;
  return {
    rows: counted(withJoins(facts, placings), cells.columns, carried),
    scan: (rows) => ({
      relation: placedRows(rows, placings, cells.leafOf),
      placements: placings.placements,
    }),
  };
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
