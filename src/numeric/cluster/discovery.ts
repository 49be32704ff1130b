import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import type { WeighedTable } from './compress-rows.ts';
import type { Candidate, DiscoveredLevel, LevelStability } from './describe-levels.ts';
import { describeLevels } from './describe-levels.ts';
import { drawSample } from './draw-sample.ts';
import type { MixtureFit, MixtureOptions } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import type { CloudLevel } from './merge-clouds.ts';
import { mergeByClouds } from './merge-clouds.ts';
import type { Groups } from './merge-components.ts';
import type { GroupedMixture } from './mix-within.ts';
import { normalScores } from './normal-scores.ts';
import { nullShares } from './null-levels.ts';
import { recommendLevel } from './recommend-level.ts';
import type { Memberships } from './respond.ts';
import { largestOf, mergeMemberships, respondTo } from './respond.ts';
import { spreadRows } from './sample-rows.ts';
import type { SearchOptions } from './search-components.ts';
import { bestByBic, hasWorsened, SEARCH_DEFAULTS } from './search-components.ts';
import type { SettledLevel } from './settle-clouds.ts';
import { settleClouds } from './settle-clouds.ts';
import { simdKernel } from './simd-kernel.ts';
import type { Verdict } from './verdict.ts';
import type { Answer, Work } from './work.ts';

export interface DiscoverOptions extends SearchOptions {
  /** Rows the search, the merging and the bootstrap look at; 20,000, 50,000 where segments below 0.5 % matter. */
  readonly sample: number;
  /** Rows of the sample that merging looks at, in a bootstrap repeat as well: fewer make overlapping groups look unstable. */
  readonly cloudRows: number;
  /** Rows of a table that is compared with tables of one cloud. */
  readonly nullRows: number;
  /** Refits for stability; 30 is quick, 100 good to publish, 0 leaves it untested. */
  readonly bootstraps: number;
  /** Tables drawn from one cloud, which segments must do better than; 19 can say 0.05 at best, 0 leaves it untested. */
  readonly nulls: number;
  /** Share of rows a recommended segment has at least. */
  readonly smallestShare: number;
  /** How much each row of the table counts, 0 and up, as a survey's weights: 2 is the row written twice. Null is once each. */
  readonly weights: Float32Array | null;
  readonly kernel: MixtureKernel;
}

