import { chartColumns } from '../../charts/chart.ts';
import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import type { Section } from '../document.ts';
import { paragraph, table } from '../document.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import { findingCounts, segmentationOf } from './findings.ts';
import { anchorOf, countOf } from './words.ts';

/** Who is counted, and every segmentation in a line. */
export function overviewSection(report: ReportContent): Section {
  const { population, segmentations, project, run } = report;
  return {
    id: 'overview',
    title: 'At a glance',
    blocks: [
      table({
        caption: `Who is listed on ${run.asOf}. Sizes and shares below are of customers.`,
        columns: chartColumns(
          'List',
          '>Customers',
          '>Former',
          '>Prospects',
          `>Money of customers, ${project.currency}`,
        ),
        rows: population.map(({ entity, customer, former, prospect, money }) => [
          entity.title,
          ...[customer, former, prospect].map((count) => grouped(count)),
          entity.money === null ? 'none is defined' : `${moneyOf(money)} (${entity.money.title})`,
        ]),
      }),
      paragraph(
        `${countOf(segmentations.length, 'segmentation')} ${segmentations.length === 1 ? 'places' : 'place'} them. Each is complete and exclusive: everybody is in one segment of it, and those no rule takes are in its fallback.`,
      ),
      table({
        caption: `Segmentations as of ${run.asOf}. The share is of customers in a named segment; the rest is in the fallback.`,
        columns: chartColumns(
          'Segmentation',
          'Places',
          '>Customers',
          '>In a named segment',
          'Largest segment',
          'Findings',
        ),
        rows: segmentations.map((one) => summaryRow(one, report)),
        links: segmentations.map(({ segmentation }) => anchorOf(segmentation)),
      }),
    ],
  };
}

function summaryRow({ segmentation, counts }: SegmentationContent, { findings, project }: ReportContent) {
  const { active, segments } = counts;
  const left = segments.find(({ isFallback }) => isFallback)?.active ?? 0;
  const largest = segments.toSorted((a, b) => b.active - a.active)[0];
  const own = findings.filter((finding) => segmentationOf(finding, project) === segmentation);
  return [
    `${segmentation.title}${segmentation.id === project.primary?.id ? ' (primary)' : ''}`,
    segmentation.entity.title,
    grouped(active),
    percentOf(active - left, active),
    largest
      ? `${largest.title}${largest.isFallback ? ' (fallback)' : ''}, ${percentOf(largest.active, active)}`
      : '–',
    findingCounts(own) ?? 'none',
  ];
}
