import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import { chartColumns } from '../../charts/chart.ts';
import { formatFigure } from '../../checks/number-words.ts';
import type { ToldSearch } from '../../measures/discovery/group-search.ts';
import type { ToldGroup, ToldGroups, ToldMarker } from '../../measures/discovery/tell-groups.ts';
import { jaccardWords } from '../adopted-words.ts';
import type { Block, Section } from '../document.ts';
import { note, section, table } from '../document.ts';
import { basedOn } from './level-blocks.ts';
import { shareWords } from './level-table.ts';

/** So many of what sets a group apart are told. */
const MOST_MARKERS = 8;

/** The groups of one row: how great and how stable they are, and what sets each apart. */
export function groupsSection(told: ToldSearch, { level, groups }: ToldGroups): Section {
  return {
    id: 'groups',
    title: `The ${level} groups`,
    isChapter: true,
    blocks: [
      sizesTable(told, groups),
      note(
        'Names are proposals, made of what sets a group apart most from everybody outside it. These differences formed the groups: they say what the groups are, not that they are real.',
      ),
      ...groups.map((group) =>
        section({
          id: `group-${group.number}`,
          title: `${group.number}. ${group.title}`,
          blocks: [markerTable(group, told)],
        }),
      ),
    ],
  };
}

function sizesTable(told: ToldSearch, groups: readonly ToldGroup[]): Block {
  const withMoney = groups.some(({ money }) => money !== null);
  return table({
    caption: `Customers of each group; ${basedOn(told)}. Jaccard: how well it came back in ${grouped(told.settings.bootstraps)} refits, a mean with its standard error.`,
    columns: chartColumns(
      ...['Group', '>Customers', '>Share', ...(withMoney ? [`>Money, ${told.currency}`] : []), '>Jaccard'],
    ),
    links: groups.map(({ number }) => `group-${number}`),
    rows: groups.map(({ number, title, customers, share, money, stability }) => [
      `${number}. ${title}`,
      grouped(customers),
      shareWords(share),
      ...(withMoney ? [moneyOf(money)] : []),
      stability === null ? '–' : jaccardWords(stability),
    ]),
  });
}

function markerTable({ customers, markers }: ToldGroup, told: ToldSearch): Block {
  if (markers.length === 0)
    return note('Nothing sets it apart from everybody outside it, or it has too few customers to say.');
  return table({
    caption: `${grouped(customers)} customers as of ${told.asOf}, over those with a value; the strongest difference first.`,
    columns: chartColumns('What', '>In this group', '>Everybody'),
    rows: markers.slice(0, MOST_MARKERS).map(markerRow),
  });
}

function markerRow({ title, kind, value, here, everyone }: ToldMarker): readonly string[] {
  if (kind === 'number') return [`${title}, median`, formatFigure(here), formatFigure(everyone)];
  const of = value === null ? `${title} above 0` : `${title} = ${value}`;
  return [of, percentOf(here, 1), percentOf(everyone, 1)];
}
