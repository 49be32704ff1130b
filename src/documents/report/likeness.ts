import { boundaryMap } from '../../charts/boundary-map.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import { gorge } from '../../charts/gorge.ts';
import { profileHeatMap } from '../../charts/profile-heat-map.ts';
import type { LikenessCounts } from '../../measures/likeness-counts.ts';
import type { SimilaritySteps } from '../../measures/similarity-steps.ts';
import { wilson } from '../../numeric/wilson.ts';
import { columnNames } from '../../sql/walk.ts';
import type { Block } from '../document.ts';
import { figure, note, paragraph, table } from '../document.ts';
import { readingWords } from '../reading-words.ts';
import type { LikenessTold, ReportContent, SegmentationContent, Told } from './content.ts';
import { effectTable } from './effect-table.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, partOf, titleOf } from './words.ts';

/** Values of the basis a picture shows; the effect sizes of all are in the table below the map of differences. */
const MOST_ROWS = 18;

/** How groups were learned, how far they are apart and who is between them; null of other methods. */
export function likenessPart(content: SegmentationContent, { run, project }: ReportContent): Part | null {
  const { likeness, segmentation } = content;
  if (likeness === null) return null;
  if ('absent' in likeness) return { absent: `Discovered groups: ${likeness.absent}` };
  const { told } = likeness;
  const { counts } = told;
  if (counts.active === 0)
    return {
      absent: `Discovered groups: nobody of \`${segmentation.entity.id}\` is a customer on ${run.asOf}.`,
    };
  const id = anchorOf(segmentation, 'groups');
  return {
    section: {
      id,
      title: 'Discovered groups',
      blocks: [
        paragraph(learnedWords(told)),
        basisTable(told),
        paragraph(clearnessWords(told, run.asOf, project.limits.minimumCount)),
        clearnessTable(content, counts, run.asOf),
        gorgeBlock(content, told.similarities, id, run.asOf, counts.active),
        boundaryFigure(content, counts, id, run.asOf),
        ...likeBlocks(content, told, id),
      ],
    },
  };
}

function learnedWords({ learnedAsOf, model }: LikenessTold): string {
  const { rows, customers } = model.learnedFrom;
  const from =
    rows === customers
      ? countOf(customers, 'customer')
      : `${grouped(rows)} of ${countOf(customers, 'customer')}`;
  return `Learned on ${learnedAsOf} from ${from}, as ${countOf(model.segments.length, 'group')}. Everybody is in the group it is most like; a value that is missing takes no part.`;
}

function basisTable({ model, learnedAsOf }: LikenessTold): Block {
  return table({
    caption: `What customers are compared by, and how it has been read since ${learnedAsOf}. Values that go together share a vote.`,
    columns: chartColumns('Value', 'Read as', '>Vote'),
    rows: model.values.map(({ name, book }) => [
      name,
      readingWords(book),
      book === null ? '0' : grouped(book.weight, book.weight === 1 ? 0 : 2),
    ]),
  });
}

function clearnessWords({ learnedAsOf, counts }: LikenessTold, asOf: string, minimum: number): string {
  const { active, boundary, poorFit, boundaryMargin } = counts;
  return [
    `On ${asOf}, ${partOf(boundary, active, 'customers')} are at a boundary: they are nearly as like a second group, the two similarities differ by less than ${boundaryMargin}.`,
    `${partOf(poorFit, active, 'customers')} fit poorly: fewer than 1 % of those learned from were as unlike every group.`,
    asOf === learnedAsOf
      ? 'It is the day the groups were learned on, so that share says nothing of them yet.'
      : driftWords(poorFit, active, minimum),
  ].join(' ');
}

function driftWords(poorFit: number, active: number, minimum: number): string {
  if (active < minimum) return 'Too few to say whether the groups still fit.';
  const { low, high } = wilson(poorFit, active);
  const interval = `Its 95 % interval is ${percentOf(low, 1)} to ${percentOf(high, 1)}`;
  if (low > 0.01) return `${interval}, above the 1 % of that day: the groups fit less well than they did.`;
  return `${interval}: no sign that the groups fit less well than on the day they were learned.`;
}

function clearnessTable(
  { segmentation }: SegmentationContent,
  { segments, active }: LikenessCounts,
  asOf: string,
): Block {
  return table({
    caption: `${countOf(active, 'customer')} as of ${asOf}; shares are of the customers of the row.`,
    columns: chartColumns('Group', '>Customers', '>At a boundary', '>Poor fit'),
    rows: segments.map((one) => [
      titleOf(segmentation, one.segment),
      `${grouped(one.active)} (${percentOf(one.active, active)})`,
      `${grouped(one.boundary)} (${percentOf(one.boundary, one.active)})`,
      `${grouped(one.poorFit)} (${percentOf(one.poorFit, one.active)})`,
    ]),
  });
}

function gorgeBlock(
  { segmentation }: SegmentationContent,
  similarities: Told<readonly SimilaritySteps[]>,
  id: string,
  asOf: string,
  active: number,
): Block {
  if ('absent' in similarities) return note(`No histograms of similarity: ${similarities.absent}`);
  return figure(
    gorge,
    {
      segments: similarities.told.map(({ segment, counts }) => ({
        title: titleOf(segmentation, segment),
        counts,
      })),
    },
    {
      id: `${id}-gorge`,
      title: 'How far the groups are apart',
      caption: `All ${countOf(active, 'customer')} as of ${asOf} in every panel, by similarity to the group.`,
    },
  );
}

function boundaryFigure(
  { segmentation }: SegmentationContent,
  { segments, boundary, boundaryMargin }: LikenessCounts,
  id: string,
  asOf: string,
): Block {
  if (boundary === 0) return note(`Nobody is at a boundary on ${asOf}.`);
  const ids = segments.map(({ segment }) => segment);
  return figure(
    boundaryMap,
    {
      segments: segments.map(({ segment, active, towards }) => ({
        title: titleOf(segmentation, segment),
        customers: active,
        towards: ids.map((to) => towards.find((one) => one.segment === to)?.customers ?? 0),
      })),
    },
    {
      id: `${id}-boundaries`,
      title: 'Who stands between which groups',
      caption: `${countOf(boundary, 'customer')} with a margin below ${boundaryMargin} as of ${asOf}.`,
    },
  );
}

/** What the groups are like, by what they were made of; the rest stands in the part about differences. */
function likeBlocks(
  { differences }: SegmentationContent,
  { model }: LikenessTold,
  id: string,
): readonly Block[] {
  if ('absent' in differences) return [note(`What each group is like: ${differences.absent}`)];
  const { profile } = differences.told;
  const compared = new Set(model.values.flatMap(({ expression }) => columnNames(expression)));
  const attributes = profile.attributes.filter((attribute) => compared.has(attribute.id));
  const { segments, rows: formed } = effectTable({ ...profile, attributes });
  if (formed.length === 0) return [];
  const shown = formed.slice(0, MOST_ROWS).map((row) => ({ ...row, formed: false }));
  return [
    figure(
      profileHeatMap,
      { segments, attributes: shown },
      {
        id: `${id}-like`,
        title: 'What each group is like, by what it was made of',
        caption: `${countOf(profile.customers, 'customer')} as of ${profile.asOf}; each group against everybody outside it${formed.length > MOST_ROWS ? `, the ${MOST_ROWS} of ${formed.length} that differ most` : ''}. The groups were drawn so that these differ: this says what they are, not that they are real.`,
      },
    ),
  ];
}
