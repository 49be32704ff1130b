import type { Matrix } from './matrix.ts';

/** Means of groups: group g's is at `means[g * width ...]`; `sizes[g]` is its rows or their weight. */
export interface Centroids {
  readonly means: Float64Array;
  readonly sizes: Float64Array;
}

/** The mean of each of `groups` groups, whose labels go from 0; an empty group has size 0 and mean 0. */
export function centroidsOf(
  { rows, width, values }: Matrix,
  labels: ArrayLike<number>,
  groups: number,
  weights?: ArrayLike<number>,
): Centroids {
  const means = new Float64Array(groups * width);
  const sizes = new Float64Array(groups);
  for (let row = 0; row < rows; row++) {
    const [group, weight] = [labels[row]!, weights?.[row] ?? 1];
    sizes[group]! += weight;
    for (let c = 0; c < width; c++) means[group * width + c]! += weight * values[row * width + c]!;
  }
  for (let i = 0; i < means.length; i++) {
    const size = sizes[Math.floor(i / width)]!;
    if (size > 0) means[i]! /= size;
  }
  return { means, sizes };
}

/** How many groups labels from 0 name. */
export function groupCount(labels: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < labels.length; i++) most = Math.max(most, labels[i]!);
  return most + 1;
}
