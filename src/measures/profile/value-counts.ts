import { aggregate, column, integer, isNull, not } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { SEGMENT } from './members.ts';
import type { Measured } from './totals.ts';

/** One row: how many have each text, and how many different ones there are. */
export function distinctRelation(members: Relation, columns: readonly Measured[]): Relation {
  return select(
    members,
    columns.flatMap(({ name, type }, index) => [
      { name: `known_${index}`, expression: aggregate('count', column(name, type), INTEGER) },
      { name: `distinct_${index}`, expression: aggregate('distinct', column(name, type), INTEGER) },
    ]),
  );
}

/** A text with more different values than this, or with one for every second customer, names customers. */
const MOST_VALUES = 500;

/** Reads the row of {@link distinctRelation}: why a text is not profiled, or null. */
export function readNaming(row: MeasuredRow, columns: number): readonly (string | null)[] {
  return Array.from({ length: columns }, (_, index) => {
    const reason = whyNotKinds(Number(row[`known_${index}`] ?? 0), Number(row[`distinct_${index}`] ?? 0));
    return reason === null ? null : `has ${reason}`;
  });
}

/** Why a text with so many different values among so many customers names them; null where it says of what kind they are. */
export function whyNotKinds(known: number, distinct: number): string | null {
  const isName = distinct > MOST_VALUES || (distinct > LISTED && 2 * distinct > known);
  return isName ? `${distinct} different values for ${known} customers, too many to be kinds` : null;
}

/** How many different texts are listed of a column; the others stand together. */
const LISTED = 12;

/** Names no attribute can have. */
const FIELD = '_field';
const VALUE = '_value';
const ROWS = '_rows';

/** One row for every text of every column in every segment, with its count; missing ones left out. */
export function valueCountsRelation(members: Relation, columns: readonly Measured[]): Relation {
  return {
    kind: 'union',
    relations: columns.map(({ name, type }, index) => {
      const value = column(name, type);
      const counted = select(
        members,
        [
          { name: SEGMENT, expression: column(SEGMENT, TEXT) },
          { name: VALUE, expression: value },
          { name: ROWS, expression: aggregate('count', null, INTEGER) },
        ],
        { where: not(isNull(value)), groupBy: [column(SEGMENT, TEXT), value] },
      );
      return select(counted, [
        { name: FIELD, expression: integer(index) },
        { name: SEGMENT, expression: column(SEGMENT, TEXT) },
        { name: VALUE, expression: column(VALUE, TEXT) },
        { name: ROWS, expression: column(ROWS, INTEGER) },
      ]);
    }),
  };
}

/** Counts of a column's texts by segment. */
export type ValueCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Reads the rows of {@link valueCountsRelation}: one table a column, by value and then by segment. */
export function readValueCounts(rows: readonly MeasuredRow[], columns: number): readonly ValueCounts[] {
  const tables = Array.from({ length: columns }, () => new Map<string, Map<string, number>>());
  for (const row of rows) {
    const values = tables[Number(row[FIELD])];
    const value = String(row[VALUE]);
    const bySegment = values?.get(value) ?? new Map<string, number>();
    bySegment.set(String(row[SEGMENT]), Number(row[ROWS] ?? 0));
    values?.set(value, bySegment);
  }
  return tables;
}

/** Texts by their count over all segments, the most frequent first, equal ones by the alphabet; at most `most`. */
export function frequentValues(values: ValueCounts, most = LISTED): readonly string[] {
  const total = (value: string) =>
    [...(values.get(value)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
  return [...values.keys()]
    .map((value) => ({ value, count: total(value) }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most)
    .map(({ value }) => value);
}
