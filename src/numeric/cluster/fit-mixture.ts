import { seededRandom } from '../../base/seeded-random.ts';
import type { CodedTable } from './coded-table.ts';
import type { MixtureKernel } from './kernel.ts';
import type { Climb, Patience } from './maximise.ts';
import { maximise } from './maximise.ts';
import type { MixtureParameters } from './mixture.ts';
import { countCodes, freedomOfMixture, startAround } from './mixture.ts';
import { respondTo } from './respond.ts';
import { seedRows } from './seed-rows.ts';
import { uniteComponents } from './unite-components.ts';
import type { Watch } from './watch.ts';

export interface MixtureOptions {
  /** Starts from different seeds, the better half of which goes on; 8 unless given. */
  readonly starts: number;
  /**
   * Rows the better half is chosen by, and passes of each short climb: two on half these rows, with too many components
   * and with as many as are asked for, and one of the better half on all of them.
   */
  readonly startRows: number;
  readonly startPasses: number;
  /** How many of the best starts go on to the end. */
  readonly kept: number;
  /** A climb ends after so many passes, or when one gains less than this share of the log likelihood. */
  readonly passes: number;
  readonly tolerance: number;
  readonly seed: number;
}

export const MIXTURE_DEFAULTS: MixtureOptions = {
  starts: 8,
  startRows: 5_000,
  startPasses: 3,
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
  const starts = components === 1 ? 1 : options.starts;
  const kept = Math.min(starts, options.kept);
  const better = Math.max(kept, Math.ceil(starts / 2));
  const all = 2 * starts + better + kept;
  let told = 0;
  const climb = (from: MixtureParameters, patience: Patience) =>
    maximise(table, from, kernel, { ...patience, weights, watch });
  const shortly = (from: MixtureParameters, share: number) => {
    watch.climbs?.(told++, all);
    return climb(from, { passes: options.startPasses, tolerance: 0, rows: Math.ceil(share * rows) });
  };
  const seeds = Math.max(components, Math.min(SEEDS * components, rows));
  const begin = (start: number) => {
    const seeded = seedRows(table, counts, seeds, { rows, random: random.fork(`start ${start}`) });
    const many = shortly(startAround(table, counts, seeded), 0.5);
    return shortly(uniteComponents(table.books, many.parameters, components), 0.5);
  };
  const begun = Array.from({ length: starts }, (_, start) => begin(start));
  const further = highest(begun, better).map(({ parameters }) => shortly(parameters, 1));
  const on = (from: MixtureParameters, passes: number, isFirst: boolean) => {
    if (isFirst) watch.climbs?.(told++, all);
    return climb(from, { passes, tolerance: options.tolerance });
  };
  return race(highest(further, kept), on, options.passes);
}

/**
 * A start has so many seeds a component and is then put together: from as many seeds as components, two of them often
 * fall into one group, and no climb parts what the others share.
 */
const SEEDS = 3;

const highest = (climbs: readonly Climb[], many: number) => climbs.toSorted(byLikelihood).slice(0, many);

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
