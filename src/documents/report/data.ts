import { chartColumns } from '../../charts/chart.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import type { Section } from '../document.ts';
import { note, table } from '../document.ts';
import type { ReportContent } from './content.ts';
import { findingBlocks, segmentationOf } from './findings.ts';
import { momentOf } from './words.ts';

/** What was read, and what the run found in it. */
export function dataSection({ loads, run, findings, project, about }: ReportContent): Section {
  const general = findings.filter((finding) => segmentationOf(finding, project) === null);
  const blocks = findingBlocks(general);
  return {
    id: 'data',
    title: 'Data and definitions',
    isChapter: true,
    blocks: [
      table({
        caption: `Rows read by run ${run.runId}, finished ${momentOf(run.finishedAt)}. A row that cannot be read is set aside with its reason.`,
        columns: chartColumns('Source', '>Read', '>Loaded', '>Set aside', '>Share set aside'),
        rows: loads.map(({ source, rowsRead, rowsLoaded, rowsQuarantined }) => [
          source,
          grouped(rowsRead),
          grouped(rowsLoaded),
          grouped(rowsQuarantined),
          percentOf(rowsQuarantined, rowsRead),
        ]),
      }),
      ...(blocks.length === 0
        ? [note('The run has nothing to say of sources, attributes and entities.')]
        : [
            {
              kind: 'section',
              section: {
                id: 'data-findings',
                title:
                  about === 'project'
                    ? 'Findings about data and definitions'
                    : 'Findings about the data below it',
                blocks,
              },
            } as const,
          ]),
    ],
  };
}
