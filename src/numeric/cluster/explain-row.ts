import { MISSING } from './code-book.ts';
import type { ScoreTables } from './frozen-mixture.ts';
import { SCORE_UNIT } from './frozen-mixture.ts';

/**
 * Why a row scores as it does for one segment, in nats: `score` is exactly `size` plus `spread` plus the sum of
 * `columns`, and the difference of two segments' scores is the logarithm of the ratio of their similarities.
 */
export interface SegmentReasons {
  readonly segment: number;
  readonly score: number;
  /** What the segment's size says before anything is known of the row. */
  readonly size: number;
  /** How undecided the row is between the components of the segment; 0 where there is one. */
  readonly spread: number;
  /** What each column adds, in the order of the tables; 0 where the value is missing. */
  readonly columns: readonly number[];
}

/**
 * The additive reasons for a row of codes, for every segment. Where a segment is merged of components, each counts as
 * much as the row belongs to it, so the sum stays exact.
 */
export function explainRow(tables: ScoreTables, codes: ArrayLike<number>): readonly SegmentReasons[] {
  const { components, columns } = tables;
  const added = columns.map(({ byCode }, b) => {
    const code = codes[b] ?? MISSING;
    return Array.from({ length: components }, (_, j) =>
      code === MISSING ? 0 : byCode[code * components + j]! * SCORE_UNIT,
    );
  });
  const shares = Array.from(tables.shares, (share) => share * SCORE_UNIT);
  const scores = shares.map((share, j) => added.reduce((sum, column) => sum + column[j]!, share));
  return tables.groups.map((members, segment) => {
    const weights = softmaxOf(members.map((j) => scores[j]!));
    const weighed = (values: readonly number[]) =>
      members.reduce((sum, j, i) => sum + weights[i]! * values[j]!, 0);
    const size = weighed(shares);
    const spread = -weights.reduce((sum, weight) => sum + (weight > 0 ? weight * Math.log(weight) : 0), 0);
    const byColumn = added.map(weighed);
    return {
      segment,
      score: byColumn.reduce((sum, column) => sum + column, size + spread),
      size,
      spread,
      columns: byColumn,
    };
  });
}

function softmaxOf(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - most));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / all);
}
