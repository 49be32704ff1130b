import type { CodedTable } from './coded-table.ts';
import type { MixtureKernel } from './kernel.ts';
import type { MixtureParameters, PassRows } from './mixture.ts';
import { learnMixture, passOver } from './mixture.ts';

/** When expectation and maximisation stop: after so many passes, or when a pass gains less than this share. */
export interface Patience extends PassRows {
  readonly passes: number;
  readonly tolerance: number;
}

/** Where a climb ended. The likelihood is that of the parameters before the last M step. */
export interface Climb {
  readonly parameters: MixtureParameters;
  readonly logLikelihood: number;
  readonly passes: number;
  readonly converged: boolean;
}

/** Expectation and maximisation from a start until a pass gains less than `tolerance` of the log likelihood. */
export function maximise(
  table: CodedTable,
  start: MixtureParameters,
  kernel: MixtureKernel,
  patience: Patience,
): Climb {
  let parameters = start;
  let before = -Infinity;
  for (let passes = 1; ; passes++) {
    const pass = passOver(table, parameters, kernel, patience);
    const gained = pass.logLikelihood - before;
    before = pass.logLikelihood;
    parameters = learnMixture(table.books, pass, parameters);
    const converged = gained <= patience.tolerance * Math.abs(before);
    if (converged || passes >= patience.passes)
      return { parameters, logLikelihood: before, passes, converged };
  }
}
