import type { Attribute, Basis } from '../../definitions/project.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import { cellAt } from '../../numeric/cluster/column.ts';
import type { ColumnTyping } from '../../numeric/cluster/column-typing.ts';

/** How an attribute of a basis is filled and read, over the customers a run would learn from. */
export interface AttributeCoverage {
  readonly id: string;
  readonly title: string;
  readonly basis: Basis;
  readonly unit: string | null;
  readonly sensitive: boolean;
  readonly known: number;
  readonly missing: number;
  readonly typing: ColumnTyping;
}

/** Whether there is enough to segment at all. Everything is counted over `rows`. */
export interface Coverage {
  readonly rows: number;
  readonly attributes: readonly AttributeCoverage[];
  /** How many of the attributes a customer has, in the middle of all. */
  readonly typicalValues: number;
  /** Customers with fewer than half of the attributes. */
  readonly thin: number;
  /** What would help most to fill, the most missing first; `lifted` would then have half of the attributes. */
  readonly toFill: readonly {
    readonly id: string;
    readonly title: string;
    readonly missing: number;
    readonly lifted: number;
  }[];
}

/** So many of the gaps are named. */
const MOST_TO_FILL = 3;

/** Measures a basis: the columns of its attributes, in the same order, with how each is read. */
export function coverageOf(
  attributes: readonly Attribute[],
  columns: readonly Column[],
  typings: readonly ColumnTyping[],
  rows: number,
): Coverage {
  const has = columns.map((column) =>
    Uint8Array.from({ length: rows }, (_, row) => Number(cellAt(column, row) !== null)),
  );
  const values = new Uint16Array(rows);
  for (const known of has) known.forEach((one, row) => (values[row]! += one));
  const half = columns.length / 2;
  const missingOf = (index: number) => has[index]?.reduce((sum, one) => sum + 1 - one, 0) ?? 0;
  const lifted = (index: number) =>
    values.reduce(
      (sum, count, row) => sum + Number(has[index]?.[row] === 0 && count < half && count + 1 >= half),
      0,
    );
  return {
    rows,
    attributes: attributes.flatMap(({ id, title, basis, unit, sensitive }, index) => {
      const typing = typings[index];
      const missing = missingOf(index);
      return typing ? [{ id, title, basis, unit, sensitive, known: rows - missing, missing, typing }] : [];
    }),
    typicalValues: values.toSorted()[rows >> 1] ?? 0,
    thin: values.reduce((sum, count) => sum + Number(count < half), 0),
    toFill: attributes
      .map(({ id, title }, index) => ({ id, title, missing: missingOf(index), lifted: lifted(index) }))
      .filter(({ missing }) => missing > 0)
      .toSorted((a, b) => b.missing - a.missing)
      .slice(0, MOST_TO_FILL),
  };
}
