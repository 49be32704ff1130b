import { calculated } from '../../sql/calculated.ts';
import type { Expression } from '../../sql/expression.ts';
import { column, compare, integer, or } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DOUBLE, INTEGER } from '../../sql/value-type.ts';
import type { BasisValue } from './basis.ts';
import { basisColumn } from './basis.ts';

/** Rows a mixture is refined and frozen on; it is searched for on fewer. */
export const MOST_ROWS = 100_000;

const KEY = 'sample__key';
const BEFORE = 'sample__before';
const KNOWN = 'sample__known';

/**
 * The basis of customers in the order of their keys, with how many there are. Of more than 100,000 every so-manieth is
 * taken, as evenly as can be: the same ones on every engine.
 */
export function sampledRows(customers: Relation, key: Expression, basis: readonly BasisValue[]): Relation {
  const over = (name: 'below' | 'known'): Expression => ({
    kind: 'window',
    function: name,
    operand: key,
    type: INTEGER,
  });
  const narrow = select(customers, [
    { name: KEY, expression: key },
    ...basis.map(({ expression }, index) => ({ name: basisColumn(index), expression })),
    { name: BEFORE, expression: over('below') },
    { name: KNOWN, expression: over('known') },
  ]);
  const [before, known] = [column(BEFORE, INTEGER), column(KNOWN, INTEGER)];
  const part = (position: Expression): Expression => ({
    kind: 'call',
    function: 'floor',
    args: [calculated('/', castTo(calculated('*', position, integer(MOST_ROWS)), DOUBLE), known)],
    type: DOUBLE,
  });
  const next = calculated('+', before, integer(1));
  const isTaken = or([compare(known, '<=', integer(MOST_ROWS)), compare(part(before), '<>', part(next))]);
  return select(
    narrow,
    [
      ...basis.map(({ expression }, index) => ({
        name: basisColumn(index),
        expression: column(basisColumn(index), expression.type),
      })),
      { name: KNOWN, expression: known },
    ],
    { where: isTaken, orderBy: [{ expression: column(KEY, key.type), descending: false }] },
  );
}

/** Customers the rows of {@link sampledRows} stand for. */
export function customersBehind(rows: readonly Readonly<Record<string, unknown>>[]): number {
  return Number(rows[0]?.[KNOWN] ?? 0);
}
