import { resolve } from 'node:path';
import * as z from 'zod';
import { parseCalendarDate } from '../base/calendar-date.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { WITHIN_DAYS } from './movement.ts';
import { notADay } from './run.ts';
import type { ListName } from './steps/exported-rows.ts';
import { exportedRows, LISTS } from './steps/exported-rows.ts';
import { folderFault } from './steps/folder-fault.ts';
import { isFinding, withState } from './steps/with-state.ts';
import type { WrittenExport } from './steps/write-export.ts';
import { EXPORT_FORMATS, writeExport } from './steps/write-export.ts';
import { defineUseCase, found } from './use-case.ts';

/** A file with one row a customer. */
export interface ExportResult extends WrittenExport {
  readonly list: ListName;
  /** The snapshot the rows are as of. */
  readonly snapshot: Snapshot;
  /** Of a snapshot that places by likeness; null of any other. */
  readonly similarities: 'written' | 'facts-not-kept' | null;
}

export const exportSegmentation = defineUseCase({
  name: 'export',
  summary:
    'Write every customer of a segmentation, with segment, margin, reason, status and money, to a file; of discovered groups similarities and runner-up too',
  effect: 'reads',
  input: z.object({
    segmentation: z.string().describe('Id of a segmentation'),
    to: z.string().describe('File to write; replaced only when the new one is whole'),
    format: z
      .enum(EXPORT_FORMATS)
      .optional()
      .describe('File format; default: by the ending of the file, else csv'),
    segment: z.string().optional().describe('Only customers of this segment'),
    asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD'),
    list: z
      .enum(LISTS)
      .default('customers')
      .describe('Instead of everybody: who moved, who left and came back, or who flaps'),
    since: z
      .string()
      .optional()
      .describe('First day of who moved, YYYY-MM-DD; default: the date before the last'),
    within: z
      .int()
      .positive()
      .default(WITHIN_DAYS)
      .describe('Days within which two moves back make a customer one that flaps'),
    raw: z
      .boolean()
      .default(false)
      .describe('Leave cells that a spreadsheet would run as formulas as they are'),
  }),
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<ExportResult>(context, async ({ engine }) => {
      const { segmentation, list, within, raw } = asked;
      for (const day of [asked.asOf, asked.since])
        if (day !== undefined && !parseCalendarDate(day)) return found<ExportResult>(null, [notADay(day)]);
      const [asOf = null, since = null] = [asked.asOf, asked.since].map((day) =>
        parseCalendarDate(day ?? ''),
      );
      const exported = await exportedRows(engine, {
        ...{ segmentation, list, since, asOf, within },
        segment: asked.segment ?? null,
      });
      if (isFinding(exported)) return found<ExportResult>(null, [exported]);
      const path = resolve(context.folder, asked.to);
      const fault = folderFault(path);
      if (fault) return found<ExportResult>(null, [fault]);
      const { rows, snapshot, similarities } = exported;
      const label = `export ${segmentation}`;
      const format = asked.format ?? null;
      const written = await writeExport(engine, { rows, label, asOf: snapshot.asOf, path, format, raw });
      return found({ ...written, list, snapshot, similarities });
    }),
});
