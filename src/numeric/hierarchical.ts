import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

/** How far apart two groups are: the mean or the largest distance of their rows, or what Ward's variance grows by. */
export type Linkage = 'average' | 'complete' | 'ward';

/** A joining of two rows or earlier joinings: rows are 0..n-1, the joining of step s is n + s. `size` is in rows. */
export interface Joining {
  readonly one: number;
  readonly other: number;
  readonly height: number;
  readonly size: number;
}

/** Rows a distance matrix is made for at most: 5,000 take 200 MB. */
export const MOST_ROWS = 5_000;

/**
 * All joinings of the rows by Euclidean distance, lowest first: n - 1 of them, as scipy's `linkage` gives them.
 * Source: nearest-neighbour chains with the formula of Lance and Williams (Murtagh, The Computer Journal 26, 1983).
 */
export function joinRows(matrix: Matrix, linkage: Linkage): readonly Joining[] {
  const { rows, width, values } = matrix;
  if (rows > MOST_ROWS) throw new RangeError(`hierarchical clustering takes ${MOST_ROWS} rows, not ${rows}`);
  const distances = new Float64Array(rows * rows);
  for (let one = 0; one < rows; one++)
    for (let other = 0; other < one; other++) {
      const distance = Math.sqrt(squaredDistance(matrix, one, values, other * width));
      distances[one * rows + other] = distance;
      distances[other * rows + one] = distance;
    }
  return inOrder(chainJoinings(distances, rows, linkage), rows);
}

/** Labels from 0 of the groups that are left when all but `groups - 1` joinings are made, in the order of their rows. */
export function cutJoinings(joinings: readonly Joining[], groups: number): Int32Array {
  const rows = joinings.length + 1;
  const parent = Int32Array.from({ length: 2 * rows - 1 }, (_, i) => i);
  const rootOf = (node: number): number => (parent[node] === node ? node : rootOf(parent[node]!));
  joinings.slice(0, rows - groups).forEach(({ one, other }, step) => {
    parent[rootOf(one)] = rows + step;
    parent[rootOf(other)] = rows + step;
  });
  const names = new Map<number, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const root = rootOf(row);
    if (!names.has(root)) names.set(root, names.size);
    return names.get(root)!;
  });
}

interface ChainJoining {
  readonly one: number;
  readonly other: number;
  readonly height: number;
}

/** Joinings named by a row of each side, in the order chains find them. */
function chainJoinings(distances: Float64Array, rows: number, linkage: Linkage): readonly ChainJoining[] {
  const sizes = new Float64Array(rows).fill(1);
  const joinings: ChainJoining[] = [];
  const chain: number[] = [];
  while (joinings.length < rows - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const tip = chain[chain.length - 1]!;
    const before = chain[chain.length - 2] ?? -1;
    const next = nearestOf(distances, sizes, tip, before);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    joinings.push({ one: before, other: tip, height: distances[tip * rows + before]! });
    joinInto(distances, sizes, before, tip, linkage);
  }
  return joinings;
}

/** The nearest group; the one before where it is as near as any, so that chains end. */
function nearestOf(distances: Float64Array, sizes: Float64Array, tip: number, before: number): number {
  const rows = sizes.length;
  let nearest = before;
  let least = before < 0 ? Infinity : distances[tip * rows + before]!;
  for (let other = 0; other < rows; other++)
    if (other !== tip && sizes[other]! > 0 && distances[tip * rows + other]! < least) {
      nearest = other;
      least = distances[tip * rows + other]!;
    }
  return nearest;
}

/** Puts group `from` into `into` and works out its distance from every other. */
function joinInto(
  distances: Float64Array,
  sizes: Float64Array,
  into: number,
  from: number,
  linkage: Linkage,
): void {
  const rows = sizes.length;
  const [a, b] = [sizes[into]!, sizes[from]!];
  const between = distances[into * rows + from]!;
  for (let other = 0; other < rows; other++) {
    const size = sizes[other]!;
    if (size === 0 || other === into || other === from) continue;
    const [x, y] = [distances[into * rows + other]!, distances[from * rows + other]!];
    const distance =
      linkage === 'complete'
        ? Math.max(x, y)
        : linkage === 'average'
          ? (a * x + b * y) / (a + b)
          : Math.sqrt(((a + size) * x * x + (b + size) * y * y - size * between * between) / (a + b + size));
    distances[into * rows + other] = distance;
    distances[other * rows + into] = distance;
  }
  sizes[into] = a + b;
  sizes[from] = 0;
}

/** Joinings sorted by height and renamed as they are made. */
function inOrder(joinings: readonly ChainJoining[], rows: number): readonly Joining[] {
  const node = Int32Array.from({ length: rows }, (_, row) => row);
  const size = new Map<number, number>();
  const group = Int32Array.from({ length: rows }, (_, row) => row);
  const rootOf = (row: number): number => (group[row] === row ? row : rootOf(group[row]!));
  return joinings
    .toSorted((first, second) => first.height - second.height)
    .map(({ one, other, height }, step) => {
      const [a, b] = [rootOf(one), rootOf(other)];
      const joining = {
        one: Math.min(node[a]!, node[b]!),
        other: Math.max(node[a]!, node[b]!),
        height,
        size: (size.get(node[a]!) ?? 1) + (size.get(node[b]!) ?? 1),
      };
      group[b] = a;
      node[a] = rows + step;
      size.set(rows + step, joining.size);
      return joining;
    });
}
