import { seededRandom } from '../../base/seeded-random.ts';
import type { CodedTable } from './coded-table.ts';
import type { MixtureKernel } from './kernel.ts';
import type { Climb, Patience } from './maximise.ts';
import { maximise } from './maximise.ts';
import type { MixtureParameters } from './mixture.ts';
import { countCodes, freedomOfMixture, startAround } from './mixture.ts';
import { respondTo } from './respond.ts';
import { seedRows } from './seed-rows.ts';
import type { Watch } from './watch.ts';

export interface MixtureOptions {
  /** Short climbs from different seeds; 12 unless given. */
  readonly starts: number;
  /** Rows of the last short climb, passes of each, and how many climbs the best starts make before one is chosen. */
  readonly startRows: number;
  readonly startPasses: number;
  readonly startRounds: number;
  /** How many of the best starts go on to the end. */
  readonly kept: number;
  /** A climb ends after so many passes, or when one gains less than this share of the log likelihood. */
  readonly passes: number;
  readonly tolerance: number;
  readonly seed: number;
}

export const MIXTURE_DEFAULTS: MixtureOptions = {
  starts: 12,
  startRows: 5_000,
  startPasses: 2,
  startRounds: 3,
  kept: 2,
  passes: 300,
  tolerance: 1e-6,
  seed: 1,
};

/**
 * A mixture of a given number of components. `bic` and `icl` are -2 log likelihood plus penalties: small is good.
 * `entropy` in nats is how undecided the rows are, summed; `icl` is `bic` plus twice that.
 * Sources: Schwarz, Annals of Statistics 6 (1978); Biernacki, Celeux and Govaert, IEEE PAMI 22 (2000).
 */
export interface MixtureFit {
  readonly components: number;
  readonly parameters: MixtureParameters;
  readonly logLikelihood: number;
  readonly bic: number;
  readonly icl: number;
  readonly entropy: number;
  readonly passes: number;
  readonly converged: boolean;
}

/** Who waits for a fit: `climbs` hears of every climb that begins, how many are over and of how many. */
export interface FitWatch extends Pick<Watch, 'cancelled'> {
  climbs?(done: number, all: number): void;
}

/** What a fit is told beside its options: how often rows count, and who waits for it. */
export interface FitRows {
  readonly weights?: Float32Array | null;
  readonly watch?: FitWatch;
}

/** Fits `components` to the rows of a table, which is expected in an order of chance: starts look at its beginning. */
export function fitMixture(
  table: CodedTable,
  components: number,
  kernel: MixtureKernel,
  options: MixtureOptions,
  rows: FitRows = {},
): MixtureFit {
  return judged(table, highestClimb(table, components, kernel, options, rows), kernel, rows.weights ?? null);
}

/** The same without a judgement: where the best of the starts ends. */
export function highestClimb(
  table: CodedTable,
  components: number,
  kernel: MixtureKernel,
  options: MixtureOptions,
  { weights = null, watch = {} }: FitRows,
): Climb {
  const rows = Math.min(table.rows, options.startRows);
  const counts = countCodes(table, { rows, weights });
  const random = seededRandom(options.seed).fork(`components ${components}`);
  const starts = Array.from({ length: components === 1 ? 1 : options.starts }, (_, start) =>
    startAround(
      table,
      counts,
      seedRows(table, counts, components, { rows, random: random.fork(`start ${start}`) }),
    ),
  );
  const all = climbsFrom(starts.length, options);
  let begun = 0;
  const climb = (from: MixtureParameters, patience: Patience) =>
    maximise(table, from, kernel, { ...patience, weights, watch });
  const shortly = (from: MixtureParameters, share: number) => {
    watch.climbs?.(begun++, all);
    return climb(from, { passes: options.startPasses, tolerance: 0, rows: Math.ceil(share * rows) });
  };
  const on = (from: MixtureParameters, passes: number, isFirst: boolean) => {
    if (isFirst) watch.climbs?.(begun++, all);
    return climb(from, { passes, tolerance: options.tolerance });
  };
  return race(halveStarts(starts, shortly, options), on, options.passes);
}

/** Passes a climb makes before it is compared with the others. */
const TURN = 9;
/** A climb that would have to gain so many times what its last pass gained has lost. */
const OUTLOOK = 30;

/** Climbs to the end in turns, so that one that cannot get as high as the best any more need not. */
function race(
  kept: readonly Climb[],
  climb: (from: MixtureParameters, passes: number, isFirst: boolean) => Climb,
  passes: number,
): Climb {
  let left = kept;
  for (let used = 0; ; used += TURN) {
    const most = left.length === 1 ? passes - used : Math.min(TURN, passes - used);
    const goOn = (one: Climb): Climb => {
      if (used === 0) return climb(one.parameters, most, true);
      if (one.converged) return one;
      const next = climb(one.parameters, most, false);
      return { ...next, passes: one.passes + next.passes };
    };
    const climbs = left.map(goOn).toSorted(byLikelihood);
    const best = climbs[0]!;
    if (climbs.every(({ converged }) => converged) || used + most >= passes) return best;
    left = climbs.filter(
      (one) => one === best || one.logLikelihood + OUTLOOK * one.gained > best.logLikelihood,
    );
  }
}

/**
 * Climbs of a few passes each; the better half goes on with twice the rows, the last round with all of them, until as few
 * are left as are kept. Source: Jamieson and Talwalkar, AISTATS 2016, successive halving.
 */
function halveStarts(
  starts: readonly MixtureParameters[],
  climb: (from: MixtureParameters, share: number) => Climb,
  { kept, startRounds }: MixtureOptions,
): readonly Climb[] {
  let left: readonly MixtureParameters[] = starts;
  let climbs: readonly Climb[] = [];
  for (let round = 1; round <= startRounds; round++) {
    climbs = left.map((from) => climb(from, 2 ** (round - startRounds))).toSorted(byLikelihood);
    climbs = climbs.slice(0, Math.max(kept, Math.ceil(climbs.length / 2)));
    left = climbs.map(({ parameters }) => parameters);
  }
  return climbs.slice(0, kept);
}

/** How many climbs `halveStarts` makes of so many starts, and those to the end after it. */
function climbsFrom(starts: number, { kept, startRounds }: MixtureOptions): number {
  let [left, climbs] = [starts, 0];
  for (let round = 1; round <= startRounds; round++) {
    climbs += left;
    left = Math.min(left, Math.max(kept, Math.ceil(left / 2)));
  }
  return climbs + Math.min(left, kept);
}

const byLikelihood = (one: Climb, other: Climb) => other.logLikelihood - one.logLikelihood;

function judged(
  table: CodedTable,
  { parameters, logLikelihood, passes, converged }: Climb,
  kernel: MixtureKernel,
  weights: Float32Array | null,
): MixtureFit {
  const components = parameters.shares.length;
  const rows = weights === null ? table.rows : weights.reduce((sum, weight) => sum + weight, 0);
  const bic = -2 * logLikelihood + freedomOfMixture(table.books, components) * Math.log(rows);
  const entropy = entropyOf(respondTo(table, parameters, kernel), weights);
  return { components, parameters, logLikelihood, bic, icl: bic + 2 * entropy, entropy, passes, converged };
}

/** The entropy of all rows' responsibilities, in nats; `weights` counts a row more than once. */
export function entropyOf(
  { values, width }: { readonly values: Float32Array; readonly width: number },
  weights: Float32Array | null = null,
): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > 0) sum -= (weights?.[Math.floor(i / width)] ?? 1) * value * Math.log(value);
  }
  return sum;
}
