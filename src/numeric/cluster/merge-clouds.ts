import type { Scores } from './cloud.ts';
import { addMoments, momentsOf } from './cloud-moments.ts';
import type { CloudKernel } from './cloud-room.ts';
import type { CodedTable } from './coded-table.ts';
import type { Groups } from './merge-components.ts';
import type { Memberships } from './respond.ts';
import type { SegmentCloud } from './segment-cloud.ts';
import { describeSegment, LEAST_WEIGHT } from './segment-cloud.ts';

/** A level of merging; `criterion` is small where so many clouds describe the rows well. */
export interface CloudLevel {
  readonly groups: Groups;
  readonly criterion: number;
  /** One a group. */
  readonly clouds: readonly SegmentCloud[];
}

/**
 * Every level from each component by itself down to all in one. The pair is put together whose union as one cloud
 * costs least; the criterion is BIC of a mixture of elliptical clouds, one a segment. Components that together make one
 * long or heavy-tailed cloud are worth no parameters of their own, so the least criterion says how many segments there
 * are, 1 where nothing divides the rows. The table is expected to be a sample of a few thousand rows.
 * After: Hennig, Advances in Data Analysis and Classification 4 (2010); the criterion is ours, see docs/decisions/007-discovery.md.
 */
export function mergeByClouds(
  table: CodedTable,
  scores: Scores,
  memberships: Memberships,
  kernel: CloudKernel,
): readonly CloudLevel[] {
  const describe = describer(table, scores, memberships, kernel);
  const single: Groups = Array.from({ length: memberships.width }, (_, j) => [j]);
  const clouds = single.map(describe);
  const levels: CloudLevel[] = [{ groups: single, clouds, criterion: bicOf(clouds, table.rows) }];
  for (let level = levels[0]!; level.groups.length > 1; levels.push(level))
    level = cheapestUnion(level, describe, table.rows);
  return levels;
}

type Describe = (members: readonly number[]) => SegmentCloud;

/** Describes a group of components as one cloud, each group once. */
function describer(
  table: CodedTable,
  scores: Scores,
  { width, values }: Memberships,
  kernel: CloudKernel,
): Describe {
  const weightsOf = (members: readonly number[]) => {
    const weights = new Float64Array(table.rows);
    for (let row = 0; row < table.rows; row++)
      for (const j of members) weights[row]! += values[row * width + j]!;
    return weights;
  };
  const moments = Array.from({ length: width }, (_, j) => momentsOf(scores, weightsOf([j]), LEAST_WEIGHT));
  const known = new Map<string, SegmentCloud>();
  return (members) => {
    const key = members.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const together = addMoments(members.map((j) => moments[j]!));
    const cloud = describeSegment(table, scores, weightsOf(members), together, kernel);
    known.set(key, cloud);
    return cloud;
  };
}

/** The level with one group fewer that costs least. Densities of the clouds that stay are exponentiated once. */
function cheapestUnion({ groups, clouds }: CloudLevel, describe: Describe, rows: number): CloudLevel {
  const most = highest(clouds, rows);
  const shares = clouds.map(({ densities }) =>
    densities.map((density, row) => Math.exp(density - most[row]!)),
  );
  const freedom = freedomOf(clouds);
  let [least, cheapest] = [Infinity, groups];
  for (let one = 0; one < groups.length; one++)
    for (let other = one + 1; other < groups.length; other++) {
      const joined = [...groups[one]!, ...groups[other]!].sort((a, b) => a - b);
      const union = describe(joined);
      const others = shares.filter((_, s) => s !== one && s !== other);
      let logLikelihood = 0;
      for (let row = 0; row < rows; row++) {
        let sum = Math.exp(union.densities[row]! - most[row]!);
        for (const share of others) sum += share[row]!;
        logLikelihood += most[row]! + Math.log(sum);
      }
      const parameters = freedom + union.freedom - clouds[one]!.freedom - clouds[other]!.freedom;
      const criterion = bic(logLikelihood, parameters, rows);
      if (criterion >= least && cheapest !== groups) continue;
      least = criterion;
      cheapest = groups.map((group, s) => (s === one ? joined : group)).filter((_, s) => s !== other);
    }
  return { groups: cheapest, clouds: cheapest.map(describe), criterion: least };
}

/** BIC of a mixture of clouds. */
export function bicOf(clouds: readonly SegmentCloud[], rows: number): number {
  const most = highest(clouds, rows);
  let logLikelihood = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const { densities } of clouds) sum += Math.exp(densities[row]! - most[row]!);
    logLikelihood += most[row]! + Math.log(sum);
  }
  return bic(logLikelihood, freedomOf(clouds), rows);
}

const bic = (logLikelihood: number, freedom: number, rows: number) =>
  -2 * logLikelihood + freedom * Math.log(rows);

const freedomOf = (clouds: readonly SegmentCloud[]) => clouds.reduce((sum, cloud) => sum + cloud.freedom, -1);

/** The highest log density of each row. */
function highest(clouds: readonly SegmentCloud[], rows: number): Float64Array {
  const most = new Float64Array(rows).fill(-Infinity);
  for (const { densities } of clouds)
    for (let row = 0; row < rows; row++) most[row] = Math.max(most[row]!, densities[row]!);
  return most;
}
