import type { Placements } from '../../src/numeric/cluster/place-rows.ts';

/** Rows of about the same predicted error: how many, and what share of them was expected to be and is wrong. */
export interface CalibrationBin {
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Rows a bin has at least. */
const BIN = 2_000;
const BINS = 10;

/** Rows in bins by the error their similarity promises; a segment stands for the truth most of its rows have. */
export function calibrate(
  { segment, similarity, segments }: Placements,
  truth: Int32Array,
): readonly CalibrationBin[] {
  const meant = mostIn(segment, segments, truth);
  const errors = Float64Array.from(segment, (label, row) => 1 - similarity[row * segments + label]!);
  const order = Uint32Array.from(errors, (_, row) => row).sort((a, b) => errors[a]! - errors[b]!);
  const bins = Math.max(1, Math.min(BINS, Math.floor(order.length / BIN)));
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.subarray((bin * order.length) / bins, ((bin + 1) * order.length) / bins);
    const predicted = rows.reduce((sum, row) => sum + errors[row]!, 0) / rows.length;
    const wrong = rows.reduce((sum, row) => sum + Number(meant[segment[row]!] !== truth[row]), 0);
    return { rows: rows.length, predicted, observed: wrong / rows.length };
  });
}

function mostIn(labels: Int32Array, segments: number, truth: Int32Array): readonly number[] {
  const kinds = truth.reduce((most, kind) => Math.max(most, kind), 0) + 1;
  const counts = Array.from({ length: segments }, () => Array.from({ length: kinds }, () => 0));
  labels.forEach((label, row) => (counts[label]![truth[row]!]! += 1));
  return counts.map((of) => of.indexOf(Math.max(...of)));
}
