import type { ExactNumber } from '../../sql/exact-number.ts';
import { addExact, exactNumber } from '../../sql/exact-number.ts';
import type { MeasuredRow } from '../segment-counts.ts';

/** The rows of a segment among those of a statement grouped by segment and more; null takes those of all segments. */
export function rowsOfSegment(rows: readonly MeasuredRow[], segment: string | null): readonly MeasuredRow[] {
  return rows.filter((row) => (segment === null ? row['segment'] !== null : row['segment'] === segment));
}

/** A count over the rows of several groups. */
export function totalCount(rows: readonly MeasuredRow[], name: string): number {
  return rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
}

/** An exact sum over the rows of several groups. */
export function totalSum(rows: readonly MeasuredRow[], name: string): ExactNumber {
  return rows.map((row) => exactNumber(String(row[name] ?? 0))).reduce(addExact, ZERO);
}

export const ZERO: ExactNumber = { unscaled: 0n, scale: 0 };
