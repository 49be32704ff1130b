import { codeCount, MISSING, ZERO_ATOM } from './code-book.ts';
import type { CodedTable } from './coded-table.ts';
import type { Scores } from './elliptical-cloud.ts';
import { cloudDensities, fitCloud, freedomOfCloud } from './elliptical-cloud.ts';

/**
 * A segment described as one cloud: its numbers elliptical as normal scores, its levels and zeros with shares of their
 * own. `densities` is the log of share times density of every row of the table, `freedom` the parameters it took.
 */
export interface SegmentCloud {
  readonly densities: Float64Array;
  readonly freedom: number;
}

/** Describes the rows as one cloud, each counted with its weight, 0..1; as simple a cloud as they ask for. */
export function describeSegment(table: CodedTable, scores: Scores, weights: Float64Array): SegmentCloud {
  const share = Math.max(1e-9, weights.reduce((sum, weight) => sum + weight, 0) / table.rows);
  const numbers = describeNumbers(scores, weights);
  const freedom = addLevels(table, weights, numbers.densities);
  const { densities } = numbers;
  for (let row = 0; row < table.rows; row++) densities[row]! += Math.log(share);
  return { densities, freedom: 1 + freedom + numbers.freedom };
}

/** The numbers with factors or without, whichever BIC prefers. */
function describeNumbers(scores: Scores, weights: Float64Array): SegmentCloud {
  if (scores.width === 0) return { densities: new Float64Array(scores.rows), freedom: 0 };
  const rows = weights.reduce((sum, weight) => sum + weight, 0);
  const [without, withFactors] = [false, true].map((hasFactors) => {
    const densities = cloudDensities(scores, fitCloud(scores, weights, hasFactors));
    const freedom = freedomOfCloud(scores.width, hasFactors);
    const logLikelihood = densities.reduce((sum, density, row) => sum + weights[row]! * density, 0);
    return { densities, freedom, cost: -2 * logLikelihood + freedom * Math.log(Math.max(2, rows)) };
  }) as [SegmentCloud & { cost: number }, SegmentCloud & { cost: number }];
  return without.cost <= withFactors.cost ? without : withFactors;
}

/** Adds the log share of each row's levels, and of zero against the rest; returns how many parameters those are. */
function addLevels({ books, codes, rows }: CodedTable, weights: Float64Array, densities: Float64Array) {
  const width = books.length;
  let freedom = 0;
  books.forEach((book, b) => {
    const twoPart = book.family === 'scale';
    if (twoPart && !book.zeroAtom) return;
    const levels = twoPart ? 2 : codeCount(book);
    const levelAt = (row: number) => {
      const code = codes[row * width + b]!;
      if (code === MISSING) return -1;
      return twoPart ? Number(code === ZERO_ATOM) : code;
    };
    const counts = new Float64Array(levels).fill(0.5);
    for (let row = 0; row < rows; row++) if (levelAt(row) >= 0) counts[levelAt(row)]! += weights[row]!;
    const all = counts.reduce((sum, count) => sum + count, 0);
    const logs = counts.map((count) => Math.log(count / all));
    for (let row = 0; row < rows; row++) if (levelAt(row) >= 0) densities[row]! += logs[levelAt(row)]!;
    freedom += levels - 1;
  });
  return freedom;
}
