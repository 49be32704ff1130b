import type { CodedTable } from './coded-table.ts';
import type { MixtureFit, MixtureOptions } from './fit-mixture.ts';
import { fitMixture, MIXTURE_DEFAULTS } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import type { Watch } from './watch.ts';

export interface SearchOptions extends MixtureOptions {
  /** Most components tried; 8 unless given, 12 where more is wanted. */
  readonly mostComponents: number;
  /** The search ends after BIC has got worse so many times in a row. */
  readonly worsenings: number;
}

export const SEARCH_DEFAULTS: SearchOptions = { ...MIXTURE_DEFAULTS, mostComponents: 8, worsenings: 2 };

/** Mixtures of 1, 2, 3 ... components, ascending, until BIC has got worse twice in a row or the most are reached. */
export function searchComponents(
  table: CodedTable,
  kernel: MixtureKernel,
  options: SearchOptions = SEARCH_DEFAULTS,
  watch: Watch = {},
): readonly MixtureFit[] {
  const fits: MixtureFit[] = [];
  let worse = 0;
  for (let components = 1; components <= options.mostComponents; components++) {
    const fit = fitMixture(table, components, kernel, options, { watch });
    worse = fits.length > 0 && fit.bic > fits[fits.length - 1]!.bic ? worse + 1 : 0;
    fits.push(fit);
    watch.progress?.({ step: 'search', done: components, all: options.mostComponents });
    if (worse >= options.worsenings) break;
  }
  return fits;
}

/** The fit with the smallest BIC. */
export function bestByBic(fits: readonly MixtureFit[]): MixtureFit {
  return fits.reduce((best, fit) => (fit.bic < best.bic ? fit : best));
}
