import { centroidsOf, groupCount } from './centroids.ts';
import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

/**
 * Mean over groups of how wide a group and the one most like it are against the way between them, 0 and up; small is
 * well apart. Needs at least 2 groups; labels go from 0, and each is used.
 * Source: Davies and Bouldin, IEEE PAMI 1 (1979); as scikit-learn's davies_bouldin_score.
 */
export function daviesBouldin(matrix: Matrix, labels: ArrayLike<number>): number {
  const groups = groupCount(labels);
  const { means, sizes } = centroidsOf(matrix, labels, groups);
  const widths = new Float64Array(groups);
  for (let row = 0; row < matrix.rows; row++) {
    const group = labels[row]!;
    widths[group]! += Math.sqrt(squaredDistance(matrix, row, means, group * matrix.width)) / sizes[group]!;
  }
  const centres = { rows: groups, width: matrix.width, values: means };
  let sum = 0;
  for (let one = 0; one < groups; one++) {
    let worst = 0;
    for (let other = 0; other < groups; other++) {
      const way = Math.sqrt(squaredDistance(centres, one, means, other * matrix.width));
      if (other !== one && way > 0) worst = Math.max(worst, (widths[one]! + widths[other]!) / way);
    }
    sum += worst;
  }
  return sum / groups;
}
