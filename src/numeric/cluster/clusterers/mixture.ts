import { MIXTURE_DEFAULTS, fitMixture } from '../fit-mixture.ts';
import { largestOf, respondTo } from '../respond.ts';
import { sampleRows, shuffleRows } from '../sample-rows.ts';
import { selectRows } from '../coded-table.ts';
import { simdKernel } from '../simd-kernel.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

const SAMPLE = 20_000;

/** A mixture of as many components as groups, learned on a sample of 20,000 rows; every row goes to the likeliest. */
export const mixture: Clusterer = {
  id: 'mixture',
  title: 'Mixture of coded columns',
  source:
    'McLachlan and Peel, Finite Mixture Models (2000); Vermunt and Magidson, latent class analysis (2002)',
  summary: 'Columns independent within a group, of any kind, with missing values left out. The default.',
  takes: 'mixed',
  mostRows: null,
  cluster(table, { groups, seed }) {
    const rows = shuffleRows(sampleRows(table.rows, SAMPLE, seed), seed);
    const { parameters } = fitMixture(selectRows(table, rows), groups, simdKernel, {
      ...MIXTURE_DEFAULTS,
      seed,
    });
    return bySize(largestOf(respondTo(table, parameters, simdKernel)));
  },
};
