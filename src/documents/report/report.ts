import { daysBetween } from '../../base/calendar-date.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import type { Document, Fact } from '../document.ts';
import type { ReportContent } from './content.ts';
import { dataSection } from './data.ts';
import { driftSection } from './drift.ts';
import { overviewSection } from './overview.ts';
import { readingSection } from './reading.ts';
import { segmentationFacts, segmentationParts, segmentationSection } from './segmentation.ts';
import { countOf, momentOf } from './words.ts';

/** The report of a project, or of one segmentation of it. Equal content gives an equal page. */
export function reportDocument(report: ReportContent): Document {
  const { project, segmentations, about, run } = report;
  const [only] = segmentations;
  const page = {
    language: 'en',
    provenance: provenanceOf(report),
    footer: [
      `Made by Clade from run ${run.runId}, as of ${run.asOf}. This page needs no network and runs no script.`,
    ],
  } as const;
  const closing = [driftSection(report), dataSection(report), readingSection(report)];
  if (about === 'segmentation' && only)
    return {
      ...page,
      kicker: `${project.title} · segmentation report`,
      title: only.segmentation.title,
      lead: only.segmentation.description?.trim() ?? null,
      facts: [...headFacts(report), ...segmentationFacts(only)],
      sections: [...segmentationParts(only, report), ...closing],
    };
  return {
    ...page,
    kicker: 'Segmentation report',
    title: project.title,
    lead: project.description?.trim() ?? null,
    facts: [
      ...headFacts(report),
      ...report.population.map(({ entity, customer }) => ({
        term: `Customers (${entity.title})`,
        text: grouped(customer),
      })),
      { term: 'Segmentations', text: grouped(segmentations.length) },
      ...(project.owner === null ? [] : [{ term: 'Owner', text: project.owner }]),
    ],
    sections: [
      overviewSection(report),
      ...segmentations.map((one) => segmentationSection(one, report)),
      ...closing,
    ],
  };
}

/** What a reader checks first: the day, and how old it is by now. */
function headFacts({ run, writtenOn }: ReportContent): readonly Fact[] {
  return [
    { term: 'As of', text: run.asOf },
    { term: 'Age of the data', text: countOf(Math.max(0, daysBetween(run.asOf, writtenOn)), 'day') },
  ];
}

function provenanceOf({ run, writtenOn }: ReportContent): string {
  const definitions =
    run.gitCommit === null
      ? `definitions ${run.projectHash.slice(0, 12)}, under no commit`
      : `definitions of commit ${run.gitCommit.slice(0, 12)}`;
  return `Run ${run.runId}, finished ${momentOf(run.finishedAt)}, on ${run.engine} ${run.engineVersion} by Clade ${run.cladeVersion}; ${definitions}. Written on ${writtenOn}.`;
}
