/**
 * Equal cells over the range of some edges, so narrow that each has at most `most` edges in it. Where a value lies
 * among the edges is then one look at its cell and as many comparisons, instead of a search.
 *
 * A value's cell is `floor((t(x) - from) * perUnit)`, where x is first moved into `low..high`, and t is x itself or
 * ln(1 + x). Every edge below the cell is counted in `before`, every edge in it stands in `inCell`; cells with fewer
 * have {@link NO_EDGE}, which every value passes, and are counted one less before.
 */
export interface EdgeGrid {
  readonly scale: 'linear' | 'logarithmic';
  readonly from: number;
  readonly perUnit: number;
  readonly low: number;
  readonly high: number;
  readonly before: readonly number[];
  /** One list of a value a cell for each comparison. */
  readonly inCell: readonly (readonly number[])[];
}

/** The least double: whatever is known is at or above it. */
export const NO_EDGE = -Number.MAX_VALUE;

const CELLS = [64, 128, 256, 512, 1024, 2048, 4096];
/** Engines differ in the last digits of a logarithm; an edge is never so near to the end of a cell. */
const CLEARANCE = 1e-6;
const MOST_IN_A_CELL = 3;

/** The grid with the fewest comparisons, then the fewest cells; null where edges are spaced too unevenly for one. */
export function edgeGrid(edges: readonly number[]): EdgeGrid | null {
  const first = edges[0];
  if (first === undefined) return null;
  const grids = (['linear', 'logarithmic'] as const).flatMap((scale) =>
    scale === 'logarithmic' && first <= -0.99 ? [] : CELLS.map((cells) => gridOf(edges, scale, cells)),
  );
  return grids.reduce((best, grid) => (isBetter(grid, best) ? grid : best), null);
}

function isBetter(grid: EdgeGrid | null, best: EdgeGrid | null): boolean {
  if (grid === null || best === null) return grid !== null;
  const [mine, its] = [grid.inCell.length, best.inCell.length];
  return mine < its || (mine === its && grid.before.length < best.before.length);
}

function gridOf(edges: readonly number[], scale: EdgeGrid['scale'], cells: number): EdgeGrid | null {
  const onScale = (value: number) => (scale === 'linear' ? value : Math.log(1 + value));
  const fromScale = (value: number) => (scale === 'linear' ? value : Math.exp(value) - 1);
  const [least, most] = [onScale(edges[0]!), onScale(edges.at(-1)!)];
  const width = (most - least || 1) / (cells - 2);
  const [from, perUnit] = [least - width * 0.75, 1 / width];
  const at = edges.map((edge) => (onScale(edge) - from) * perUnit);
  if (!Number.isFinite(perUnit) || at.some((place) => tooNearAnEnd(place, scale))) return null;
  const counts = Array.from({ length: cells }, () => 0);
  for (const place of at) counts[Math.floor(place)]! += 1;
  const comparisons = Math.max(...counts);
  if (comparisons > MOST_IN_A_CELL) return null;
  let below = 0;
  const starts = counts.map((count) => (below += count) - count);
  return {
    scale,
    from,
    perUnit,
    low: fromScale(from + width / 2),
    high: fromScale(from + width * (cells - 0.5)),
    before: starts.map((start, cell) => start - (comparisons - counts[cell]!)),
    inCell: Array.from({ length: comparisons }, (_, i) =>
      starts.map((start, cell) => (i < counts[cell]! ? edges[start + i]! : NO_EDGE)),
    ),
  };
}

function tooNearAnEnd(place: number, scale: EdgeGrid['scale']): boolean {
  const part = place - Math.floor(place);
  return scale === 'logarithmic' && (part < CLEARANCE || part > 1 - CLEARANCE);
}
