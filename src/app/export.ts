import { resolve } from 'node:path';
import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { error } from '../base/finding.ts';
import type { Project } from '../definitions/project.ts';
import type { ExportFormat } from '../engines/engine.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { WITHIN_DAYS } from './movement.ts';
import type { AppContext } from './context.ts';
import { defaultAsOf, notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import type { ListName } from './steps/exported-rows.ts';
import { exportedRows, LISTS, orderedMembers } from './steps/exported-rows.ts';
import { folderFault } from './steps/folder-fault.ts';
import { withMembersNowKnown } from './steps/members-now-known.ts';
import { isFinding, readableProject, withState } from './steps/with-state.ts';
import type { WrittenExport } from './steps/write-export.ts';
import { EXPORT_FORMATS, writeExport } from './steps/write-export.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';

/** A file with one row a customer. */
export interface ExportResult extends WrittenExport {
  readonly list: ListName;
  readonly segmentation: string;
  readonly asOf: CalendarDate;
  /** The snapshot the rows are as of; null of a past day as now known, which was published nowhere. */
  readonly snapshot: Snapshot | null;
  /** Of a past day as now known: the last day whose knowledge counts. */
  readonly knownUntil: CalendarDate | null;
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
    asNowKnown: z
      .boolean()
      .default(false)
      .describe('Where everybody was on that day as data and definitions say today, not as it was published'),
    list: z
      .enum(LISTS)
      .default('customers')
      .describe(
        'Instead of everybody: who moved, who left and came back, who flaps, or who would without hysteresis',
      ),
    since: z
      .string()
      .optional()
      .describe('First day of who moved, YYYY-MM-DD; default: the date before the last'),
    within: z.coerce
      .number()
      .int()
      .min(1)
      .default(WITHIN_DAYS)
      .describe('Days within which two moves back make a customer one that flaps'),
    raw: z
      .boolean()
      .default(false)
      .describe('Leave cells that a spreadsheet would run as formulas as they are'),
  }),
  positional: ['segmentation'],
  run: (asked, context) => {
    if (asked.asNowKnown) return exportNowKnown(asked, context);
    return withState<ExportResult>(context, async ({ engine }) => {
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
      const { asOf: day } = snapshot;
      const timeZone = (await readableProject(engine, snapshot.runId))?.timeZone ?? 'UTC';
      const value = { ...written, list, segmentation, asOf: day, snapshot, knownUntil: null, similarities };
      return found<ExportResult>(value, [], await agesOf(engine, snapshot, timeZone, context));
    });
  },
});

interface Asked extends Pick<ExportResult, 'segmentation' | 'list'> {
  readonly to: string;
  readonly raw: boolean;
  readonly format?: ExportFormat | undefined;
  readonly segment?: string | undefined;
  readonly asOf?: string | undefined;
}

async function exportNowKnown(asked: Asked, context: AppContext): Promise<Outcome<ExportResult>> {
  const { segmentation, list, segment, raw } = asked;
  const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
  if (asked.asOf !== undefined && !day) return found<ExportResult>(null, [notADay(asked.asOf)]);
  if (!day || list !== 'customers') return found<ExportResult>(null, [noPastDay]);
  const path = resolve(context.folder, asked.to);
  const fault = folderFault(path);
  if (fault) return found<ExportResult>(null, [fault]);
  const until = (project: Project) => defaultAsOf(project, context.now);
  return withMembersNowKnown<ExportResult>(context, segmentation, day, until, async (known) => {
    const rows = orderedMembers(known.members, segment ?? null);
    const label = `export ${segmentation}`;
    const format = asked.format ?? null;
    const written = await writeExport(known.engine, { rows, label, asOf: day, path, format, raw });
    return {
      ...written,
      list,
      segmentation,
      asOf: day,
      snapshot: null,
      knownUntil: known.knownUntil,
      similarities: null,
    };
  });
}

const noPastDay = error('no-past-day', '`--as-now-known` is about everybody on a past day.', {
  hint: 'Name the day with `--as-of`, and leave out `--list`.',
});
