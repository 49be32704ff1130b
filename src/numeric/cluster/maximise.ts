import type { CodedTable } from './coded-table.ts';
import type { MixtureKernel } from './kernel.ts';
import { leapAhead } from './leap-ahead.ts';
import type { MixtureParameters, MixturePass, PassRows } from './mixture.ts';
import { learnMixture, passOver } from './mixture.ts';
import type { Watch } from './watch.ts';
import { goOn } from './watch.ts';

/** When expectation and maximisation stop: after so many passes, or when a pass gains less than this share. */
export interface Patience extends PassRows {
  readonly passes: number;
  readonly tolerance: number;
  readonly watch?: Watch;
}

/** Where a climb ended. The likelihood is that of the parameters before the last M step, `gained` what the last pass added. */
export interface Climb {
  readonly parameters: MixtureParameters;
  readonly logLikelihood: number;
  readonly gained: number;
  readonly passes: number;
  readonly converged: boolean;
}

/** Passes a leap is taken from. */
const LEAP = 3;

/**
 * Expectation and maximisation from a start until a pass gains less than `tolerance` of the log likelihood. After every
 * three passes it leaps ahead on what they have in common; a leap that loses likelihood is taken back.
 */
export function maximise(
  table: CodedTable,
  start: MixtureParameters,
  kernel: MixtureKernel,
  patience: Patience,
): Climb {
  let parameters = start;
  let before = -Infinity;
  let seen: readonly MixturePass[] = [];
  /** Where the climb would have gone without its last leap. */
  let afoot: MixtureParameters | null = null;
  for (let passes = 1; ; passes++) {
    goOn(patience.watch ?? {});
    const pass = passOver(table, parameters, kernel, patience);
    const gained = pass.logLikelihood - before;
    const isLast = passes >= patience.passes;
    if (gained < 0 && afoot !== null) {
      if (isLast) return { parameters: afoot, logLikelihood: before, gained: 0, passes, converged: false };
      [parameters, afoot, seen] = [afoot, null, []];
      continue;
    }
    before = pass.logLikelihood;
    const next = learnMixture(table.books, pass, parameters);
    const converged = afoot === null && gained <= patience.tolerance * Math.abs(before);
    if (converged || isLast) return { parameters: next, logLikelihood: before, gained, passes, converged };
    seen = [...seen, pass];
    if (seen.length < LEAP) [parameters, afoot] = [next, null];
    else {
      afoot = next;
      parameters = learnMixture(table.books, leapAhead(seen), parameters);
      seen = [];
    }
  }
}
