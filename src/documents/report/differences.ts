import { grouped } from '../../charts/drawing/format-number.ts';
import { histograms } from '../../charts/histograms.ts';
import { profileHeatMap } from '../../charts/profile-heat-map.ts';
import type { Distribution, DistributionGroup } from '../../measures/profile/distribution.ts';
import type { Profile } from '../../measures/profile/profile.ts';
import type { Block } from '../document.ts';
import { figure, fold, list, paragraph, table } from '../document.ts';
import type { SegmentationContent } from './content.ts';
import { effectTable } from './effect-table.ts';
import type { Part } from './part.ts';
import { listed } from '../../base/listed.ts';
import { anchorOf, countOf } from './words.ts';

/** Rows a picture shows; the rest stands in a table. */
const MOST_ROWS = 18;

/** How the segments differ: a map of effect sizes, and how the attributes that differ most are spread. */
export function differencesPart({ segmentation, differences }: SegmentationContent): Part {
  if ('absent' in differences) return { absent: `Differences: ${differences.absent}` };
  const { profile, distributions } = differences.told;
  const { segments, rows } = effectTable(profile);
  if (rows.length === 0)
    return {
      absent: `Differences: no attribute can be compared; ${leftOutWords(profile) || 'there is none'}.`,
    };
  const id = anchorOf(segmentation, 'differences');
  const caption = `${countOf(profile.customers, 'customer')} as of ${profile.asOf}; each segment with customers against everybody outside it.`;
  const rest = rows.slice(MOST_ROWS);
  return {
    section: {
      id,
      title: 'How the segments differ',
      blocks: [
        paragraph(introOf(profile)),
        figure(
          profileHeatMap,
          { segments, attributes: rows.slice(0, MOST_ROWS) },
          {
            id: `${id}-map`,
            title:
              rest.length === 0 ? 'Effect sizes by segment' : `The ${MOST_ROWS} attributes that differ most`,
            caption,
          },
        ),
        ...(rest.length === 0
          ? []
          : [
              fold(`The other ${rest.length} that were compared`, [
                table({ ...profileHeatMap.table({ segments, attributes: rest }), caption }),
              ]),
            ]),
        ...distributions.filter(canBeShown).map((one) => spreadFigure(one, id)),
        ...(profile.leftOut.length === 0
          ? []
          : [
              fold(`${countOf(profile.leftOut.length, 'attribute')} not compared`, [
                list(profile.leftOut.map(({ title, reason }) => `${title}: ${reason}.`)),
              ]),
            ]),
      ],
    },
  };
}

function introOf({ attributes, tests, minimumCount }: Profile): string {
  const formed = attributes.filter((one) => one.formed).map(({ title }) => title);
  return [
    'Strengths reach from −1 (everybody in the segment has less than everybody outside) to +1 (everybody has more); 0 is no difference.',
    `${countOf(attributes.length, 'attribute')} ${attributes.length === 1 ? 'is' : 'are'} compared${tests === 0 ? '' : `; markers hold after correction for ${countOf(tests, 'comparison')}`}.`,
    ...(formed.length > 0
      ? [
          `${listed(shortened(formed))} formed the segments: that they differ by ${formed.length === 1 ? 'it' : 'them'} is no news, so ${formed.length === 1 ? 'it stands' : 'they stand'} last, with a *.`,
        ]
      : []),
    `Below ${minimumCount} known values on either side nothing is said.`,
  ].join(' ');
}

const MOST_NAMED = 5;

/** So that a sentence stays one: the first few, and how many more. */
const shortened = (titles: readonly string[]) =>
  titles.length > MOST_NAMED + 1
    ? [...titles.slice(0, MOST_NAMED), `${titles.length - MOST_NAMED} more attributes`]
    : titles;

const leftOutWords = ({ leftOut }: Profile) =>
  leftOut.map(({ title, reason }) => `${title} ${reason}`).join('; ');

/** One attribute over the segments that have enough customers with a value; the others are named. */
function spreadFigure(spread: Distribution, id: string): Block {
  const { attribute, unit, cells, everyone, asOf, minimumCount } = spread;
  const title = unit === null ? spread.title : `${spread.title} (${unit})`;
  const there = spread.segments.filter(({ customers }) => customers > 0);
  const few = there.filter((one) => knownOf(one) < minimumCount);
  const caption = `${countOf(knownOf(everyone), 'customer')} with a value as of ${asOf}; of ${grouped(everyone.missing)} it is not known.`;
  return figure(
    histograms,
    {
      title,
      cells: cells.map(({ label }) => label),
      everyone,
      segments: there.filter((one) => !few.includes(one)),
    },
    {
      id: `${id}-spread-${attribute}`,
      title: `${title} in each segment`,
      caption:
        few.length === 0
          ? caption
          : `${caption} Too few to say of ${listed(few.map((one) => `${one.title} (${knownOf(one)})`))}.`,
    },
  );
}

const knownOf = ({ customers, missing }: DistributionGroup) => customers - missing;

/** Whether any segment has enough customers with a value. */
const canBeShown = ({ segments, minimumCount }: Distribution) =>
  segments.some((one) => knownOf(one) >= minimumCount);
