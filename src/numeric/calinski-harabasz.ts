import { centroidsOf, groupCount } from './centroids.ts';
import { inertia } from './inertia.ts';
import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

/**
 * Spread between groups over spread within, each by its degrees of freedom, 0 and up; large is well apart. 1 where there
 * is no spread within. Needs at least 2 groups and more rows than groups; labels go from 0, and each is used.
 * Source: Calinski and Harabasz, Communications in Statistics 3 (1974); as scikit-learn's calinski_harabasz_score.
 */
export function calinskiHarabasz(matrix: Matrix, labels: ArrayLike<number>): number {
  const groups = groupCount(labels);
  const { means, sizes } = centroidsOf(matrix, labels, groups);
  const whole = centroidsOf(matrix, new Uint8Array(matrix.rows), 1).means;
  const centres = { rows: groups, width: matrix.width, values: means };
  const between = sizes.reduce((sum, size, g) => sum + size * squaredDistance(centres, g, whole, 0), 0);
  const within = inertia(matrix, labels);
  return within === 0 ? 1 : (between * (matrix.rows - groups)) / (within * (groups - 1));
}
