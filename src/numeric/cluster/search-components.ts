import type { CodedTable } from './coded-table.ts';
import type { MixtureFit, MixtureOptions } from './fit-mixture.ts';
import { MIXTURE_DEFAULTS } from './fit-mixture.ts';

export interface SearchOptions extends MixtureOptions {
  /** Most components tried; 8 unless given, 12 where more is wanted. */
  readonly mostComponents: number;
  /** The search ends after BIC has got worse so many times in a row. */
  readonly worsenings: number;
}

export const SEARCH_DEFAULTS: SearchOptions = { ...MIXTURE_DEFAULTS, mostComponents: 8, worsenings: 2 };

/** What mixtures of 1, 2, 3 ... components are fitted to; the same for every number of them. */
export interface SearchGround {
  readonly step: 'search';
  readonly table: CodedTable;
  readonly weights: Float32Array | null;
  readonly options: MixtureOptions;
}

/** Whether BIC got worse so many times in a row at the end of the fits, which have 1, 2, 3 ... components. */
export function hasWorsened(fits: readonly MixtureFit[], worsenings: number): boolean {
  const last = fits.slice(-worsenings - 1);
  return last.length > worsenings && last.every(({ bic }, i) => i === 0 || bic > last[i - 1]!.bic);
}

/** The fit with the smallest BIC. */
export function bestByBic(fits: readonly MixtureFit[]): MixtureFit {
  return fits.reduce((best, fit) => (fit.bic < best.bic ? fit : best));
}
