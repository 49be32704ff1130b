import type { BootstrapOptions, LevelStability } from './bootstrap-levels.ts';
import { bootstrapLevels } from './bootstrap-levels.ts';
import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import type { MixtureFit } from './fit-mixture.ts';
import type { Candidate, DiscoveredLevel } from './describe-levels.ts';
import { describeLevels } from './describe-levels.ts';
import type { MixtureKernel } from './kernel.ts';
import type { CloudLevel } from './merge-clouds.ts';
import { mergeByClouds } from './merge-clouds.ts';
import type { Memberships } from './respond.ts';
import { respondTo } from './respond.ts';
import { sampleRows, shuffleRows } from './sample-rows.ts';
import type { SearchOptions } from './search-components.ts';
import { bestByBic, SEARCH_DEFAULTS, searchComponents } from './search-components.ts';
import { simdKernel } from './simd-kernel.ts';
import type { Verdict } from './verdict.ts';
import { PATTERN, STABLE } from './verdict.ts';
import type { Watch } from './watch.ts';

export interface DiscoverOptions extends SearchOptions {
  /** Rows the search, the merging and the bootstrap look at; 20,000, 50,000 where segments below 0.5 % matter. */
  readonly sample: number;
  /** Rows of the sample that merging looks at, and in a bootstrap repeat. */
  readonly cloudRows: number;
  readonly bootstrapCloudRows: number;
  /** Refits for stability; 30 is quick, 100 good to publish, 0 leaves it untested. */
  readonly bootstraps: number;
  /** Share of rows a recommended segment has at least. */
  readonly smallestShare: number;
  readonly kernel: MixtureKernel;
}

export const DISCOVER_DEFAULTS: DiscoverOptions = {
  ...SEARCH_DEFAULTS,
  sample: 20_000,
  cloudRows: 4_000,
  bootstrapCloudRows: 1_500,
  bootstraps: 30,
  smallestShare: 0.02,
  kernel: simdKernel,
};

/** Every level found, one segment first, and the number of segments to take; `verdict` is that level's. */
export interface Discovery {
  readonly levels: readonly DiscoveredLevel[];
  readonly components: number;
  readonly recommended: number;
  readonly verdict: Verdict;
  readonly sampleRows: number;
}

/**
 * Finds how many segments there are in a coded table, which they are, and how far they can be trusted: mixtures of 1, 2,
 * 3 ... components on a sample, the best by BIC merged level by level, bootstrap refits, and the level with the least
 * cloud criterion among those that are stable and not too small. The same seed gives the same answer.
 */
export function discoverSegments(
  table: CodedTable,
  given: Partial<DiscoverOptions> = {},
  watch: Watch = {},
): Discovery {
  const options = { ...DISCOVER_DEFAULTS, ...given };
  const rows = shuffleRows(sampleRows(table.rows, options.sample, options.seed), options.seed);
  const sample = selectRows(table, rows);
  const fits = searchComponents(sample, options.kernel, options, watch);
  const best = bestByBic(fits);
  const memberships = respondTo(sample, best.parameters, options.kernel);
  const merged = mergeSample(sample, best, options).toReversed();
  const apart = leastOf(merged).groups.length;
  const stability = stabilityOf(sample, memberships, merged, options, watch);
  const finer = fits.filter(({ components }) => components > best.components);
  const candidates = [
    ...merged.map((level, i) => ({ ...level, memberships, of: best, stability: stability?.[i] ?? null })),
    ...finer.map((fit) => unmerged(sample, fit, options.kernel)),
  ];
  const levels = describeLevels(candidates, fits, apart);
  const recommended = recommend(levels, apart, options.smallestShare);
  return {
    levels,
    components: best.components,
    recommended: recommended.segments,
    verdict: recommended.verdict,
    sampleRows: sample.rows,
  };
}

function mergeSample(sample: CodedTable, { parameters }: MixtureFit, options: DiscoverOptions) {
  const rows = Uint32Array.from({ length: Math.min(sample.rows, options.cloudRows) }, (_, row) => row);
  const few = selectRows(sample, rows);
  return mergeByClouds(few, respondTo(few, parameters, options.kernel));
}

function stabilityOf(
  sample: CodedTable,
  memberships: Memberships,
  merged: readonly CloudLevel[],
  options: DiscoverOptions,
  watch: Watch,
): readonly LevelStability[] | null {
  if (options.bootstraps === 0 || memberships.width === 1) return null;
  const refits: BootstrapOptions = {
    ...options,
    tolerance: 10 * options.tolerance,
    cloudRows: options.bootstrapCloudRows,
  };
  const groups = merged.map((level) => level.groups);
  return bootstrapLevels(sample, memberships, groups, options.kernel, refits, watch);
}

/** A mixture of more components than BIC asks for, each a segment; it can be chosen, and nothing speaks for it. */
function unmerged(sample: CodedTable, fit: MixtureFit, kernel: MixtureKernel): Candidate {
  return {
    groups: Array.from({ length: fit.components }, (_, j) => [j]),
    criterion: null,
    memberships: respondTo(sample, fit.parameters, kernel),
    of: fit,
    stability: null,
  };
}

const leastOf = (levels: readonly CloudLevel[]): CloudLevel =>
  levels.reduce((least, level) => (level.criterion < least.criterion ? level : least));

/**
 * Among the levels whose segments are clouds of their own and large enough: the stable one with the least criterion,
 * else the most stable one that shows a pattern, else one group. Untested ones count as stable; their verdict says so.
 */
function recommend(
  levels: readonly DiscoveredLevel[],
  apart: number,
  smallestShare: number,
): DiscoveredLevel {
  const jaccardOf = (level: DiscoveredLevel) => level.smallestJaccard ?? 1;
  const open = levels.filter(
    ({ segments, shares }) => segments > 1 && segments <= apart && Math.min(...shares) >= smallestShare,
  );
  const [stable] = open
    .filter((level) => jaccardOf(level) >= STABLE)
    .toSorted((one, other) => (one.cloudCriterion ?? Infinity) - (other.cloudCriterion ?? Infinity));
  const [pattern] = open
    .filter((level) => jaccardOf(level) >= PATTERN)
    .toSorted((one, other) => jaccardOf(other) - jaccardOf(one));
  return stable ?? pattern ?? levels[0]!;
}
