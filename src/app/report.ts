import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone, parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { GENERATOR, printHtml } from '../documents/html/print-html.ts';
import { MARKDOWN_MARK, printMarkdown } from '../documents/markdown.ts';
import type { MetricsTold, Told } from '../documents/report/content.ts';
import { reportDocument } from '../documents/report/report.ts';
import type { Document } from '../documents/document.ts';
import type { AppContext } from './context.ts';
import { metrics } from './metrics.ts';
import { notADay } from './run.ts';
import { folderFault } from './steps/folder-fault.ts';
import type { RecordedContent } from './steps/gather-report.ts';
import { gatherReport } from './steps/gather-report.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** A page about the newest snapshot, or that of a day. */
export interface ReportResult {
  readonly path: string;
  readonly format: ReportFormat;
  readonly bytes: number;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly segmentations: readonly string[];
}

export type ReportFormat = 'html' | 'markdown';

/** What is written for an ending, and the words by which a report of ours is known. */
const FORMATS: Readonly<Record<ReportFormat, { readonly mark: string; print(page: Document): string }>> = {
  html: { mark: `content="${GENERATOR}"`, print: printHtml },
  markdown: { mark: MARKDOWN_MARK, print: printMarkdown },
};

const ENDINGS: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
};

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
    const path = resolve(context.folder, to);
    const format = ENDINGS[extname(path).toLowerCase()];
    const fault = format ? fileFault(path, format) : noFormat(to);
    if (!format || fault) return found<ReportResult>(null, fault ? [fault] : []);
    const { value: recorded, findings } = await withState<RecordedContent>(context, async ({ engine }) => {
      const content = await gatherReport(engine, segmentation ?? null, day, (timeZone) =>
        dayInTimeZone(context.now, timeZone),
      );
      return isFinding(content) ? found<RecordedContent>(null, [content]) : found(content);
    });
    if (!recorded) return found<ReportResult>(null, findings);
    const detailed = segmentation ?? recorded.project.primary?.id;
    const told =
      detailed === undefined ? [] : [[detailed, await metricsOf(detailed, recorded, context)] as const];
    const text = FORMATS[format].print(reportDocument({ ...recorded, metrics: new Map(told) }));
    writeWhole(path, text);
    return found({
      path,
      format,
      bytes: Buffer.byteLength(text),
      asOf: recorded.run.asOf,
      runId: recorded.run.runId,
      segmentations: recorded.segmentations.map((one) => one.segmentation.id),
    });
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

const noFormat = (to: string): Finding =>
  error('report-format', `\`${to}\` ends in neither .html nor .md.`, {
    hint: 'The ending says what is written: .html for a page, .md for Markdown.',
  });

/** Why nothing may be written there; a file that is no report of ours stays as it is. */
function fileFault(path: string, format: ReportFormat): Finding | null {
  const fault = folderFault(path);
  if (fault) return fault;
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) return null;
  if (there.isFile() && readFileSync(path, 'utf8').includes(FORMATS[format].mark)) return null;
  return error('not-a-report', `${path} is there and is no report that Clade wrote, so it stays as it is.`, {
    hint: 'Name another file, or remove it first.',
  });
}

/** A file beside the target, renamed when it is whole; the target is never half written. */
function writeWhole(path: string, text: string): void {
  const temporary = `${path}.part`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
