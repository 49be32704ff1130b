import type { Segmentation } from '../definitions/project.ts';
import type { MeasuredRow, SegmentationCounts } from './segment-counts.ts';

/** Rows that a run recorded of one segmentation. */
export interface RecordedRows {
  readonly segments: readonly MeasuredRow[];
  readonly rules: readonly MeasuredRow[];
  readonly overlaps: readonly MeasuredRow[];
}

/** Reads back from `segment_counts`, `rule_counts` and `rule_overlaps` what {@link SegmentationCounts} a run made. */
export function recordedCounts(
  segmentation: Segmentation,
  { segments, rules, overlaps }: RecordedRows,
): SegmentationCounts {
  const all = [...segmentation.segments, segmentation.fallback];
  const rowOf = new Map(segments.map((row) => [String(row['segment']), row]));
  const count = (segment: string, name: string) => Number(rowOf.get(segment)?.[name] ?? 0);
  const told = all.map(({ id, title }, ordinal) => {
    const money = rowOf.get(id)?.['money'] ?? null;
    return {
      segment: id,
      title,
      ordinal,
      isFallback: ordinal === all.length - 1,
      customers: count(id, 'customers'),
      active: count(id, 'active'),
      money: money === null ? null : String(money),
      boundary: count(id, 'boundary'),
    };
  });
  return {
    segmentation,
    customers: told.reduce((sum, one) => sum + one.customers, 0),
    active: told.reduce((sum, one) => sum + one.active, 0),
    segments: told,
    rules: rules
      .map((row) => ({
        ordinal: Number(row['ordinal']),
        segment: String(row['segment']),
        trueCount: Number(row['true_count']),
        falseCount: Number(row['false_count']),
        unknownCount: Number(row['unknown_count']),
        takenCount: Number(row['taken_count']),
        swallowed: overlaps
          .filter((overlap) => Number(overlap['ordinal']) === Number(row['ordinal']))
          .map((overlap) => ({ by: String(overlap['taken_by']), customers: Number(overlap['customers']) })),
      }))
      .sort((a, b) => a.ordinal - b.ordinal),
  };
}