export const DISCOVER_DEFAULTS: DiscoverOptions = {
  ...SEARCH_DEFAULTS,
  sample: 20_000,
  cloudRows: 4_000,
  nullRows: 1_000,
  bootstraps: 30,
  nulls: 19,
  smallestShare: 0.02,
  weights: null,
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

/** A discovery that asks for its long steps to be computed, and goes on with their answers. */
export type Asking<Result> = Generator<Work, Result, readonly Answer[]>;

/** The steps of a discovery, whoever computes the long ones. */
export function* discovery(table: CodedTable, options: DiscoverOptions): Asking<Discovery> {
  const sample = drawSample(table, options);
  const fits = yield* searchComponents(sample, options);
  const best = bestByBic(fits);
  const memberships = respondTo(sample.table, best.parameters, options.kernel);
  const few = someRows(sample, options.cloudRows);
  const merged = mergeFew(few, best, options);
  const apart = leastOf(merged).groups.length;
  const mixed = yield* mixLevels(few, merged.slice(1, apart), options);
  const offered = merged.map(({ groups }) => {
    const mixture = mixed.get(groups.length);
    return mixture === undefined
      ? { groups, memberships, parameters: best.parameters, isSettled: false }
      : {
          ...mixture,
          memberships: respondTo(sample.table, mixture.parameters, options.kernel),
          isSettled: true,
        };
  });
  const stability = yield* refitSample(sample, memberships.width, offered, options);
  const shares = yield* compareWithOne(sample, Math.min(best.components, apart + FINER), options);
  const finer = fits.filter(({ components }) => components > best.components);
  const candidates = [
    ...merged.map((level, i) => ({
      criterion: level.criterion,
      ...offered[i]!,
      stability: stability?.[i] ?? null,
      nullShare: shares?.[i] ?? null,
    })),
    ...finer.map((fit) => unmerged(sample, fit, options.kernel)),
  ];
  const levels = describeLevels(candidates, fits, apart, sample.weights);
  const recommended = recommendLevel(levels, apart, options.smallestShare);
  return {
    levels,
    components: best.components,
    recommended: recommended.segments,
    verdict: recommended.verdict,
    sampleRows: Math.min(table.rows, options.sample),
  };
}

/** What a fit is told, and no more: another thread is to have it. */
const ofMixture = (options: DiscoverOptions): MixtureOptions => ({
  starts: options.starts,
  startRows: options.startRows,
  startPasses: options.startPasses,
  kept: options.kept,
  passes: options.passes,
  tolerance: options.tolerance,
  seed: options.seed,
});

/** Mixtures of 1, 2, 3 ... components until BIC has got worse often enough or the most are reached. */
function* searchComponents(
  { table, weights }: WeighedTable,
  options: DiscoverOptions,
): Asking<readonly MixtureFit[]> {
  const fitsOf = (answers: readonly Answer[]) =>
    answers.flatMap((answer) => (answer.step === 'search' ? [answer.fit] : []));
  const answers = yield {
    ground: { step: 'search', table, weights, options: ofMixture(options) },
    parts: Array.from({ length: options.mostComponents }, (_part, i) => i + 1),
    enough: (some) => hasWorsened(fitsOf(some), options.worsenings),
  };
  return fitsOf(answers);
}

const someRows = ({ table, weights }: WeighedTable, rows: number): CodedTable =>
  selectRows(table, spreadRows(weights ?? new Uint8Array(table.rows).fill(1), rows));

/** Levels of merging, one segment first; those that may be chosen, and one more, settled. */
function mergeFew(few: CodedTable, { parameters }: MixtureFit, { kernel }: DiscoverOptions) {
  const memberships = respondTo(few, parameters, kernel);
  const scores = normalScores(few);
  const merged = mergeByClouds(few, scores, memberships, kernel.clouds).toReversed();
  const apart = leastOf(merged).groups.length;
  return merged.map((level, i): SettledLevel =>
    i <= apart
      ? settleClouds(few, scores, level, kernel.clouds)
      : { ...level, memberships: mergeMemberships(memberships, level.groups) },
  );
}

/** The segments of levels, told by components of their own, by how many they are; the most are the most work and begin. */
function* mixLevels(
  table: CodedTable,
  levels: readonly SettledLevel[],
  options: DiscoverOptions,
): Asking<ReadonlyMap<number, GroupedMixture>> {
  if (levels.length === 0) return new Map();
  const memberships = new Map(levels.map((level) => [level.groups.length, level.memberships]));
  const answers = yield {
    ground: { step: 'mix', table, memberships, options: ofMixture(options) },
    parts: [...memberships.keys()].toReversed(),
    enough: () => false,
  };
  const mixtures = answers.flatMap((answer) => (answer.step === 'mix' ? [answer.mixture] : []));
  return new Map(mixtures.map((mixture) => [mixture.groups.length, mixture]));
}

/** The segments of a level as they can be taken: groups of the components that the rows belong to. */
interface Offered {
  readonly groups: Groups;
  readonly memberships: Memberships;
  readonly isSettled: boolean;
}

/** Refits from cold starts to bootstrap samples: how well the segments of each level come back. Null where none are asked. */
function* refitSample(
  { table, weights }: WeighedTable,
  components: number,
  offered: readonly Offered[],
  options: DiscoverOptions,
): Asking<readonly LevelStability[] | null> {
  if (options.bootstraps === 0 || components === 1) return null;
  const levels = offered.map(({ groups, memberships, isSettled }) => ({
    segments: groups.length,
    labels: largestOf(mergeMemberships(memberships, groups)),
    isSettled,
  }));
  const answers = yield {
    ground: {
      ...{ step: 'bootstrap', table, weights, components, levels },
      options: { ...ofMixture(options), tolerance: 10 * options.tolerance },
      cloudRows: options.cloudRows,
    },
    parts: Array.from({ length: options.bootstraps }, (_part, i) => i),
    enough: () => false,
  };
  const refits = answers.flatMap((answer) => (answer.step === 'bootstrap' ? [answer.jaccards] : []));
  return levels.map(({ segments }, level) => {
    const found = Array.from({ length: segments }, (_segment, s) =>
      refits.map((jaccards) => jaccards[level]![s]!).filter((jaccard) => jaccard !== null),
    );
    return { jaccards: found.map(mean), errors: found.map(errorOfMean) };
  });
}

/** Components that merging to the number of clouds starts from, more than clouds are, where one cloud is compared with several. */
const FINER = 2;
/** Tables are compared that were searched alike; the search need not be long. */
const LIGHT = { starts: 2, kept: 1, passes: 30, tolerance: 1e-5 };

/** How often tables drawn from one cloud do as well, level by level. Null where none are asked for. */
function* compareWithOne(
  sample: WeighedTable,
  components: number,
  options: DiscoverOptions,
): Asking<readonly number[] | null> {
  if (options.nulls === 0 || components === 1) return null;
  const table = someRows(sample, options.nullRows);
  const answers = yield {
    ground: { step: 'null', table, components, options: { ...ofMixture(options), ...LIGHT } },
    parts: Array.from({ length: 1 + options.nulls }, (_part, i) => i),
    enough: () => false,
  };
  const [observed = [], ...drawn] = answers.flatMap((answer) =>
    answer.step === 'null' ? [answer.gains] : [],
  );
  return nullShares(observed, drawn);
}

/** A mixture of more components than BIC asks for, each a segment; it can be chosen, and nothing speaks for it. */
function unmerged({ table }: WeighedTable, fit: MixtureFit, kernel: MixtureKernel): Candidate {
  return {
    groups: Array.from({ length: fit.components }, (_, j) => [j]),
    criterion: null,
    memberships: respondTo(table, fit.parameters, kernel),
    parameters: fit.parameters,
    stability: null,
    nullShare: null,
  };
}

const leastOf = (levels: readonly CloudLevel[]): CloudLevel =>
  levels.reduce((least, level) => (level.criterion < least.criterion ? level : least));

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function errorOfMean(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
