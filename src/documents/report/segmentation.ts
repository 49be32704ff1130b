import type { Finding } from '../../base/finding.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import type { Fact, Section } from '../document.ts';
import { list, paragraph, section } from '../document.ts';
import { chosenPart } from './chosen.ts';
import type { ReportContent, SegmentationContent } from './content.ts';
import { differencesPart } from './differences.ts';
import { findingBlocks, segmentationOf } from './findings.ts';
import { likenessPart } from './likeness.ts';
import { metricsPart } from './metrics.ts';
import { movementPart } from './movement.ts';
import { overlapsPart } from './overlaps.ts';
import type { Part } from './part.ts';
import { isAbsent } from './part.ts';
import { rfmPart } from './rfm.ts';
import { rulesPart } from './rules.ts';
import { sizesPart } from './sizes.ts';
import { wordsPart } from './segment-words.ts';
import { anchorOf } from './words.ts';

/** One segmentation of several: a section of its own, with its parts below. */
export function segmentationSection(content: SegmentationContent, report: ReportContent): Section {
  const { segmentation } = content;
  return {
    id: anchorOf(segmentation),
    title: segmentation.title,
    isChapter: true,
    ...(segmentation.id === report.project.primary?.id ? { mark: 'primary' } : {}),
    blocks: [
      ...(segmentation.description === null ? [] : [paragraph(segmentation.description.trim())]),
      { kind: 'facts', facts: segmentationFacts(content) },
      ...segmentationParts(content, report).map(section),
    ],
  };
}

/** Everything about one segmentation, in the order in which people ask; what is not there is told last. */
export function segmentationParts(content: SegmentationContent, report: ReportContent): readonly Section[] {
  const parts = [
    sizesPart(content, report),
    likenessPart(content, report),
    chosenPart(content),
    metricsPart(content, report),
    wordsPart(content),
    differencesPart(content),
    rfmPart(content, report),
    movementPart(content, report),
    rulesPart(content, report),
    overlapsPart(content, report),
    findingsPart(content, report),
  ].filter((part) => part !== null);
  const absent = parts.flatMap((part) => (isAbsent(part) ? [part.absent] : []));
  return [
    ...parts.flatMap((part) => (isAbsent(part) ? [] : [part.section])),
    ...(absent.length === 0
      ? []
      : [
          { id: anchorOf(content.segmentation, 'absent'), title: 'What is not here', blocks: [list(absent)] },
        ]),
  ];
}

/** What it is and how far it reaches. */
export function segmentationFacts({ segmentation, counts }: SegmentationContent): readonly Fact[] {
  const left = counts.segments.find(({ isFallback }) => isFallback)?.active ?? 0;
  return [
    { term: 'Places', text: `\`${segmentation.entity.id}\` by \`${segmentation.method}\`` },
    { term: 'Customers', text: grouped(counts.active) },
    { term: 'In a named segment', text: percentOf(counts.active - left, counts.active) },
    { term: 'Segments', text: `${segmentation.segments.length} and the fallback` },
    ...(segmentation.owner === null ? [] : [{ term: 'Owner', text: segmentation.owner }]),
  ];
}

function findingsPart({ segmentation }: SegmentationContent, { findings, project }: ReportContent): Part {
  const own = findings.filter((finding: Finding) => segmentationOf(finding, project) === segmentation);
  if (own.length === 0) return { absent: `Findings: the run has nothing to say of \`${segmentation.id}\`.` };
  return {
    section: { id: anchorOf(segmentation, 'findings'), title: 'Findings', blocks: findingBlocks(own) },
  };
}
