import { groupCount } from './centroids.ts';
import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

/**
 * For each row, how much nearer its own group is than the next one, -1..1: its mean Euclidean distance to the nearest
 * other group minus that within its own, over the larger. A row alone in its group has 0. Takes rows times rows, so
 * give it some thousands at most. Needs at least 2 groups; labels go from 0.
 * Source: Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987); as scikit-learn's silhouette_samples.
 */
export function silhouettes(matrix: Matrix, labels: ArrayLike<number>): Float64Array {
  const groups = groupCount(labels);
  const sizes = new Float64Array(groups);
  for (let row = 0; row < matrix.rows; row++) sizes[labels[row]!]! += 1;
  const sums = new Float64Array(groups);
  return Float64Array.from({ length: matrix.rows }, (_, row) => {
    const own = labels[row]!;
    if (sizes[own]! < 2) return 0;
    sums.fill(0);
    for (let other = 0; other < matrix.rows; other++)
      sums[labels[other]!]! += Math.sqrt(squaredDistance(matrix, row, matrix.values, other * matrix.width));
    const within = sums[own]! / (sizes[own]! - 1);
    let nearest = Infinity;
    for (let group = 0; group < groups; group++)
      if (group !== own && sizes[group]! > 0) nearest = Math.min(nearest, sums[group]! / sizes[group]!);
    const larger = Math.max(within, nearest);
    return larger === 0 ? 0 : (nearest - within) / larger;
  });
}

/** The mean silhouette of all rows, -1..1; large is well apart. As scikit-learn's silhouette_score. */
export function silhouette(matrix: Matrix, labels: ArrayLike<number>): number {
  return silhouettes(matrix, labels).reduce((sum, value) => sum + value, 0) / matrix.rows;
}
