import { bestJaccards } from '../jaccard.ts';
import type { CodedTable } from './coded-table.ts';
import { selectRows } from './coded-table.ts';
import { drawRows } from './draw-rows.ts';
import type { FitWatch, MixtureOptions } from './fit-mixture.ts';
import { highestClimb } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import { mergeByClouds } from './merge-clouds.ts';
import { normalScores } from './normal-scores.ts';
import { largestOf, mergeMemberships, respondTo } from './respond.ts';
import { spreadRows } from './sample-rows.ts';
import { settleClouds } from './settle-clouds.ts';

/** What is fitted again and compared; the same for every repeat. */
export interface RefitGround {
  readonly step: 'bootstrap';
  readonly table: CodedTable;
  readonly weights: Float32Array | null;
  readonly components: number;
  /** The segment of every row on each level, how many segments that level has, and whether they were settled. */
  readonly levels: readonly {
    readonly segments: number;
    readonly labels: Int32Array;
    readonly isSettled: boolean;
  }[];
  readonly options: MixtureOptions;
  /** Rows that merging and settling look at. */
  readonly cloudRows: number;
}

/**
 * Refits a mixture from cold starts to a bootstrap sample, merges it anew, and lets levels settle that were settled. For
 * each level, the Jaccard coefficient of each of its segments with the best match on the refit's level of as many; null
 * where none of its rows were drawn.
 */
export function refitLevels(
  ground: RefitGround,
  repeat: number,
  kernel: MixtureKernel,
  watch: FitWatch = {},
): readonly (readonly (number | null)[])[] {
  const { components, cloudRows } = ground;
  const draws = drawRows(ground.table.rows, ground.weights, ground.options.seed, repeat);
  const table = selectRows(ground.table, draws.rows);
  const options = {
    ...ground.options,
    seed: ground.options.seed + repeat + 1,
    startRows: Math.ceil((ground.options.startRows * table.rows) / ground.table.rows),
  };
  const { parameters } = highestClimb(table, components, kernel, options, { weights: draws.times, watch });
  const chosen = spreadRows(draws.times, cloudRows);
  const few = selectRows(table, chosen);
  const ofFew = respondTo(few, parameters, kernel);
  const scores = normalScores(few);
  const merged = mergeByClouds(few, scores, ofFew, kernel.clouds);
  const memberships = respondTo(table, parameters, kernel);
  return ground.levels.map(({ segments, labels, isSettled }) => {
    const level = merged.find(({ groups }) => groups.length === segments)!;
    const before = Int32Array.from(draws.rows, (row) => labels[row]!);
    if (!isSettled)
      return bestJaccards(
        before,
        largestOf(mergeMemberships(memberships, level.groups)),
        segments,
        draws.copies,
      );
    const settled = settleClouds(few, scores, level, kernel.clouds);
    const beforeOfFew = Int32Array.from(chosen, (row) => before[row]!);
    return bestJaccards(beforeOfFew, largestOf(settled.memberships), segments);
  });
}
