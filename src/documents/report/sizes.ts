import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import { sizeBars } from '../../charts/size-bars.ts';
import type { PlacementReasons } from '../../measures/placement-reasons.ts';
import type { Block } from '../document.ts';
import { figure, paragraph } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, partOf } from './words.ts';

/** How many are where, and what they pay. */
export function sizesPart(content: SegmentationContent, { project, run }: ReportContent): Part {
  const { segmentation, counts } = content;
  if (counts.active === 0)
    return { absent: `Sizes: nobody of \`${segmentation.entity.id}\` is a customer on ${run.asOf}.` };
  const { money } = segmentation.entity;
  const id = anchorOf(segmentation, 'sizes');
  const chart = figure(
    sizeBars,
    {
      currency: money === null ? null : project.currency,
      segments: counts.segments.map(({ title, isFallback, active, money }) => ({
        title,
        isFallback,
        customers: active,
        money,
      })),
    },
    {
      id: `${id}-figure`,
      title: 'Customers and money by segment',
      caption: `${countOf(counts.active, 'customer')} as of ${run.asOf}${money === null ? '' : `; money is ${money.title}${money.unit === null ? '' : `, ${money.unit}`}`}.`,
      isTableShown: true,
    },
  );
  return {
    section: {
      id,
      title: 'Sizes',
      blocks: [
        ...coverageWords(content, segmentation.boundaryMargin ?? project.limits.boundaryMargin),
        chart,
      ],
    },
  };
}

function coverageWords(
  { segmentation, counts, reasons }: SegmentationContent,
  margin: number,
): readonly Block[] {
  const { active, segments } = counts;
  const left = segments.find(({ isFallback }) => isFallback)?.active ?? 0;
  const boundary = segments.reduce((sum, one) => sum + one.boundary, 0);
  const after = reasons.matched_after_unknown;
  const sentences = [
    `${percentOf(active - left, active)} of ${countOf(active, 'customer')} are in a named segment.`,
    fallbackWords(segmentation.fallback.title, left, reasons),
    ...(after > 0
      ? [
          `${partOf(after, active, 'customers')} were placed after a rule above could not be decided for them; with their data filled in they might belong there.`,
        ]
      : []),
    ...(reasons.held > 0
      ? [
          `${partOf(reasons.held, active, 'customers')} are held: the rules alone would place them elsewhere today.`,
        ]
      : []),
    ...(boundary > 0
      ? [
          `${partOf(boundary, active, 'customers')} stand at a boundary: their margin is below ${margin}, so a small change of their data would move them.`,
        ]
      : []),
  ];
  return [paragraph(sentences.join(' '))];
}

function fallbackWords(title: string, left: number, { no_match, lacks_data }: PlacementReasons): string {
  if (left === 0) return `Nobody is in the fallback, ${title}.`;
  const holds = `The fallback, ${title}, holds ${grouped(left)}`;
  const [noRule, noData] = [
    'because no rule is true of them',
    'because data is missing, so that it cannot be told',
  ];
  if (lacks_data === 0) return `${holds}, ${noRule}.`;
  if (no_match === 0) return `${holds}, ${noData}.`;
  return `${holds}: ${grouped(no_match)} ${noRule}, and ${grouped(lacks_data)} ${noData}.`;
}
