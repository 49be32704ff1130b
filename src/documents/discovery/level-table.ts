import type { ChartTable } from '../../charts/chart.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import type { FoundLevel } from '../../measures/discovery/found-level.ts';
import type { ToldSearch } from '../../measures/discovery/group-search.ts';
import type { ShareInterval } from '../../numeric/wilson.ts';
import { jaccardWords } from '../adopted-words.ts';

/** One row for each number of groups: `markOf` is what stands beside that number. */
export function levelTable(
  { search: { levels }, currency }: ToldSearch,
  markOf: (groups: number) => string,
): ChartTable {
  const withMoney = levels.some(({ smallestMoney }) => smallestMoney !== null);
  const [bic, icl] = [leastOf(levels.map((one) => one.bic)), leastOf(levels.map((one) => one.icl))];
  return {
    columns: chartColumns(
      ...['>groups', 'verdict', '>BIC', '>ICL', '>entropy', '>least Jaccard', '>by chance', '>smallest'],
      ...(withMoney ? [`>poorest, ${currency}`] : []),
    ),
    rows: levels.map((level) => [
      `${level.groups}${markOf(level.groups)}`,
      level.verdict,
      above(level.bic, bic),
      above(level.icl, icl),
      level.entropy === null ? '–' : level.entropy.toFixed(2),
      level.stability === null ? '–' : jaccardWords(level.stability),
      level.nullShare === null ? '–' : level.nullShare.toFixed(2),
      shareWords(level.smallestShare),
      ...(withMoney ? [moneyCell(level)] : []),
    ]),
  };
}

/** How to read the table, and what limits its numbers. */
export function levelNotes({ search, settings, currency, rows, customers }: ToldSearch): readonly string[] {
  const withMoney = search.levels.some(({ smallestMoney }) => smallestMoney !== null);
  return [
    'BIC, ICL: how far above the least (0 is best); entropy in nats a customer (0: no doubt about anybody). They judge plain mixtures of as many components, and ask for more of them wherever a group has a shape of its own; groups are components put together, so the recommended row is seldom the one with 0. Least Jaccard: how well the least stable group came back, a mean over the refits with its standard error. By chance: how often tables drawn from one cloud part as well into as many groups; at 0.05 or less they do not.',
    ...(settings.moneyFloor === null || !withMoney
      ? []
      : [`✗ a group brings less than the floor of ${grouped(settings.moneyFloor)} ${currency}.`]),
    ...(rows === customers
      ? []
      : ['Shares and money are estimates from the customers read; shares have their 95 % interval.']),
  ];
}

const leastOf = (values: readonly (number | null)[]) => Math.min(...values.filter((value) => value !== null));

const above = (value: number | null, least: number) =>
  value === null ? '–' : value === least ? '0' : `+${grouped(Math.round(value - least))}`;

/** `12.3 %`; with its interval where it is an estimate. */
export const shareWords = ({ share, low, high }: ShareInterval): string =>
  low === high
    ? percentOf(share, 1)
    : `${percentOf(share, 1)} (${percentOf(low, 1)} to ${percentOf(high, 1)})`;

const moneyCell = ({ smallestMoney, aboveFloor }: FoundLevel) =>
  `${moneyOf(smallestMoney)}${aboveFloor === false ? ' ✗' : ''}`;
