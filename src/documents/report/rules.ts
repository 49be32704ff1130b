import { chartColumns } from '../../charts/chart.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import { ruleTruth } from '../../charts/rule-truth.ts';
import { figure } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, titleOf } from './words.ts';

/** Of how many each rule is true, unknown and false, and what it says. */
export function rulesPart(
  { segmentation, counts, likeness }: SegmentationContent,
  { run }: ReportContent,
): Part {
  if (likeness !== null)
    return {
      absent: `Rules: \`${segmentation.id}\` has none; everybody is in the group they are most like.`,
    };
  if (counts.rules.length === 0) return { absent: `Rules: \`${segmentation.id}\` has none.` };
  const id = anchorOf(segmentation, 'rules');
  const told = counts.rules.map((rule) => ({ ...rule, segment: titleOf(segmentation, rule.segment) }));
  const chart = figure(
    ruleTruth,
    { counted: 'listed', rules: told },
    {
      id: `${id}-figure`,
      title: 'True, unknown and false, rule by rule',
      caption: `Everybody listed on ${run.asOf}, former customers and prospects too: ${grouped(counts.customers)}, ${countOf(counts.active, 'of them a customer', 'of them customers')}. Rules in the order in which they decide.`,
      isTableShown: true,
      table: {
        columns: chartColumns('Segment', 'Rule', '>True', '>Unknown', '>False', '>Took'),
        rows: told.map(({ segment, ordinal, trueCount, unknownCount, falseCount, takenCount }) => [
          segment,
          ruleText(segmentation.rules[ordinal]?.written?.text),
          ...[trueCount, unknownCount, falseCount, takenCount].map((count) => grouped(count)),
        ]),
      },
    },
  );
  return { section: { id, title: 'Rules', blocks: [chart] } };
}

const ruleText = (text: string | undefined) =>
  text === undefined
    ? 'made by the method'
    : `\`${text.trim().replaceAll(/\s+/g, ' ').replaceAll('`', "'")}\``;
