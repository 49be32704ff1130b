import type { CodeBook } from '../../numeric/cluster/code-book.ts';
import type { Cell, Column } from '../../numeric/cluster/column.ts';
import type { SegmentReasons } from '../../numeric/cluster/explain-row.ts';
import type { Placements } from '../../numeric/cluster/place-rows.ts';
import type { Expression } from '../../sql/expression.ts';

/** A value customers are compared by, called as it is written. */
export interface ComparedValue {
  readonly name: string;
  readonly expression: Expression;
  /** How it is read; null where it told nobody apart when groups were learned, so that it counts for nothing. */
  readonly book: CodeBook | null;
}

/** The values compared of one customer, by name; what is not there is missing. */
export type ComparedRow = Readonly<Record<string, Cell>>;

/** One value in place of another, and where it would place the customer. */
export interface ValueChange {
  readonly value: string;
  readonly from: Cell;
  readonly to: Cell;
  readonly segment: string;
  /** Share of customers the fit expects between the two, 0..1; null for values without an order. */
  readonly distance: number | null;
}

/**
 * A likeness in process, for rows that no engine has and for reasons that no engine can give: it places as its
 * expressions do. Positions of segments, in placements and reasons, are those of `segments`.
 */
export interface LikenessModel {
  /** In the order written, those that count for nothing too. */
  readonly values: readonly ComparedValue[];
  readonly segments: readonly string[];
  /** Customers it was learned from, and of how many those were a sample. */
  readonly learnedFrom: { readonly rows: number; readonly customers: number };
  place(columns: readonly Column[]): Placements;
  /** What every value that is read adds for every segment, in nats, in the order of `values` without the others. */
  reasons(row: ComparedRow): readonly SegmentReasons[];
  /** The smallest change of one value the customer has that moves it, placed again to be sure; null when none does. */
  nearestChange(row: ComparedRow): ValueChange | null;
}
