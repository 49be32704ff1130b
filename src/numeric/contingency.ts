import { chiSquareTail } from './chi-square-tail.ts';

/** A table of counts as a whole and cell by cell; `residuals` is row by row, as the counts are. */
export interface Contingency {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** 0..1, corrected for bias; 0 is no association. */
  readonly cramersV: number;
  /** Share of cells with fewer than 5 expected. */
  readonly sparseCells: number;
  /** Adjusted: standard normal where rows and columns have nothing to do with each other. */
  readonly residuals: readonly (readonly number[])[];
}

/**
 * Pearson's chi-square of rows against columns, without continuity correction. Rows and columns of nothing but zeros do
 * not count; null where fewer than two of either are left.
 * Sources: Agresti, Categorical Data Analysis (2013), 3.3.1; Bergsma, Journal of the Korean Statistical Society 42
 * (2013), for V; Cochran, Biometrics 10 (1954), for sparse cells.
 */
export function contingencyOf(counts: readonly (readonly number[])[]): Contingency | null {
  const rows = counts.map(total);
  const columns = (counts[0] ?? []).map((_, j) => total(counts.map((row) => row[j] ?? 0)));
  const all = total(rows);
  const [r, c] = [rows, columns].map((sums) => sums.filter((sum) => sum > 0).length);
  if (!r || !c || r < 2 || c < 2) return null;
  const expected = rows.map((row) => columns.map((column) => (row * column) / all));
  const cells = expected.flatMap((row, i) =>
    row.map((each, j) => ({ expected: each, count: counts[i]?.[j] ?? 0 })),
  );
  const used = cells.filter((cell) => cell.expected > 0);
  const chiSquare = total(used.map((cell) => (cell.count - cell.expected) ** 2 / cell.expected));
  const degreesOfFreedom = (r - 1) * (c - 1);
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquareTail(chiSquare, degreesOfFreedom),
    cramersV: correctedV(chiSquare, all, r, c),
    sparseCells: used.filter((cell) => cell.expected < 5).length / used.length,
    residuals: expected.map((row, i) =>
      row.map((each, j) => {
        const [down, across] = [(rows[i] ?? 0) / all, (columns[j] ?? 0) / all];
        const error = Math.sqrt(each * (1 - down) * (1 - across));
        return error > 0 ? ((counts[i]?.[j] ?? 0) - each) / error : 0;
      }),
    ),
  };
}

function correctedV(chiSquare: number, all: number, r: number, c: number): number {
  if (all < 2) return 0;
  const phi = Math.max(0, chiSquare / all - ((r - 1) * (c - 1)) / (all - 1));
  const least = Math.min(r - (r - 1) ** 2 / (all - 1), c - (c - 1) ** 2 / (all - 1)) - 1;
  return least <= 0 ? 0 : Math.min(1, Math.sqrt(phi / least));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
