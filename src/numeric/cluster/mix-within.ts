import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import type { ColumnParameters } from './families/index.ts';
import { joinColumns } from './families/index.ts';
import type { MixtureFit, MixtureOptions } from './fit-mixture.ts';
import { fitMixture } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import type { Groups } from './merge-components.ts';
import type { MixtureParameters } from './mixture.ts';
import type { Memberships } from './respond.ts';
import type { Watch } from './watch.ts';

/** Segments of several levels that are to be told by components of their own. */
export interface MixGround {
  readonly step: 'mix';
  readonly table: CodedTable;
  /** By the number of segments, how much of each row each of them takes. */
  readonly memberships: ReadonlyMap<number, Memberships>;
  readonly options: MixtureOptions;
}

/** Segments as groups of a mixture's components. */
export interface GroupedMixture {
  readonly parameters: MixtureParameters;
  readonly groups: Groups;
}

/** Components a segment has at most: a long cloud is told well by four, and each costs every row placed. */
const MOST_COMPONENTS = 4;
/** A segment is where it is; its components need no long search. */
const SEARCH = { starts: 2, kept: 1, passes: 20 };
/** Rows that are less a segment's than this have no say in what it is like. */
const LEAST_SHARE = 1e-3;

/**
 * A mixture of independent columns for segments that are known: as many components inside each as BIC asks for, 1 to 4,
 * from the rows it takes. `groups` says which are whose. So a segment may be long or heavy-tailed, and still a row's
 * score is a sum over its columns. The table is expected in an order of chance.
 */
export function mixWithin(
  table: CodedTable,
  memberships: Memberships,
  kernel: MixtureKernel,
  options: MixtureOptions,
  watch: Watch = {},
): GroupedMixture {
  const within = Array.from({ length: memberships.width }, (_, segment) =>
    fitSegment(table, memberships, segment, kernel, options, watch),
  );
  let component = 0;
  return {
    parameters: {
      shares: within.flatMap(({ share, fit }) => fit.parameters.shares.map((part) => share * part)),
      columns: table.books.map((_, b): ColumnParameters =>
        joinColumns(within.map(({ fit }) => fit.parameters.columns[b]!)),
      ),
    },
    groups: within.map(({ fit }) => fit.parameters.shares.map(() => component++)),
  };
}

function fitSegment(
  table: CodedTable,
  { width, values }: Memberships,
  segment: number,
  kernel: MixtureKernel,
  options: MixtureOptions,
  watch: Watch,
): { readonly share: number; readonly fit: MixtureFit } {
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const rows = all.filter((row) => values[row * width + segment]! >= LEAST_SHARE);
  const weights = Float32Array.from(rows, (row) => values[row * width + segment]!);
  const own = selectRows(table, rows);
  const fitted = (components: number) =>
    fitMixture(own, components, kernel, { ...options, ...SEARCH }, { weights, watch });
  let fit = fitted(1);
  for (let components = 2; components <= MOST_COMPONENTS; components++) {
    const next = fitted(components);
    if (next.bic >= fit.bic) break;
    fit = next;
  }
  return { share: weights.reduce((sum, weight) => sum + weight, 0) / table.rows, fit };
}
