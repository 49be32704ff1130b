import type { Override } from '../definitions/project.ts';
import { column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** An override that holds on the day, and which of its customers nobody knows. */
export interface Overridden {
  readonly override: Override;
  readonly absent: readonly string[];
}

/** Customers that are placed by hand, of rows with the columns `customer` and `reason`. */
export function overriddenRelation(placed: Relation): Relation {
  return select(placed, [{ name: 'customer', expression: column('customer', TEXT) }], {
    where: compare(column('reason', TEXT), '=', text('overridden')),
  });
}

export function readOverridden(
  overrides: readonly Override[],
  rows: readonly MeasuredRow[],
): readonly Overridden[] {
  const present = new Set(rows.map((row) => String(row['customer'])));
  return overrides.map((override) => ({
    override,
    absent: override.customers.filter((customer) => !present.has(customer)),
  }));
}
