import type { CodedTable } from '../coded-table.ts';
import { selectRows } from '../coded-table.ts';
import { discoverSegments } from '../discover-segments.ts';
import { MIXTURE_DEFAULTS, fitMixture } from '../fit-mixture.ts';
import { freezeMixture } from '../freeze-mixture.ts';
import type { Groups } from '../merge-components.ts';
import type { MixtureParameters } from '../mixture.ts';
import { largestOf, respondTo } from '../respond.ts';
import { sampleRows, shuffleRows } from '../sample-rows.ts';
import { simdKernel } from '../simd-kernel.ts';
import type { Clusterer, FreezeOptions } from './clusterer.ts';
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
    const { parameters } = fitSample(table, groups, seed, SAMPLE);
    return bySize(largestOf(respondTo(table, parameters, simdKernel)));
  },
  freeze(table, options) {
    const level = levelOf(table, options);
    return level && freezeMixture(table, level, simdKernel);
  },
};

interface Level {
  readonly parameters: MixtureParameters;
  readonly groups: Groups;
}

/** The level with so many groups, merged from more components where there is one, else a component each. */
function levelOf(table: CodedTable, { groups, seed, sample, mostComponents }: FreezeOptions): Level | null {
  if (Math.min(table.rows, sample) < groups) return null;
  const components = Math.max(mostComponents, groups);
  const { levels } = discoverSegments(table, {
    seed,
    sample,
    mostComponents: components,
    bootstraps: 0,
    nulls: 0,
  });
  const level = levels.find(({ segments }) => segments === groups);
  if (level) return level;
  const { parameters } = fitSample(table, groups, seed, sample);
  return { parameters, groups: Array.from({ length: groups }, (_, j) => [j]) };
}

function fitSample(table: CodedTable, components: number, seed: number, sample: number) {
  const rows = shuffleRows(sampleRows(table.rows, sample, seed), seed);
  return fitMixture(selectRows(table, rows), components, simdKernel, { ...MIXTURE_DEFAULTS, seed });
}
