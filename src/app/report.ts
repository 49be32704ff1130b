import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone, parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import type { MetricsTold, Told } from '../documents/report/content.ts';
import { reportDocument } from '../documents/report/report.ts';
import type { AppContext } from './context.ts';
import { metrics } from './metrics.ts';
import { notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import type { RecordedContent } from './steps/gather-report.ts';
import { gatherReport } from './steps/gather-report.ts';
import { isFinding, withState } from './steps/with-state.ts';
import type { DocumentFormat } from './steps/write-document.ts';
import { documentTarget, writeDocument } from './steps/write-document.ts';
import { defineUseCase, found } from './use-case.ts';

/** A page about the newest snapshot, or that of a day. */
export interface ReportResult {
  readonly path: string;
  readonly format: DocumentFormat;
  readonly bytes: number;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly segmentations: readonly string[];
}

export const report = defineUseCase({
  name: 'report',
  summary: 'Write a stand-alone page about the project or one segmentation: HTML, or Markdown',
  effect: 'reads',
  input: z.object({
    segmentation: z.string().optional().describe('Id of a segmentation; default: the whole project'),
    to: z.string().describe('File to write, ending in .html or .md; only a report is ever replaced'),
    asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD'),
  }),
  positional: ['segmentation'],
  async run({ segmentation, to, asOf }, context) {
    const day = asOf === undefined ? null : parseCalendarDate(asOf);
    if (asOf !== undefined && !day) return found<ReportResult>(null, [notADay(asOf)]);
    const target = documentTarget(context.folder, to);
    if (isFinding(target)) return found<ReportResult>(null, [target]);
    const gathered = await withState<RecordedContent>(context, async ({ engine }) => {
      const content = await gatherReport(engine, segmentation ?? null, day, (timeZone) =>
        dayInTimeZone(context.now, timeZone),
      );
      if (isFinding(content)) return found<RecordedContent>(null, [content]);
      return found(content, [], await agesOf(engine, content.run, content.project.timeZone, context));
    });
    const { value: recorded, findings, ages = null } = gathered;
    if (!recorded) return found<ReportResult>(null, findings);
    const detailed = segmentation ?? recorded.project.primary?.id;
    const told =
      detailed === undefined ? [] : [[detailed, await metricsOf(detailed, recorded, context)] as const];
    const bytes = writeDocument(target, reportDocument({ ...recorded, metrics: new Map(told) }));
    const { run, segmentations } = recorded;
    const written = { ...target, bytes, asOf: run.asOf, runId: run.runId };
    return found({ ...written, segmentations: segmentations.map((one) => one.segmentation.id) }, [], ages);
  },
});

/** The metrics of the snapshot, from the files as they are now; why there are none where they cannot be told. */
async function metricsOf(
  segmentation: string,
  { run }: RecordedContent,
  context: AppContext,
): Promise<Told<MetricsTold>> {
  const { value, findings } = await metrics.run({ segmentation, asOf: run.asOf }, context);
  if (!value)
    return {
      absent: findings
        .filter(isError)
        .map(({ message }) => message)
        .join(' '),
    };
  const warnings = findings.filter(({ code }) => code === 'source-changed').map(({ message }) => message);
  return { told: { sheet: value, warnings } };
}

const isError = ({ severity }: Finding) => severity === 'error';
