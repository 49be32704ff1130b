import type { CodedTable } from './coded-table.ts';
import type { Groups } from './merge-components.ts';
import { normalScores } from './normal-scores.ts';
import type { Memberships } from './respond.ts';
import type { SegmentCloud } from './segment-cloud.ts';
import { describeSegment } from './segment-cloud.ts';

/** A level of merging; `criterion` is small where so many clouds describe the rows well. */
export interface CloudLevel {
  readonly groups: Groups;
  readonly criterion: number;
}

/**
 * Every level from each component by itself down to all in one. The pair is put together whose union as one cloud
 * costs least; the criterion is BIC of a mixture of elliptical clouds, one a segment. Components that together make one
 * long or heavy-tailed cloud are worth no parameters of their own, so the least criterion says how many segments there
 * are, 1 where nothing divides the rows. The table is expected to be a sample of a few thousand rows.
 * After: Hennig, Advances in Data Analysis and Classification 4 (2010); the criterion is ours, see docs/decisions/007-discovery.md.
 */
export function mergeByClouds(table: CodedTable, memberships: Memberships): readonly CloudLevel[] {
  const describe = describer(table, memberships);
  const levels: CloudLevel[] = [];
  let groups: Groups = Array.from({ length: memberships.width }, (_, j) => [j]);
  let criterion = bicOf(groups.map(describe), table.rows);
  while (groups.length > 1) {
    levels.push({ groups, criterion });
    const merged = pairsOf(groups).map((pair) => {
      const joined = join(groups, pair);
      return { groups: joined, criterion: bicOf(joined.map(describe), table.rows) };
    });
    ({ groups, criterion } = merged.reduce((best, one) => (one.criterion < best.criterion ? one : best)));
  }
  return [...levels, { groups, criterion }];
}

/** Describes a group of components as one cloud, each group once. */
function describer(table: CodedTable, { width, values }: Memberships) {
  const scores = normalScores(table);
  const known = new Map<string, SegmentCloud>();
  return (members: readonly number[]): SegmentCloud => {
    const key = members.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const weights = Float64Array.from({ length: table.rows }, (_, row) =>
      members.reduce((sum, j) => sum + values[row * width + j]!, 0),
    );
    const cloud = describeSegment(table, scores, weights);
    known.set(key, cloud);
    return cloud;
  };
}

/** -2 log likelihood of a mixture of clouds, and the logarithm of the rows for each parameter. */
function bicOf(clouds: readonly SegmentCloud[], rows: number): number {
  let logLikelihood = 0;
  for (let row = 0; row < rows; row++) {
    let most = -Infinity;
    for (const { densities } of clouds) most = Math.max(most, densities[row]!);
    let sum = 0;
    for (const { densities } of clouds) sum += Math.exp(densities[row]! - most);
    logLikelihood += most + Math.log(sum);
  }
  const freedom = clouds.reduce((sum, cloud) => sum + cloud.freedom, -1);
  return -2 * logLikelihood + freedom * Math.log(rows);
}

function pairsOf(groups: Groups): readonly (readonly [number, number])[] {
  return groups.flatMap((_, one) =>
    groups.slice(one + 1).map((_group, i): readonly [number, number] => [one, one + 1 + i]),
  );
}

function join(groups: Groups, [one, other]: readonly [number, number]): Groups {
  const joined = [...groups[one]!, ...groups[other]!].sort((a, b) => a - b);
  return groups.map((group, s) => (s === one ? joined : group)).filter((_, s) => s !== other);
}
