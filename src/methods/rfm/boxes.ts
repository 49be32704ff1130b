import type { Scores } from './codes.ts';

/** Scores from `low` to `high`, both inclusive, by axis. */
export interface Box {
  readonly low: Scores;
  readonly high: Scores;
}

type Mutable = [number, number, number];

/** The orders in which a box may grow along its three axes. */
const ORDERS: readonly (readonly [number, number, number])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/**
 * Boxes that together hold exactly these cells, largest first; they may overlap. Grown greedily from each cell that
 * is not yet in one, so they are few, not always the fewest.
 */
export function boxesOf(cells: readonly Scores[], scores: number): readonly Box[] {
  const wanted = new Set(cells.map(String));
  let open = [...cells];
  const boxes: Box[] = [];
  while (open[0]) {
    const seed = open[0];
    const grown = ORDERS.map((order) => grow(seed, order, wanted, scores));
    const best = grown.reduce((a, b) => (newIn(b, open) > newIn(a, open) ? b : a));
    boxes.push(best);
    open = open.filter((cell) => !holds(best, cell));
  }
  return boxes;
}

export function holds({ low, high }: Box, cell: Scores): boolean {
  return cell.every((score, axis) => score >= (low[axis] ?? 0) && score <= (high[axis] ?? 0));
}

const newIn = (box: Box, open: readonly Scores[]) => open.filter((cell) => holds(box, cell)).length;

function grow(seed: Scores, order: readonly number[], wanted: ReadonlySet<string>, scores: number): Box {
  const low: Mutable = [...seed];
  const high: Mutable = [...seed];
  for (const axis of order)
    for (const [corner, step, end] of [
      [low, -1, 1],
      [high, 1, scores],
    ] as const)
      while (corner[axis] !== end) {
        const before = corner[axis] ?? 0;
        corner[axis] = before + step;
        if (isWhole({ low, high }, wanted)) continue;
        corner[axis] = before;
        break;
      }
  return { low, high };
}

function isWhole({ low, high }: Box, wanted: ReadonlySet<string>): boolean {
  for (let r = low[0]; r <= high[0]; r++)
    for (let f = low[1]; f <= high[1]; f++)
      for (let m = low[2]; m <= high[2]; m++) if (!wanted.has(String([r, f, m]))) return false;
  return true;
}
