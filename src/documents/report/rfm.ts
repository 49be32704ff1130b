import { grouped } from '../../charts/drawing/format-number.ts';
import { rfmMap } from '../../charts/rfm-map.ts';
import type { GridCells } from '../../measures/grid-cells.ts';
import { figure, paragraph } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, partOf, titleOf } from './words.ts';

/** The map of recency, frequency and money; null for segmentations of another method. */
export function rfmPart(
  { segmentation, cells, counts }: SegmentationContent,
  { run }: ReportContent,
): Part | null {
  if (segmentation.method !== 'rfm' || cells === null) return null;
  const scored = counts.active - cells.withoutScore;
  if (scored === 0) return { absent: `RFM map: no customer has all three values on ${run.asOf}.` };
  const id = anchorOf(segmentation, 'rfm');
  const holes = cells.cells.filter(({ segment }) => segment === null);
  const inHoles = holes.reduce((sum, { customers }) => sum + customers, 0);
  const segments = segmentation.segments.map((one) => one.id);
  const chart = figure(
    rfmMap,
    {
      counted: 'customers',
      scores: scoresOf(cells),
      segments: segments.map((one) => titleOf(segmentation, one)),
      cells: cells.cells.map(({ code, segment, customers }) => {
        const [recency = 1, frequency = 1, monetary = 1] = [...code].map(Number);
        return {
          recency,
          frequency,
          monetary,
          segment: segment === null ? null : segments.indexOf(segment),
          customers,
        };
      }),
    },
    {
      id: `${id}-figure`,
      title: `Customers in the ${cells.cells.length} cells of the map`,
      caption: `${countOf(scored, 'customer')} with a score as of ${run.asOf}.`,
    },
  );
  const words = [
    holes.length === 0
      ? `Every one of the ${cells.cells.length} cells belongs to a segment.`
      : `${grouped(holes.length)} of ${cells.cells.length} cells belong to no segment; the ${countOf(inHoles, 'customer')} in them ${inHoles === 1 ? 'goes' : 'go'} to the fallback, ${segmentation.fallback.title}.`,
    ...(cells.withoutScore > 0
      ? [
          `${partOf(cells.withoutScore, counts.active, 'customers')} have no score, because one of the three values is missing.`,
        ]
      : []),
  ];
  return { section: { id, title: 'RFM map', blocks: [paragraph(words.join(' ')), chart] } };
}

/** The greatest digit of any code. */
const scoresOf = ({ cells }: GridCells) => Math.max(...cells.flatMap(({ code }) => [...code].map(Number)));
