import { seededRandom } from '../../base/seeded-random.ts';
import type { CodedTable } from './coded-table.ts';
import { drawOneCloud, oneCloudOf } from './draw-one-cloud.ts';
import type { FitWatch, MixtureOptions } from './fit-mixture.ts';
import { highestClimb } from './fit-mixture.ts';
import type { MixtureKernel } from './kernel.ts';
import { mergeByClouds } from './merge-clouds.ts';
import { normalScores } from './normal-scores.ts';
import { respondTo } from './respond.ts';

/** What is compared with tables drawn from one cloud: a sample of a few thousand rows at most. */
export interface NullGround {
  readonly step: 'null';
  readonly table: CodedTable;
  readonly components: number;
  readonly options: MixtureOptions;
}

/**
 * By how much the criterion falls from one segment to 1, 2, 3 ..., for the table itself (draw 0) or a table drawn from one
 * cloud that was fitted to it: a parametric bootstrap of one cloud against several.
 * Source: McLachlan, Applied Statistics 36 (1987).
 */
export function gainsOverOne(
  { table, components, options }: NullGround,
  draw: number,
  kernel: MixtureKernel,
  watch: FitWatch = {},
): readonly number[] {
  const looked =
    draw === 0
      ? table
      : drawOneCloud(
          table,
          oneCloudOf(table, kernel.clouds),
          seededRandom(options.seed).fork(`one cloud ${draw}`),
        );
  const { parameters } = highestClimb(looked, components, kernel, options, { watch });
  const memberships = respondTo(looked, parameters, kernel);
  const levels = mergeByClouds(looked, normalScores(looked), memberships, kernel.clouds).toReversed();
  return levels.map(({ criterion }) => levels[0]!.criterion - criterion);
}

/**
 * How often one cloud does as well: for each level the share of tables, the observed one among them, that gain as much as
 * it. Small is evidence that there are groups; with 19 draws the least is 0.05.
 * Source: Davison and Hinkley, Bootstrap Methods and their Application (1997), 4.2.
 */
export function nullShares(
  observed: readonly number[],
  drawn: readonly (readonly number[])[],
): readonly number[] {
  return observed.map((gain, level) => {
    const asGood = drawn.filter((gains) => gains[level]! >= gain).length;
    return (1 + asGood) / (1 + drawn.length);
  });
}
