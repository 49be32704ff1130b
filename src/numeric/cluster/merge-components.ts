import type { Memberships } from './respond.ts';
import { largestOf, mergeMemberships } from './respond.ts';

/** Components put together into segments. `groups[s]` lists the components of segment s, ascending. */
export type Groups = readonly (readonly number[])[];

/**
 * A level of merging. `overlap` is the largest share of one segment's rows that is taken for another one's; the pair it
 * was found in is put together on the next level.
 */
export interface MergeLevel {
  readonly groups: Groups;
  readonly overlap: number;
}

/**
 * Every level from each component by itself down to all in one, by directly estimated misclassification probabilities:
 * the pair that is most often mistaken is put together first. `weights` counts a row more than once.
 * Source: Hennig, Advances in Data Analysis and Classification 4 (2010), DEMP.
 */
export function mergeComponents(memberships: Memberships, weights?: Float32Array): readonly MergeLevel[] {
  const levels: MergeLevel[] = [];
  let groups: Groups = Array.from({ length: memberships.width }, (_, j) => [j]);
  while (groups.length > 1) {
    const worst = mostMistaken(mergeMemberships(memberships, groups), weights);
    levels.push({ groups, overlap: worst.overlap });
    groups = join(groups, worst.pair);
  }
  return [...levels, { groups, overlap: 0 }];
}

function join(groups: Groups, [one, other]: readonly [number, number]): Groups {
  const joined = [...groups[one]!, ...groups[other]!].sort((a, b) => a - b);
  return groups.map((group, s) => (s === one ? joined : group)).filter((_, s) => s !== other);
}

/** The pair of groups with the largest chance that a row of one is labelled as the other. */
function mostMistaken(memberships: Memberships, weights: Float32Array | undefined) {
  const { rows, width, values } = memberships;
  const labels = largestOf(memberships);
  const mass = new Float64Array(width);
  const taken = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const weight = weights?.[row] ?? 1;
    for (let j = 0; j < width; j++) {
      const share = weight * values[row * width + j]!;
      mass[j]! += share;
      taken[j * width + labels[row]!]! += share;
    }
  }
  let overlap = -1;
  let pair: readonly [number, number] = [0, 1];
  for (let one = 0; one < width; one++)
    for (let other = one + 1; other < width; other++) {
      const share = Math.max(
        taken[one * width + other]! / Math.max(mass[one]!, 1e-12),
        taken[other * width + one]! / Math.max(mass[other]!, 1e-12),
      );
      if (share > overlap) [overlap, pair] = [share, [one, other]];
    }
  return { overlap, pair };
}
