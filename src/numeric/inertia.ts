import { centroidsOf, groupCount } from './centroids.ts';
import type { Matrix } from './matrix.ts';
import { squaredDistance } from './matrix.ts';

/**
 * Sum of the squared distances of rows from the mean of their group, 0 and up; small is tight. Labels go from 0.
 * Source: as the `inertia_` of scikit-learn's KMeans and the total within-SS of R's kmeans.
 */
export function inertia(matrix: Matrix, labels: ArrayLike<number>): number {
  const { means } = centroidsOf(matrix, labels, groupCount(labels));
  let sum = 0;
  for (let row = 0; row < matrix.rows; row++)
    sum += squaredDistance(matrix, row, means, labels[row]! * matrix.width);
  return sum;
}
