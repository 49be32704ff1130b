import type { Segmentation } from '../definitions/project.ts';
import { aggregate, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** A cell of an RFM map with those who are customers on the day. */
export interface GridCell {
  /** Scores of recency, frequency and money: `541`. */
  readonly code: string;
  /** Id of the segment that has the cell; null where none claims it. */
  readonly segment: string | null;
  readonly customers: number;
}

export interface GridCells {
  readonly cells: readonly GridCell[];
  /** Customers without a score: one of the three values is missing. */
  readonly withoutScore: number;
}

/** One row a score, over the rows of `placedCustomers` (plan/placed-customers.ts); the score is the cell's code. */
export function gridCellsRelation(placed: Relation): Relation {
  const score = column('score', DOUBLE);
  return select(
    placed,
    [
      { name: 'score', expression: score },
      {
        name: 'active',
        expression: aggregate('count', null, INTEGER, compare(column('status', TEXT), '=', text('customer'))),
      },
    ],
    { groupBy: [score] },
  );
}

/** Every cell of the map, those without customers too; null where the segmentation has no map. */
export function readGridCells({ grid }: Segmentation, rows: readonly MeasuredRow[]): GridCells | null {
  if (!grid) return null;
  const counts = new Map(rows.map((row) => [String(row['score']), Number(row['active'])]));
  const owner = new Map<number, string>();
  for (const { segment, cells } of grid.claims)
    for (const cell of cells) if (!owner.has(cell)) owner.set(cell, segment);
  return {
    cells: grid.cells.map((code, index) => ({
      code,
      segment: owner.get(index) ?? null,
      customers: counts.get(code) ?? 0,
    })),
    withoutScore: counts.get('null') ?? 0,
  };
}
