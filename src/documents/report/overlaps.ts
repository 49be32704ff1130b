import type { OverlapMatrix } from '../../charts/overlap-matrix.ts';
import { overlapMatrix } from '../../charts/overlap-matrix.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { RuleCount } from '../../measures/segment-counts.ts';
import { figure, list, paragraph } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, partOf, titleOf } from './words.ts';

/** Customers that more than one rule is true of, and rules that others leave nothing. */
export function overlapsPart({ segmentation, counts }: SegmentationContent, { run }: ReportContent): Part {
  const lost = counts.rules.filter(({ swallowed }) => swallowed.length > 0);
  if (lost.length === 0)
    return {
      absent: `Overlaps: on ${run.asOf} no two rules of \`${segmentation.id}\` are true of the same customer.`,
    };
  const id = anchorOf(segmentation, 'overlaps');
  const swallowed = lost.filter(({ takenCount }) => takenCount === 0);
  const most = lost
    .map((rule) => ({ rule, customers: sumOf(rule) }))
    .toSorted((a, b) => b.customers - a.customers)[0];
  const chart = figure(overlapMatrix, matrixOf(segmentation, counts.rules), {
    id: `${id}-figure`,
    title: 'Customers two rules are true of',
    caption: `Everybody listed on ${run.asOf}, former customers and prospects too: ${grouped(counts.customers)}.`,
  });
  return {
    section: {
      id,
      title: 'Overlaps',
      blocks: [
        paragraph(
          `The order of the rules decides ${countOf(lost.length, 'overlap', 'overlaps')}.${most ? ` The rule of ${titleOf(segmentation, most.rule.segment)} gives up the most: ${partOf(most.customers, most.rule.trueCount, 'it is true of')} went to rules above it.` : ''}`,
        ),
        ...(swallowed.length > 0
          ? [
              list(
                swallowed.map(
                  (rule) =>
                    `${titleOf(segmentation, rule.segment)} is swallowed: all ${grouped(rule.trueCount)} it is true of were taken by rules above it.`,
                ),
              ),
            ]
          : []),
        chart,
      ],
    },
  };
}

const sumOf = ({ swallowed }: RuleCount) => swallowed.reduce((sum, { customers }) => sum + customers, 0);

function matrixOf(segmentation: Segmentation, rules: readonly RuleCount[]): OverlapMatrix {
  return {
    counted: 'listed',
    rules: rules.map(({ segment, trueCount, swallowed }) => ({
      segment: titleOf(segmentation, segment),
      trueCount,
      lost: swallowed.map(({ by, customers }) => ({
        to: rules.findIndex((rule) => rule.segment === by),
        customers,
      })),
    })),
  };
}
