import { chiSquareTail } from '../../numeric/chi-square-tail.ts';
import { contingencyOf } from '../../numeric/contingency.ts';
import type { Fit } from '../../numeric/goodness-of-fit.ts';
import { goodnessOfFit } from '../../numeric/goodness-of-fit.ts';
import { holm } from '../../numeric/holm.ts';
import { wilson } from '../../numeric/wilson.ts';
import { associationOf } from '../profile/category-profile.ts';
import type { Crosstab, CrosstabCell, CrosstabRow } from './crosstab.ts';
import { sum } from '../../numeric/sum.ts';

/** Counts of one segment, one a column; who has no value is in `missing`. */
export interface CrosstabCounts {
  readonly segment: string;
  readonly title: string;
  readonly customers: number;
  readonly counts: readonly number[];
}

/** What a crosstab says of its counts. */
export type CrosstabFigures = Pick<Crosstab, 'everyone' | 'segments' | 'association'>;

/** How sure a marked cell is, over all cells together. */
const LEVEL = 0.05;

/**
 * Shares, indexes and residuals of a table of counts: against independence, or against the `expected` shares of the
 * columns. Fields that formed the segments are not tested: no cell is marked.
 */
export function crosstabFigures(
  rows: readonly CrosstabCounts[],
  expected: readonly number[] | null,
  formed: boolean,
  minimumCount: number,
): CrosstabFigures {
  const columns = rows[0]?.counts.length ?? 0;
  const all: CrosstabCounts = {
    segment: '',
    title: 'Everyone',
    customers: sum(rows.map(({ customers }) => customers)),
    counts: Array.from({ length: columns }, (_, column) =>
      sum(rows.map(({ counts }) => counts[column] ?? 0)),
    ),
  };
  const table = contingencyOf(rows.map(({ counts }) => counts));
  const told = [all, ...rows];
  const fits = told.map(({ counts }) =>
    expected && sum(counts) >= minimumCount ? goodnessOfFit(counts, expected) : null,
  );
  const residuals = told.map(({ counts }, row) => {
    if (sum(counts) < minimumCount) return null;
    if (expected) return fits[row]?.residuals ?? null;
    return row === 0 ? null : (table?.residuals[row - 1] ?? null);
  });
  const marks = markedCells(residuals, formed);
  const [everyone, ...segments] = told.map((row, index) =>
    rowOf(row, all.counts, residuals[index] ?? null, marks[index] ?? [], fits[index] ?? null, minimumCount),
  );
  if (!everyone) throw new Error('a crosstab has a row for everybody');
  return {
    everyone: { ...everyone, segment: null },
    segments,
    association: associationOf(
      rows.map(({ counts }) => counts),
      formed,
    ),
  };
}

function rowOf(
  { segment, title, customers, counts }: CrosstabCounts,
  all: readonly number[],
  residuals: readonly number[] | null,
  marks: readonly boolean[],
  fit: Fit | null,
  minimumCount: number,
): CrosstabRow {
  const [base, total] = [sum(counts), sum(all)];
  const enough = base >= minimumCount;
  return {
    segment,
    title,
    customers,
    missing: customers - base,
    cells: counts.map((count, column): CrosstabCell => {
      const everywhere = all[column] ?? 0;
      return {
        count,
        share: enough ? wilson(count, base) : null,
        index: enough && everywhere > 0 ? (100 * count * total) / (base * everywhere) : null,
        residual: residuals?.[column] ?? null,
        isMarked: marks[column] ?? false,
      };
    }),
    fit: fit && { chiSquare: fit.chiSquare, degreesOfFreedom: fit.degreesOfFreedom, pValue: fit.pValue },
  };
}

/** Cells whose residual chance does not explain, all of them looked at together. */
function markedCells(
  residuals: readonly (readonly number[] | null)[],
  formed: boolean,
): readonly (readonly boolean[])[] {
  if (formed) return residuals.map((row) => row?.map(() => false) ?? []);
  const pValues = residuals.map((row) => row?.map((residual) => chiSquareTail(residual * residual, 1)) ?? []);
  const corrected = holm(pValues.flat()).values();
  return pValues.map((row) => row.map(() => (corrected.next().value ?? 1) <= LEVEL));
}
