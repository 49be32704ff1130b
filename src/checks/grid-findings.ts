import type { Grid } from '../methods/method.ts';
import type { Segmentation } from '../definitions/project.ts';

/** Names of neighbouring cells, first and last: `223–321`, or `555` alone. */
export interface Run {
  readonly first: string;
  readonly last: string;
  readonly cells: number;
}

/** What there is to say of a grid: cells nobody claims, cells two segments claim, segments that get none. */
export interface GridReading {
  readonly unclaimed: readonly Run[];
  /** By the later segment: cells it claims that the earlier ones have. */
  readonly shared: readonly {
    readonly segment: string;
    readonly earlier: readonly string[];
    readonly runs: readonly Run[];
  }[];
  readonly left: readonly { readonly segment: string; readonly claimed: number }[];
}

/** Reads a grid in the order that decides between two claims. */
export function readGrid({ cells, claims }: Grid): GridReading {
  const owner = new Map<number, string>();
  const shared: GridReading['shared'][number][] = [];
  const left: { segment: string; claimed: number }[] = [];
  for (const { segment, cells: claimed } of claims) {
    const taken = [...claimed].filter((cell) => owner.has(cell));
    const earlier = [...new Set(taken.map((cell) => owner.get(cell) ?? ''))];
    if (taken.length === claimed.size) left.push({ segment, claimed: claimed.size });
    else if (taken.length > 0) shared.push({ segment, earlier, runs: runsOf(taken, cells) });
    for (const cell of claimed) if (!owner.has(cell)) owner.set(cell, segment);
  }
  const unclaimed = cells.map((_, cell) => cell).filter((cell) => !owner.has(cell));
  return {
    unclaimed: runsOf(unclaimed, cells),
    shared,
    left,
  };
}

function runsOf(positions: readonly number[], names: readonly string[]): readonly Run[] {
  const runs: { from: number; to: number }[] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && position === last.to + 1) last.to = position;
    else runs.push({ from: position, to: position });
  }
  return runs.map(({ from, to }) => ({
    first: names[from] ?? '',
    last: names[to] ?? '',
    cells: to - from + 1,
  }));
}

export const cellCount = (runs: readonly Run[]): number => runs.reduce((sum, { cells }) => sum + cells, 0);

/** The first few of them, `223–321, 334–432`, and how many more there are. */
export function runWords(runs: readonly Run[], most: number): string {
  const shown = runs
    .slice(0, most)
    .map(({ first, last, cells }) => (cells === 1 ? first : `${first}–${last}`));
  const more = runs.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

/** The segmentations of a method that have a grid. */
export function withGrid(
  segmentations: readonly Segmentation[],
  method: Segmentation['method'],
): readonly (Segmentation & { readonly grid: Grid })[] {
  return segmentations.flatMap((one) =>
    one.method === method && one.grid ? [{ ...one, grid: one.grid }] : [],
  );
}

/** Where a segment's claim stands. */
export function claimPlace({ grid, place }: Segmentation & { readonly grid: Grid }, segment: string) {
  return grid.claims.find((claim) => claim.segment === segment)?.place ?? place;
}
